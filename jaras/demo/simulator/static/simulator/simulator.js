// A microphone for the telephones of the demonstration; each screen shows its newest line.
(function () {
  "use strict";
  const LONGEST_MS = 60000;
  const down = () => document.querySelectorAll(".screen").forEach((screen) => { screen.scrollTop = screen.scrollHeight; });

  function recorder(box) {
    if (!window.MediaRecorder || !navigator.mediaDevices) return;
    const button = box.querySelector("[data-record]"), word = box.querySelector("[data-word]");
    const form = box.closest("form"), input = form.querySelector("input[type=file]");
    let running = null;
    box.hidden = false;
    button.addEventListener("click", async () => {
      if (running) { running.stop(); return; }
      let stream;
      try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { box.hidden = true; return; }
      const pieces = [];
      running = new MediaRecorder(stream, { audioBitsPerSecond: 24000 });
      running.addEventListener("dataavailable", (event) => pieces.push(event.data));
      running.addEventListener("stop", () => {
        stream.getTracks().forEach((track) => track.stop());
        const type = running.mimeType.split(";")[0];
        const held = new DataTransfer();
        held.items.add(new File(pieces, "voice", { type }));
        input.files = held.files;
        form.requestSubmit();
      }, { once: true });
      running.start();
      word.textContent = word.dataset.stop;
      setTimeout(() => { if (running.state === "recording") running.stop(); }, LONGEST_MS);
    });
  }

  document.querySelectorAll("[data-recorder]").forEach(recorder);
  down();
  document.body.addEventListener("htmx:oobAfterSwap", down);
})();
