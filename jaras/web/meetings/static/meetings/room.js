// The room: a clock that runs, words that are kept on this device until the server has them.
(function () {
  "use strict";

  const room = document.querySelector("[data-room]");
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const prefix = `jaras-room-${room.dataset.room}-`;
  const net = room.querySelector("[data-net]");
  const live = () => document.getElementById("live");
  const pen = () => document.getElementById("pen");
  const moved = () => document.body.dispatchEvent(new CustomEvent("room-moved"));
  const say = (words) => { net.textContent = words || ""; net.hidden = !words; };
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (each) => each.toString(16).padStart(2, "0")).join("");
  const isJson = (answer) => (answer.headers.get("Content-Type") || "").startsWith("application/json");

  function send(url, body) {
    return fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token, "X-Room": "1" }, redirect: "manual" }).then((answer) => {
      if (!isJson(answer)) throw new Error("no answer of ours");
      return answer.json().then((said) => ({ status: answer.status, said }));
    });
  }

  // The clock of whatever has the floor: counted on from what the server said.
  let drawnAt = Date.now();
  setInterval(() => {
    const clock = document.querySelector("[data-clock]");
    if (!clock) return;
    const seconds = Number(clock.dataset.clock) + Math.floor((Date.now() - drawnAt) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    clock.querySelector("b").textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    clock.querySelector("[data-late]").textContent = seconds > Number(clock.dataset.planned) ? clock.dataset.over : "";
  }, 1000);

  // Notes: saved as typed, kept here while the network is away, both texts shown where somebody was first.
  let wait = null;
  const ownKey = (form) => `${prefix}notes-${form.dataset.notes}`;
  function state(form, key) {
    const place = form.querySelector("[data-saved]");
    if (!place) return;
    const at = new Date(Date.now() + Number(document.documentElement.dataset.offset) * 60000).toISOString().slice(11, 16);
    place.textContent = place.dataset[key].replace("{time}", at);
  }
  function keepNotes(form) {
    localStorage.setItem(ownKey(form), JSON.stringify({ notes: form.elements.notes.value, version: form.elements.version.value, url: form.action }));
  }
  function saveNotes(form) {
    const typed = form.elements.notes.value;
    if (form.dataset.clash || form.dataset.busy) return;
    form.dataset.busy = "1";
    state(form, "saving");
    send(form.action, new FormData(form)).then(({ status, said }) => {
      delete form.dataset.busy;
      if (status === 409) return collide(form, said);
      if (status !== 200) return state(form, "failed");
      form.elements.version.value = said.version;
      say("");
      state(form, "saved");
      if (form.elements.notes.value === typed) localStorage.removeItem(ownKey(form));
      else { keepNotes(form); later(form, 50); }
    }).catch(() => {
      delete form.dataset.busy;
      state(form, "failed");
      say(room.dataset.wordsKept);
      later(form, 5000);
    });
  }
  function later(form, after) {
    clearTimeout(wait);
    wait = setTimeout(() => saveNotes(form), after);
  }
  function collide(form, said) {
    const mine = form.elements.notes.value;
    if (said.notes === mine) { form.elements.version.value = said.version; localStorage.removeItem(ownKey(form)); return; }
    form.dataset.clash = "1";
    const shown = document.querySelector("[data-both-texts]").content.cloneNode(true).firstElementChild;
    const title = shown.querySelector("h2");
    title.textContent = title.textContent.replace("§", said.who);
    shown.querySelector("[data-who]").textContent = said.who;
    shown.querySelector("[data-theirs]").textContent = said.notes;
    shown.querySelector("[data-yours]").textContent = mine;
    const choose = (words) => {
      form.elements.version.value = said.version;
      form.elements.notes.value = words;
      delete form.dataset.clash;
      shown.remove();
      keepNotes(form);
      saveNotes(form);
      form.elements.notes.focus();
    };
    shown.querySelector("[data-both]").addEventListener("click", () => choose(`${said.notes}\n${form.elements.notes.value}`));
    shown.querySelector("[data-mine]").addEventListener("click", () => choose(form.elements.notes.value));
    shown.querySelector("[data-theirs-only]").addEventListener("click", () => choose(said.notes));
    form.before(shown);
  }
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-notes]");
    if (!form) return;
    keepNotes(form);
    later(form, 800);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-notes]")) return;
    event.preventDefault();
    saveNotes(event.target);
  });
  // What was typed here before a page was left, or while an item changed, is given back or sent.
  function giveBack() {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(`${prefix}notes-`))) {
      const kept = JSON.parse(localStorage.getItem(key));
      const form = Array.from(document.querySelectorAll("form[data-notes]")).find((each) => ownKey(each) === key);
      if (form) {
        if (form.elements.notes.value === kept.notes) { localStorage.removeItem(key); continue; }
        if (document.activeElement === form.elements.notes) continue;
        form.elements.notes.value = kept.notes;
        form.elements.version.value = kept.version;
        saveNotes(form);
        continue;
      }
      const body = new FormData();
      body.set("notes", kept.notes);
      body.set("version", kept.version);
      send(kept.url, body).then(({ status }) => { if (status === 200) localStorage.removeItem(key); }).catch(() => undefined);
    }
  }

  // Forms whose words wait here until they are sent: in their order, once each, for each has a token.
  const outbox = `${prefix}outbox`;
  const waiting = () => JSON.parse(localStorage.getItem(outbox) || "[]");
  const keep = (rows) => (rows.length ? localStorage.setItem(outbox, JSON.stringify(rows)) : localStorage.removeItem(outbox));
  let flushing = false;
  function flush() {
    const [first] = waiting();
    if (!first || flushing) return;
    flushing = true;
    const body = new FormData();
    for (const [name, value] of first.fields) body.append(name, value);
    send(first.url, body).then(({ status, said }) => {
      flushing = false;
      keep(waiting().slice(1));
      say("");
      if (status >= 400) refuse(first, said);
      else if (first.then === "reload") return window.location.reload();
      moved();
      flush();
    }).catch(() => {
      flushing = false;
      say(room.dataset.wordsKept);
      setTimeout(flush, 5000);
    });
  }
  function refuse(sent, said) {
    const form = Array.from(document.querySelectorAll("form[data-kept]")).find((each) => each.action === sent.url);
    if (!form) return say(said.error);
    const place = form.querySelector("[data-error]");
    place.textContent = said.error;
    place.hidden = false;
    form.closest("details")?.setAttribute("open", "");
    const used = {};
    for (const [name, value] of sent.fields) {
      const all = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
      const field = all[Math.min(used[name] || 0, all.length - 1)];
      used[name] = (used[name] || 0) + 1;
      if (field && field.matches("input[type=text], input:not([type]), textarea, input[type=number]") && !field.value) field.value = value;
    }
    const field = said.field && form.querySelector(`[name="${CSS.escape(said.field)}"]`);
    if (field) field.focus();
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-kept]")) {
      event.preventDefault();
      const place = form.querySelector("[data-error]");
      if (place) place.hidden = true;
      const fields = Array.from(new FormData(form, event.submitter).entries());
      keep([...waiting(), { url: form.action, fields, then: form.dataset.then || "" }]);
      form.reset();
      for (const each of form.querySelectorAll("[data-helpers] input ~ input")) each.remove();
      if (form.elements.token) form.elements.token.value = fresh();
      flush();
      form.querySelector("input[type=text], textarea")?.focus();
    } else if (form.matches("form[data-press]")) {
      event.preventDefault();
      send(form.action, new FormData(form, event.submitter)).then(({ status, said }) => { say(status >= 400 ? said.error : ""); moved(); }).catch(() => say(room.dataset.wordsLost));
    }
  });

  // When something else has the floor the pen follows, once what was typed is sent.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "live" && event.detail.elt.id !== "live") return;
    drawnAt = Date.now();
    const [shown, held] = [live(), pen()];
    if (!held || !room.dataset.penUrl || shown.dataset.pen === held.dataset.pen) return;
    const form = held.querySelector("form[data-notes]");
    if (form && localStorage.getItem(ownKey(form))) { saveNotes(form); return; }
    window.htmx.ajax("GET", room.dataset.penUrl, { target: "#pen", swap: "outerHTML" }).then(giveBack);
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".room-ring[open]")) event.target.querySelector("input[type=text]")?.focus();
  }, true);
  window.addEventListener("online", () => { flush(); giveBack(); });
  document.addEventListener("htmx:sendError", () => say(room.dataset.wordsKept));
  giveBack();
  flush();
})();
