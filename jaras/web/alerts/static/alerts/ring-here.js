// The member agrees to be called on this device; without this script, or where the browser cannot, a sentence says so.
(function () {
  "use strict";
  const form = document.getElementById("ring-here");
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!form || !able || !window.isSecureContext) return;
  const told = document.getElementById("ring-here-told");
  told.hidden = true;
  form.hidden = false;

  const say = (sentence) => {
    told.textContent = sentence;
    told.className = "error";
    told.setAttribute("role", "alert");
    told.hidden = false;
  };
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };

  async function subscribed() {
    const worker = await navigator.serviceWorker.register(form.dataset.worker);
    const former = await worker.pushManager.getSubscription();
    if (former) await former.unsubscribe();
    while (!worker.active) await new Promise((done) => setTimeout(done, 50));
    return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.setAttribute("aria-busy", "true");
    try {
      if ((await Notification.requestPermission()) !== "granted") return say(form.dataset.denied);
      const said = (await subscribed()).toJSON();
      form.elements.endpoint.value = said.endpoint;
      form.elements.p256dh.value = said.keys.p256dh;
      form.elements.auth.value = said.keys.auth;
      form.submit();
    } catch {
      say(form.dataset.failed);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
})();
