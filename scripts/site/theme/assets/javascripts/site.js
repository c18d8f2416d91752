// What the pages do beyond plain HTML; each works without it.

// Material asks the address of each language and of the feed for a sitemap, another host's too, for a
// switcher that is not used here. It looks for these links when the document is ready; until it has, they are hidden from it.
const alternates = document.querySelectorAll("link[rel=alternate]");
alternates.forEach((link) => link.setAttribute("rel", "alternate "));
addEventListener("load", () => alternates.forEach((link) => link.setAttribute("rel", "alternate")));

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
const SCROLLING = "x-tex.display, .table-scroll, figure.figure";
const measure = (box) => {
  if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  else if (!("symbols" in box.dataset)) box.removeAttribute("tabindex");
};
const sizes = new ResizeObserver((told) => new Set(told.map(({ target }) => target.closest(SCROLLING))).forEach(measure));
const reach = () =>
  document.querySelectorAll(SCROLLING).forEach((box) => {
    for (const part of [box, box.querySelector(".katex-html, table, svg")]) if (part) sizes.observe(part);
  });
reach();
document.addEventListener("redrawn", reach); // the explorer has new formulas
// What is unfolded out of sight has no size told; once the page is there, it can be asked for.
const unfolded = ({ target }) => target.querySelectorAll(SCROLLING).forEach(measure);
addEventListener("load", () => document.addEventListener("toggle", unfolded, true));

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
