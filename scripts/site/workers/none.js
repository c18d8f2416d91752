// While an author serves the site, no page may come from what an earlier visit has kept: neither those
// to come nor those that are open.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  for (const name of await caches.keys()) if (name.startsWith("notes ")) await caches.delete(name);
  await registration.unregister();
  // Not awaited: a page that loads again may itself wait for the end of this.
  for (const client of await clients.matchAll({ type: "window" })) client.navigate(client.url);
}
