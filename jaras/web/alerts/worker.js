// What a browser runs when a message of the house comes, whether or not a page is open.
"use strict";

self.addEventListener("push", (event) => {
  const told = event.data ? event.data.json() : {};
  const shown = {
    body: told.body,
    tag: told.tag || "jaras",
    renotify: true,
    requireInteraction: true,
    lang: told.lang,
    dir: told.dir,
    data: told.url,
  };
  event.waitUntil(self.registration.showNotification(told.title || "Jaras", shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const page = new URL(event.notification.data || "./", self.location).href;
  const open = async () => {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const here = pages.find((each) => each.url.split("#")[0] === page);
    return here ? here.focus() : self.clients.openWindow(page);
  };
  event.waitUntil(open());
});
