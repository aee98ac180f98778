// A page that nobody touched for long hides itself; what was typed waits behind the lock.
(function () {
  "use strict";

  const dialog = document.getElementById("lock");
  if (!dialog) return;
  const frame = document.querySelector(".frame");
  const form = dialog.querySelector("form");
  const password = form.querySelector("input[type=password]");
  const error = form.querySelector("[role=alert]");
  const after = Number(dialog.dataset.after) * 1000;
  const title = document.title;
  const MOVED = "X-Jaras-Moved";
  let moved = Date.now();
  let told = moved;
  let late = [];

  // What the server says of this session: open, locked, over, away.
  async function ask(gesture) {
    told = Date.now();
    try {
      const answer = await fetch(dialog.dataset.awake, { redirect: "manual", headers: gesture ? { [MOVED]: "1" } : {} });
      if (!answer.ok) return answer.type === "opaqueredirect" ? "over" : "away";
      const said = await answer.json();
      if (String(said.member) !== dialog.dataset.member) return "over";
      guard(said.guard);
      return said.locked ? "locked" : "open";
    } catch {
      return "away";
    }
  }
  // Whoever signed in again in another tab gets the forms of this one back.
  function guard(token) {
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  }

  function say(sentence) {
    error.textContent = sentence || "";
    error.hidden = !sentence;
  }
  function shut(state) {
    frame.hidden = true;
    document.title = "Jaras";
    say(state === "over" ? dialog.dataset.over : "");
    if (dialog.open) return;
    dialog.showModal();
    password.focus();
  }
  function open() {
    moved = Date.now();
    password.value = "";
    say();
    dialog.close();
    frame.hidden = false;
    document.title = title;
    const again = late;
    late = [];
    again.forEach(send);
  }
  // A request that came too late is sent again.
  function send({ elt, config }) {
    if (!elt.isConnected || !window.htmx) return;
    if (elt.matches("form[data-autosave]")) window.htmx.trigger(elt, "again");
    else if (config.verb !== "get") window.htmx.ajax(config.verb, config.path, { source: elt, target: config.target, values: Object.fromEntries(config.formData || Object.entries(config.parameters)) });
  }

  async function look() {
    const state = await ask(false);
    if (state === "open") moved = Date.now();
    else shut(state);
  }
  function gesture() {
    if (dialog.open) return;
    if (Date.now() - moved >= after) { look(); return; }
    moved = Date.now();
    if (moved - told >= 60000) ask(true).then((state) => { if (state === "locked" || state === "over") shut(state); });
  }
  for (const name of ["keydown", "pointerdown", "input", "scroll"]) document.addEventListener(name, gesture, { passive: true, capture: true });
  setInterval(() => { if (!dialog.open && Date.now() - moved >= after) look(); }, 5000);
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden) return;
    if (dialog.open) { if (await ask(false) === "open") open(); }
    else if (Date.now() - moved >= after) look();
  });

  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 423) return;
    late = late.filter((each) => each.elt !== event.detail.elt);
    late.push({ elt: event.detail.elt, config: event.detail.requestConfig });
    shut("locked");
  });

  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => { if (frame.hidden) dialog.showModal(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", headers: { [MOVED]: "1" } });
      if (answer.status === 204) { open(); return; }
      say(answer.status === 400 ? (await answer.json()).errors.join(" ") : dialog.dataset[answer.type === "opaqueredirect" ? "over" : "away"]);
    } catch {
      say(dialog.dataset.away);
    }
    password.select();
  });
})();
