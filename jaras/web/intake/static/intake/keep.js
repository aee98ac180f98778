// Nothing typed under a report is lost when the report is shown anew; the shown code does not linger.
(function () {
  "use strict";

  // What stands in the fields of a form, by the address it posts to.
  const kept = new Map();
  const fields = (form) => Array.from(form.elements).filter((field) => field.name && field.type !== "hidden" && field.type !== "file");
  const changed = (field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT" ? field.selectedIndex > 0
    : field.value !== field.defaultValue;

  function keep(sheet, posted) {
    for (const form of sheet.querySelectorAll("form[method=post]")) {
      const typed = form === posted ? [] : fields(form).filter(changed);
      if (typed.length) kept.set(form.action, typed.map((field) => [field.name, field.type, field.value, field.checked]));
      else kept.delete(form.action);
    }
  }
  function restore(sheet) {
    for (const form of sheet.querySelectorAll("form[method=post]")) {
      for (const [name, type, value, checked] of kept.get(form.action) || []) {
        for (const field of fields(form)) {
          if (field.name !== name) continue;
          if (type === "checkbox" || type === "radio") { if (field.value === value) field.checked = checked; }
          else field.value = value;
        }
        const fold = form.closest("details");
        if (fold) fold.open = true;
      }
    }
  }
  const inSheet = (target) => target && (target.id === "sheet" || target.id === "chosen");
  document.addEventListener("htmx:beforeSwap", (event) => {
    const sheet = document.getElementById("sheet");
    if (!sheet || !inSheet(event.detail.target) || !event.detail.shouldSwap) return;
    const from = event.detail.requestConfig.elt;
    const accepted = event.detail.xhr.status < 400;
    keep(sheet, accepted && from.closest ? from.closest("form") : null);
  });
  // The chosen row stays marked whenever the lists are shown anew.
  function mark() {
    const sheet = document.querySelector("[data-report]");
    for (const row of document.querySelectorAll("#lists a.row-link[aria-current]")) row.removeAttribute("aria-current");
    const row = sheet && document.getElementById(`row-${sheet.dataset.report}`);
    if (row) row.setAttribute("aria-current", "true");
  }
  document.addEventListener("htmx:afterSettle", mark);
  document.addEventListener("htmx:afterSwap", (event) => {
    const sheet = document.getElementById("sheet");
    if (sheet && event.detail.xhr && event.detail.xhr.status < 400) restore(sheet);
    const wrong = sheet && sheet.querySelector("[aria-invalid=true]");
    if (wrong && event.detail.xhr && event.detail.xhr.status >= 400) wrong.focus();
    const panel = document.querySelector("#panel [autofocus], #panel select, #panel a.button-main, #panel input:not([type=hidden])");
    if (panel && event.target.id === "panel") panel.focus();
  });

  // A panel closes by its cross or by Escape.
  const closePanel = () => { const panel = document.getElementById("panel"); if (panel) panel.replaceChildren(); };
  document.addEventListener("click", (event) => { if (event.target.closest("[data-close-panel]")) closePanel(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") closePanel(); });

  // The page that showed the code once becomes the page of its report; the device forgets the words it kept.
  const taken = document.querySelector("[data-taken]");
  if (taken) {
    history.replaceState(null, "", taken.dataset.address);
    localStorage.removeItem(`jaras-call-${taken.dataset.taken}`);
  }
})();
