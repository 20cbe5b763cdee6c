// Tells the person what came while no window was open. It fetches nothing and keeps nothing.

self.addEventListener("push", (event) => {
  const { title, body, tag, url, path } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, { body, tag, icon: "/icon.svg", data: { url, path }, renotify: true }),
  );
});

// Browsers change the address at which they are told, and the old one is dead by then. Pages tell the new one to the API:
// this script may ask nobody (`connect-src`), and does not know whose it is.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(follow(event));
});

async function follow({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  if (!newSubscription && options) await self.registration.pushManager.subscribe(options);
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const client of windows) client.postMessage("push changed");
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(addressOf(event.notification.data)));
});

/** Under a host name of the organisation's own, which the sender does not know, the path is enough. */
function addressOf({ url, path }) {
  const here = self.location.origin;
  return path === null || new URL(url).origin === here ? url : new URL(path, here).href;
}

async function open(address) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((client) => client.url === address);
  await (there ? there.focus() : self.clients.openWindow(address));
}
