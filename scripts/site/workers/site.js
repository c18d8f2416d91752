// The whole site for readers without a network, from their first visit on. FILES is the site as it was
// built: each file with a digest of its content, by which a new version fetches what has changed only.
const FILES = {};
const CACHE = `notes ${registration.scope}`;
const address = (path) => new URL(path, registration.scope).href;
const key = (path) => `${address(path)}?${FILES[path]}`;

async function fetched(path) {
  const answer = await fetch(address(path), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  // As GitHub Pages sends it: a page that was redirected may not answer for another address.
  return new Response(answer.body, { headers: answer.headers });
}

async function fill() {
  const cache = await caches.open(CACHE);
  for (const path in FILES) {
    if (!(await cache.match(key(path)))) await cache.put(key(path), await fetched(path));
  }
  await skipWaiting();
}

async function tidy() {
  const cache = await caches.open(CACHE);
  const wanted = new Set(Object.keys(FILES).map(key));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  await clients.claim();
}

/** The file for an address of this site; undefined for any other. */
function pathOf(url) {
  if (!url.startsWith(registration.scope)) return undefined;
  const { pathname } = new URL(url);
  const path = decodeURI(pathname.slice(new URL(registration.scope).pathname.length));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(key(pathOf(request.url)));
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const missing = request.mode === "navigate" && (await cache.match(key("404.html")));
    if (!missing) throw error;
    return new Response(missing.body, { status: 404, headers: missing.headers });
  }
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(tidy()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range") || !pathOf(request.url)) return;
  if (request.mode === "navigate" || pathOf(request.url) in FILES) event.respondWith(answer(request));
});
