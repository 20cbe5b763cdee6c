// Tells the person what came while no window was open. It fetches nothing and keeps nothing.

self.addEventListener("push", (event) => {
  const { title, body, tag, url, path } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, { body, tag, icon: "/icon.svg", data: { url, path }, renotify: true }),
  );
});

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
