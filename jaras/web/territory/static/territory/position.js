// "I am there": fills latitude and longitude from the device, where it offers them.
"use strict";

for (const place of document.querySelectorAll("[data-position]")) {
  const offer = place.querySelector("[data-position-offer]");
  const status = offer.querySelector("[role=status]");
  if (!navigator.geolocation || !window.isSecureContext) continue;
  offer.hidden = false;
  offer.querySelector("[data-position-button]").addEventListener("click", () => {
    status.textContent = "…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        place.querySelector("[name=latitude]").value = coords.latitude.toFixed(5);
        place.querySelector("[name=longitude]").value = coords.longitude.toFixed(5);
        status.textContent = "";
      },
      () => { status.textContent = status.dataset.refused; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
}
