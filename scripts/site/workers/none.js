// While an author serves the site, no page may come from what an earlier visit has kept.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  for (const name of await caches.keys()) if (name.startsWith("notes ")) await caches.delete(name);
  await registration.unregister();
}
