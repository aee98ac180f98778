// A key that does not answer is said beside its button, not in the console.
(function () {
  "use strict";
  const sentence = document.currentScript.dataset.sentence;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const button = document.querySelector("#passkey_login, #mfa_webauthn_add, #mfa_webauthn_authenticate, #mfa_webauthn_reauthenticate");
    if (!button) return;
    button.removeAttribute("aria-busy");
    let said = document.getElementById("key-said");
    if (!said) {
      said = document.createElement("p");
      said.id = "key-said";
      said.className = "error";
      said.setAttribute("role", "alert");
      button.before(said);
    }
    said.textContent = sentence;
  });
})();
