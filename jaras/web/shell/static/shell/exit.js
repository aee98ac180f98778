// Quick exit of public pages: Esc Esc, or the button, leaves at once and keeps nothing.
(function () {
  "use strict";
  const button = document.querySelector("[data-exit]");
  if (!button) return;
  let last = 0;
  function leave() {
    document.body.hidden = true;
    document.title = " ";
    sessionStorage.clear();
    for (const form of document.forms) form.reset();
    location.replace(button.href);
  }
  button.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const now = Date.now();
    if (now - last < 700) leave();
    last = now;
  });
})();
