// What scripts add to staff pages. Without them every page still works.
(function () {
  "use strict";

  const root = document.documentElement;
  const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector));
  const writing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable]");

  // The server's clock is believed, not the device's.
  const ahead = Date.now() - Number(root.dataset.now);
  const now = () => Date.now() - ahead;

  // Durations stay true while a page stays open: <time data-time="since" datetime="…">.
  const words = JSON.parse(root.dataset.words || "{}");
  const plural = new Intl.PluralRules(root.lang);
  const counted = (forms, number) => (forms[plural.select(number)] || forms.other).replace("{n}", number);
  function lasting(seconds) {
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    if (!hours) return counted(words.minutes, minutes);
    if (!minutes) return counted(words.hours, hours);
    return words.both.replace("{hours}", counted(words.hours, hours)).replace("{minutes}", counted(words.minutes, minutes));
  }
  function refreshTimes() {
    for (const time of all("time[data-time]")) {
      const seconds = (now() - new Date(time.dateTime)) / 1000;
      if (seconds >= 86400 || time.dataset.exactShown) continue;
      time.textContent = seconds < 60 ? words.now : words[time.dataset.time].replace("{duration}", lasting(seconds));
    }
  }
  if (words.now) setInterval(refreshTimes, 20000);

  // The exact moment, on tap as on hover.
  document.addEventListener("click", (event) => {
    const time = event.target.closest("time[title]");
    if (!time || time.closest("a, button, summary")) return;
    const shown = time.textContent;
    time.textContent = time.title;
    time.title = shown;
    if (time.dataset.exactShown) delete time.dataset.exactShown;
    else time.dataset.exactShown = "1";
  });

  // Keys: Ctrl K searches, Ctrl B rings a bell, Ctrl Enter submits, arrows walk a list, data-key presses its button.
  document.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "k") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (command && !event.shiftKey && event.code === "KeyB") {
      const bell = document.querySelector("[data-ring]");
      if (bell) { event.preventDefault(); bell.click(); }
    } else if (command && event.key === "Enter") {
      const form = event.target.closest("form");
      if (form) { event.preventDefault(); form.requestSubmit(form.querySelector("[data-main]") || undefined); }
    } else if (event.key === "Escape") {
      for (const menu of all("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
    } else if (!command && !event.altKey && !writing(event.target)) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event);
      else press(event);
    }
  });
  function walk(event) {
    const rows = all("[data-rows] a.row-link");
    if (!rows.length) return;
    const here = Math.max(rows.indexOf(document.activeElement), rows.findIndex((row) => row.hasAttribute("aria-current")));
    const next = rows[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }
  function press(event) {
    // On an Arabic keyboard the key is known by its place.
    const key = /^\w$/.test(event.key) ? event.key : (event.code || "").replace(/^Key/, "");
    if (event.repeat || !/^\w$/.test(key)) return;
    const target = document.querySelector(`[data-key="${key.toLowerCase()}"]`);
    if (target && !target.disabled) { event.preventDefault(); target.click(); target.focus(); }
  }

  // Menus close when the hand goes elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  // A chosen row is marked at once, before its pane arrives.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-rows] a.row-link");
    if (!link || event.ctrlKey || event.metaKey) return;
    for (const row of all("[data-rows] a.row-link[aria-current]")) row.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    const panes = link.closest(".panes");
    if (panes) panes.classList.add("panes-chosen");
  });

  // Saved as you type: the state is said where [data-saved] stands; a failure tries again.
  const wall = () => new Date(now() + Number(root.dataset.offset) * 60000).toISOString().slice(11, 16);
  function say(form, key, failed) {
    const place = form && form.querySelector("[data-saved]");
    if (!place) return;
    place.textContent = place.dataset[key].replace("{time}", wall());
    place.classList.toggle("saved-failed", Boolean(failed));
  }
  const autosaving = (event) => event.detail.elt.closest && event.detail.elt.closest("form[data-autosave]");
  document.addEventListener("htmx:beforeRequest", (event) => say(autosaving(event), "saving"));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = autosaving(event);
    if (!form) return;
    say(form, event.detail.successful ? "saved" : "failed", !event.detail.successful);
    if (!event.detail.successful) setTimeout(() => window.htmx.trigger(form, "again"), 5000);
  });

  // A button pressed twice sends once.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || event.defaultPrevented) return;
    if (button.getAttribute("aria-busy") === "true") { event.preventDefault(); return; }
    button.setAttribute("aria-busy", "true");
    setTimeout(() => button.removeAttribute("aria-busy"), 4000);
  });

  // A report of immediate peril: two notes, a mark in the title. [data-immediate] holds how many wait.
  let waiting = null;
  const title = document.title;
  const audible = () => localStorage.getItem("jaras-sound") !== "off";
  let audio = null;
  document.addEventListener("pointerdown", () => { audio = audio || new AudioContext(); audio.resume(); }, { once: true });
  document.addEventListener("keydown", () => { audio = audio || new AudioContext(); audio.resume(); }, { once: true });
  function ring() {
    if (!audio || !audible()) return;
    [880, 660].forEach((pitch, index) => {
      const start = audio.currentTime + index * 0.28;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.0001, start);
      volume.gain.exponentialRampToValueAtTime(0.25, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.9);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 1);
    });
  }
  function watchImmediate() {
    const place = document.querySelector("[data-immediate]");
    if (!place) return;
    const count = Number(place.dataset.immediate);
    if (waiting !== null && count > waiting) ring();
    waiting = count;
    document.title = count ? `(${count}!) ${title}` : title;
  }
  for (const toggle of all("[data-sound]")) {
    const show = () => toggle.setAttribute("aria-pressed", String(audible()));
    toggle.addEventListener("click", () => { localStorage.setItem("jaras-sound", audible() ? "off" : "on"); show(); if (audible()) ring(); });
    show();
  }

  // Messages that ask nothing leave by themselves.
  function settle() {
    watchImmediate();
    refreshTimes();
    for (const toast of all(".toast[data-passing]")) {
      delete toast.dataset.passing;
      setTimeout(() => toast.remove(), 8000);
    }
  }
  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-dismiss]");
    if (close) close.closest(".toast, .notice").remove();
    if (event.target.closest("[data-print]")) window.print();
  });
  // The tab that is open is in sight, however narrow the screen.
  for (const tabs of all(".tabs")) {
    const open = tabs.querySelector("[aria-current]");
    if (!open) continue;
    const [here, frame] = [open, tabs].map((each) => each.getBoundingClientRect());
    tabs.scrollLeft += (here.left + here.right - frame.left - frame.right) / 2;
  }
  document.addEventListener("htmx:afterSettle", settle);
  settle();
})();
