// What scripts add to public pages: a recorder, a smaller photograph, a point, a net under the text, sending that survives the network.
(function () {
  "use strict";
  const NET = "net";
  const LONGEST_S = 180;
  const WIDEST = 1600;
  const one = (inside, selector) => inside.querySelector(selector);
  const show = (element, shown) => { if (element) element.hidden = !shown; };
  const say = (inside, words) => { const status = one(inside.closest("form"), "[data-status]"); if (status) status.textContent = words; };

  // A file that a script made can be put where a file that a person chose would be.
  function put(input, file) {
    const held = new DataTransfer();
    if (file) held.items.add(file);
    input.files = held.files;
  }
  let canPut = false;
  try { canPut = Boolean(new DataTransfer().items.add(new File([""], "x"))); } catch { /* an old browser keeps the plain fields */ }

  // Speak, listen again, delete.
  function voice(box) {
    const input = one(box, "input");
    const start = one(box, "[data-voice-start]"), stop = one(box, "[data-voice-stop]"), kept = one(box, "[data-voice-kept]");
    const sound = one(box, "[data-voice-sound]"), time = one(box, "[data-voice-time]");
    const records = canPut && window.MediaRecorder && navigator.mediaDevices;
    let recorder = null, clock = 0;
    function state(now) {
      show(one(box, "[data-voice-file]"), now === "empty" && !records);
      show(start, now === "empty" && records);
      show(stop, now === "on");
      show(kept, now === "kept");
      box.classList.toggle("wide", now === "kept");
    }
    function keep(file) {
      sound.src = URL.createObjectURL(file);
      state("kept");
      say(box, box.dataset.kept);
    }
    input.addEventListener("change", () => { if (input.files.length) keep(input.files[0]); });
    one(box, "[data-voice-delete]").addEventListener("click", () => {
      URL.revokeObjectURL(sound.src);
      sound.removeAttribute("src");
      input.value = "";
      state("empty");
      say(box, box.dataset.deleted);
      (records ? start : input).focus();
    });
    box.finish = () => recorder && new Promise((done) => { recorder.addEventListener("stop", done); recorder.stop(); });
    state("empty");
    if (!records) return;
    start.addEventListener("click", async () => {
      let stream;
      try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); }
      catch { show(start, false); show(one(box, "[data-voice-file]"), true); input.click(); return; }
      const pieces = [], began = Date.now();
      recorder = new MediaRecorder(stream, { audioBitsPerSecond: 24000 });
      recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
      recorder.addEventListener("stop", () => {
        clearInterval(clock);
        stream.getTracks().forEach((track) => track.stop());
        const type = recorder.mimeType.split(";")[0];
        recorder = null;
        const file = new File(pieces, "voice", { type });
        put(input, file);
        keep(file);
      }, { once: true });
      clock = setInterval(() => {
        const seconds = Math.round((Date.now() - began) / 1000);
        time.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
        if (seconds >= LONGEST_S && recorder) recorder.stop();
      }, 500);
      time.textContent = "0:00";
      recorder.start(1000);
      state("on");
      say(box, box.dataset.said);
      stop.focus();
    });
    stop.addEventListener("click", () => recorder && recorder.stop());
  }

  // A photograph leaves smaller, without what the telephone hides in it.
  function photo(box) {
    const input = one(box, "input"), kept = one(box, "[data-photo-kept]"), place = one(box, "[data-photo-picture]");
    function state(has) {
      show(one(box, "[data-photo-file]"), !has);
      show(kept, has);
    }
    input.addEventListener("change", async () => {
      if (!input.files.length) return;
      const file = input.files[0];
      place.textContent = file.name;
      try {
        const image = await createImageBitmap(file, { imageOrientation: "from-image" });
        const scale = Math.min(1, WIDEST / Math.max(image.width, image.height));
        const canvas = document.createElement("canvas");
        canvas.width = Math.round(image.width * scale);
        canvas.height = Math.round(image.height * scale);
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        place.replaceChildren(canvas);
        const smaller = canPut && await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
        if (smaller) put(input, new File([smaller], "photo.jpg", { type: smaller.type }));
      } catch { /* the file leaves as it is; the server looks at it */ }
      state(true);
      say(box, box.dataset.kept);
    });
    one(box, "[data-photo-delete]").addEventListener("click", () => {
      input.value = "";
      place.replaceChildren();
      state(false);
      say(box, box.dataset.deleted);
      input.focus();
    });
  }

  // A point, only when it is asked for.
  function position(button) {
    const form = button.form, word = one(button, "[data-position-word]"), asked = word.textContent;
    if (!navigator.geolocation || !window.isSecureContext) return;
    const set = (latitude, longitude) => { form.latitude.value = latitude; form.longitude.value = longitude; };
    show(button, true);
    button.addEventListener("click", () => {
      if (form.latitude.value) { set("", ""); word.textContent = asked; button.setAttribute("aria-pressed", "false"); return; }
      word.textContent = button.dataset.asking;
      navigator.geolocation.getCurrentPosition((found) => {
        set(found.coords.latitude.toFixed(5), found.coords.longitude.toFixed(5));
        word.textContent = button.dataset.found;
        button.setAttribute("aria-pressed", "true");
      }, () => { word.textContent = button.dataset.missing; }, { enableHighAccuracy: true, timeout: 20000 });
    });
  }

  // The net: this tab only, and only until the report has left. Whoever opens another tab finds nothing.
  function net(form) {
    const fields = Array.from(form.querySelectorAll("[data-net]"));
    if (!fields.length) return;
    let held = {};
    try { held = JSON.parse(sessionStorage.getItem(NET)) || {}; } catch { /* nothing was held */ }
    for (const field of fields) if (!field.value && held[field.name]) field.value = held[field.name];
    form.addEventListener("input", () => {
      try { sessionStorage.setItem(NET, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value])))); }
      catch { /* no room: the page itself still holds the text */ }
    });
  }

  function sending(form) {
    const button = one(form, "[data-submit]"), status = one(form, "[data-status]");
    let busy = false, waiting = false;
    async function send() {
      if (busy) return;
      busy = true;
      waiting = false;
      button.setAttribute("aria-busy", "true");
      status.textContent = form.dataset.sending;
      try {
        const recording = one(form, "[data-voice]");
        if (recording && recording.finish) await recording.finish();
        const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
        if (response.status >= 500) throw new Error("server");
        await arrived(form, response);
        status.textContent = "";
      } catch (failure) {
        waiting = failure instanceof TypeError;
        status.textContent = waiting ? form.dataset.offline : form.dataset.failed;
      }
      busy = false;
      button.removeAttribute("aria-busy");
    }
    form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
    window.addEventListener("online", () => waiting && form.isConnected && send());
    setInterval(() => waiting && navigator.onLine && form.isConnected && send(), 10000);
  }

  async function arrived(form, response) {
    if (form.dataset.send === "page") {
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      one(document, "main").replaceWith(document.adoptNode(one(fresh, "main")));
      begin(one(document, "main"));
      window.scrollTo(0, 0);
    } else if (response.ok) {
      const address = (await response.json()).address;
      sessionStorage.removeItem(NET);
      location.replace(address);
    } else {
      const box = one(form, "[data-refused]");
      box.innerHTML = await response.text();
      form.elements.key.value = box.firstElementChild.dataset.key;
      box.firstElementChild.focus();
    }
  }

  function begin(inside) {
    for (const box of inside.querySelectorAll("[data-voice]")) voice(box);
    for (const box of inside.querySelectorAll("[data-photo]")) photo(box);
    for (const button of inside.querySelectorAll("[data-position]")) position(button);
    for (const form of inside.querySelectorAll("form[data-send]")) { net(form); sending(form); }
    for (const button of inside.querySelectorAll("[data-print]")) { show(button, true); button.addEventListener("click", () => window.print()); }
    for (const button of inside.querySelectorAll("[data-copy]")) {
      if (!navigator.clipboard) continue;
      show(button, true);
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(one(inside, "[data-code]").textContent);
        one(button, "span").textContent = button.dataset.copied;
      });
    }
    for (const link of inside.querySelectorAll("[data-replace]")) link.addEventListener("click", (event) => { event.preventDefault(); location.replace(link.href); });
    if (one(inside, "[data-forget]")) sessionStorage.removeItem(NET);
  }
  begin(document);
})();
