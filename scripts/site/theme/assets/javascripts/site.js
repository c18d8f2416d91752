// What the pages do beyond plain HTML; each works without it.

// Material asks the address of each alternate, on whatever host, for a sitemap; it knows them by this exact value.
document.querySelectorAll("link[rel=alternate]").forEach((link) => link.setAttribute("rel", "alternate "));

// Light or dark: what the reader has chosen by one of the two buttons, until then what the system prefers.
const paint = (scheme) => {
  document.documentElement.dataset.colours = document.body.dataset.mdColorScheme = scheme;
};
const stored = (name, value) => {
  try {
    if (value) localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch {
    return null; // storage is switched off: everything works all the same
  }
};
const buttons = [...document.querySelectorAll("button[data-colours]")];
buttons.forEach((button) =>
  button.addEventListener("click", () => {
    paint(button.dataset.colours);
    stored("colours", button.dataset.colours);
    buttons.find((other) => other !== button).focus(); // this one is gone, and the other in its place
  }),
);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (system) => {
  if (!stored("colours")) paint(system.matches ? "slate" : "default");
});

// The drawer with the pages, on a narrow screen: opened, it takes the focus; it closes by Escape, and when the focus goes
// on to the page behind it. Without this script it opens and closes by the space key.
const drawer = document.getElementById("__drawer");
const drawn = document.querySelector(".md-sidebar--primary");
drawer.addEventListener("keydown", ({ key }) => key === "Enter" && drawer.click());
drawer.addEventListener("change", () => {
  if (drawer.checked) (drawn.querySelector("a.md-nav__link--active") ?? drawn.querySelector("a.md-nav__link")).focus();
});
drawn.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !drawer.checked) return;
  drawer.click();
  drawer.focus();
});
drawn.addEventListener("focusout", ({ relatedTarget: next }) => {
  if (drawer.checked && next && next !== drawer && !drawn.contains(next)) drawer.click();
});

// The language that the reader has chosen, for the landing page.
document.querySelectorAll("a.languages__link[hreflang]").forEach((link) => {
  link.addEventListener("click", () => stored("language", link.hreflang));
});

// The page of a whole note has a button for what the browser's menu does.
document.querySelector("[data-print]")?.addEventListener("click", () => print());

// The theme's search is a dialog without a name.
const search = document.querySelector("[data-md-component=search]");
if (search) search.ariaLabel = search.querySelector("input")?.placeholder ?? "";

// What is wider than the column scrolls; then it must be reachable by keyboard. Sizes are told when they are known
// (what is folded, or far from the screen, has none yet): to ask for them would lay out the page before it is painted.
const SCROLLING = "x-tex.display, .table-scroll, figure.figure, pre > code";
const measure = (boxes) => {
  const wide = boxes.map((box) => box.scrollWidth > box.clientWidth + 1); // all before the first change
  boxes.forEach((box, n) => {
    if (wide[n]) box.tabIndex = 0;
    else if (!("symbols" in box.dataset)) box.removeAttribute("tabindex");
  });
};
const sizes = new ResizeObserver((told) => measure([...new Set(told.map(({ target }) => target.closest(SCROLLING)))]));
const SLICE = 40; // boxes at once: what is done in one go keeps the page from answering
const reach = (boxes = [...document.querySelectorAll(SCROLLING)]) => {
  for (const box of boxes.splice(0, SLICE))
    for (const part of [box, box.querySelector(".katex-html, table, svg")]) if (part) sizes.observe(part);
  if (boxes.length) setTimeout(reach, 0, boxes);
};
// What is unfolded out of sight has no size told; once it has been laid out with its frame, it can be asked for.
const unfolded = ({ target }) => {
  if (!target.open) return; // folded: to ask for sizes would lay out what nobody sees
  requestAnimationFrame(() => setTimeout(() => measure([...target.querySelectorAll(SCROLLING)])));
};
addEventListener("load", () => {
  setTimeout(reach);
  document.addEventListener("toggle", unfolded, true);
});
document.addEventListener("redrawn", () => reach()); // the explorer has new formulas

// On paper a long formula goes on in the next line; what has no place for that, as a matrix, gets smaller.
const ROOM = 44; // em of the formulas, between the margins of A4
const fit = () =>
  document.querySelectorAll("x-tex.display").forEach((box) => {
    const em = parseFloat(getComputedStyle(box.querySelector(".katex") ?? box).fontSize);
    const widths = [...box.querySelectorAll(".katex-base")].map((base) => base.getBoundingClientRect().width / em);
    const widest = Math.max(0, ...widths);
    if (widest > ROOM) box.style.setProperty("--fit", ROOM / widest);
  });
addEventListener("beforeprint", fit);

// After a first visit the site is there without a network; not for those who save data, and not from a disk.
const workers = location.protocol.startsWith("http") && !navigator.connection?.saveData && navigator.serviceWorker;
if (workers) {
  const worker = new URL("../../../service-worker.js", document.currentScript.src);
  addEventListener("load", () => setTimeout(() => workers.register(worker).catch(() => {}), 2000));
}
