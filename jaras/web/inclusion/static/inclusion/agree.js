// Agreeing on a life project: a frame to sign in, a recorder for the voice note. Without this script:
// paper photographed, or a recording made by the telephone itself.
(function () {
  "use strict";

  const form = document.querySelector("form[data-agree]");
  if (!form) return;
  const one = (selector) => form.querySelector(selector);
  const LONGEST_S = 120;

  // A made file takes the place of one that would be chosen.
  function put(input, file) {
    const holder = new DataTransfer();
    if (file) holder.items.add(file);
    input.files = holder.files;
  }

  function pad(frame, input) {
    const canvas = frame.querySelector("canvas"), pen = canvas.getContext("2d");
    const state = frame.querySelector("[data-pad-state]");
    let last = null, signed = false;

    function erase() {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.strokeStyle = pen.fillStyle = "#1b2430";
      pen.lineWidth = 5;
      pen.lineCap = pen.lineJoin = "round";
      signed = false;
      put(input, null);
      state.textContent = state.dataset.empty;
    }
    function point(event) {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
    }
    function draw(event) {
      if (!last) return;
      for (const each of event.getCoalescedEvents ? event.getCoalescedEvents() : [event]) {
        const next = point(each);
        pen.beginPath();
        pen.moveTo(...last);
        pen.lineTo(...next);
        pen.stroke();
        last = next;
      }
    }
    function lift() {
      if (!last) return;
      last = null;
      signed = true;
      const bytes = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), (char) => char.charCodeAt(0));
      put(input, new File([bytes], "signature.png", { type: "image/png" }));
      state.textContent = state.dataset.signed;
    }
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      last = point(event);
      pen.beginPath();
      pen.arc(...last, 2, 0, 7);
      pen.fill();
    });
    canvas.addEventListener("pointermove", draw);
    canvas.addEventListener("pointerup", lift);
    canvas.addEventListener("pointercancel", lift);
    frame.querySelector("[data-pad-erase]").addEventListener("click", () => { erase(); canvas.focus(); });
    erase();
    frame.hidden = false;
    one("[data-pad-without]").hidden = true;
  }

  function recorder(box, input) {
    const start = box.querySelector("[data-record]"), stop = box.querySelector("[data-stop]");
    const state = box.querySelector("[data-record-state]"), sound = box.querySelector("[data-record-sound]");
    let running = null, limit = null;
    start.addEventListener("click", async () => {
      let stream;
      try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); }
      catch { input.click(); return; }
      const pieces = [];
      running = new MediaRecorder(stream);
      running.addEventListener("dataavailable", (event) => event.data.size && pieces.push(event.data));
      running.addEventListener("stop", () => {
        clearTimeout(limit);
        stream.getTracks().forEach((track) => track.stop());
        const file = new File(pieces, "accord", { type: running.mimeType.split(";")[0] });
        put(input, file);
        if (sound.src) URL.revokeObjectURL(sound.src);
        sound.src = URL.createObjectURL(file);
        sound.hidden = false;
        start.hidden = false;
        stop.hidden = true;
        state.textContent = box.dataset.kept;
        start.focus();
      }, { once: true });
      running.start(1000);
      limit = setTimeout(() => running.state === "recording" && running.stop(), LONGEST_S * 1000);
      start.hidden = true;
      stop.hidden = false;
      state.textContent = box.dataset.said;
      stop.focus();
    });
    stop.addEventListener("click", () => running && running.state === "recording" && running.stop());
    box.hidden = false;
  }

  if (!window.DataTransfer) return;
  pad(one("[data-pad]"), one("[data-pad-file]"));
  if (window.MediaRecorder && navigator.mediaDevices) recorder(one("[data-recorder]"), one("input[name=voice]"));
  const screen = one("input[name=how][value=screen]");
  if (!form.hasAttribute("data-refused")) screen.checked = true;
})();
