// The sentence of a bell by keyboard: Enter moves on, the day has quick buttons, one more line for each helper.
(function () {
  "use strict";

  function dress(sentence) {
    if (sentence.dataset.dressed) return;
    sentence.dataset.dressed = "1";
    const form = sentence.closest("form");
    const fields = () => Array.from(sentence.querySelectorAll("input[type=text]"));
    const typed = () => form.dispatchEvent(new CustomEvent("bell-typed"));
    for (const quick of sentence.querySelectorAll("[data-quick]")) {
      quick.hidden = false;
      const field = quick.parentElement.querySelector("input");
      quick.addEventListener("click", (event) => {
        const button = event.target.closest("[data-fill]");
        if (!button) return;
        field.value = button.dataset.fill;
        typed();
        onward(field);
      });
    }
    function onward(field) {
      const all = fields();
      const next = all[all.indexOf(field) + 1] || form.querySelector("[data-main]");
      if (next) next.focus();
    }
    sentence.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing || !event.target.matches("input[type=text]")) return;
      event.preventDefault();
      onward(event.target);
    });
    sentence.addEventListener("input", (event) => {
      const helpers = event.target.closest("[data-helpers]");
      if (helpers && helpers.lastElementChild.value) {
        const more = helpers.lastElementChild.cloneNode();
        more.removeAttribute("id");
        more.value = "";
        more.setAttribute("aria-label", sentence.querySelector(".sentence-with_whom label").textContent);
        helpers.append(more);
      }
      typed();
    });
    const wrong = form.querySelector("[aria-invalid=true]");
    if (wrong) wrong.focus();
  }
  const dressAll = () => document.querySelectorAll("[data-sentence]").forEach(dress);
  document.addEventListener("htmx:afterSettle", dressAll);
  dressAll();
})();
