// A net under the call form: what the server has not confirmed stays on this device.
(function () {
  "use strict";

  const form = document.getElementById("call");
  const net = form.querySelector("[data-net]");
  const prefix = "jaras-call-";
  const own = prefix + form.elements.key.value;
  const names = ["words", "place", "commune", "who", "arabic_name", "father_name", "born", "telephone", "reporter_name", "reporter_telephone", "reporter_email", "organisation", "registry_number"];
  const state = () => Object.fromEntries(names.map((name) => [name, form.elements[name].value]).concat([["channel", form.elements.channel.value], ["urgency", form.elements.urgency.value]]));

  let unsaved = "";
  form.addEventListener("input", () => { unsaved = JSON.stringify(state()); localStorage.setItem(own, unsaved); });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form || !event.detail.successful) return;
    if (JSON.stringify(state()) === unsaved) localStorage.removeItem(own);
  });
  // Saving goes through the page: until it answers, the words stay here.
  form.addEventListener("submit", () => { window.htmx.trigger(form, "htmx:abort"); localStorage.setItem(own, JSON.stringify(state())); });

  const left = Object.keys(localStorage).find((key) => key.startsWith(prefix) && key !== own);
  const words = left ? JSON.parse(localStorage.getItem(left)) : null;
  if (words && (words.words || words.who)) {
    net.hidden = false;
    net.querySelector("[data-net-words]").textContent = `« ${(words.words || words.who).slice(0, 90)} »`;
    net.querySelector("[data-net-take]").addEventListener("click", () => {
      for (const name of names) if (words[name]) form.elements[name].value = words[name];
      for (const name of ["channel", "urgency"]) if (words[name]) form.elements[name].value = words[name];
      localStorage.removeItem(left);
      net.hidden = true;
      form.elements.words.dispatchEvent(new Event("input", { bubbles: true }));
      form.elements.words.focus();
    });
    net.querySelector("[data-net-drop]").addEventListener("click", () => { localStorage.removeItem(left); net.hidden = true; form.elements.words.focus(); });
  } else if (left) localStorage.removeItem(left);
})();
