// What the pages do beyond plain HTML; each works without it.

// Material asks the address of each alternate, on whatever host, for a sitemap; it knows them by this exact value.
document.querySelectorAll("link[rel=alternate]").forEach((link) => link.setAttribute("rel", "alternate "));

// What the reader has chosen; null where nothing is, or nothing can be stored.
const stored = (name, value) => {
  try {
    if (value) localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

// Light or dark: by the two buttons, until then what the system prefers. main.html begins with it.
const paint = (scheme) => (document.documentElement.dataset.mdColorScheme = scheme);
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

// On a narrow screen the list of pages closes when a link in it is followed, and when the focus leaves it.
const pages = document.getElementById("pages");
pages.addEventListener("click", ({ target }) => target.closest("a") && pages.hidePopover());
pages.addEventListener("focusout", ({ relatedTarget: next }) => next && !pages.contains(next) && pages.hidePopover());

// The language that the reader has chosen, for the landing page.
document.querySelectorAll("a.languages__link").forEach((link) => {
  link.addEventListener("click", () => stored("language", link.hreflang));
});

// The page of a whole note has a button for what the browser's menu does.
document.querySelector("[data-print]")?.addEventListener("click", () => print());

// Material's search is a dialog without a name.
const search = document.querySelector("[data-md-component=search]");
if (search) search.ariaLabel = search.querySelector("input").placeholder;

// What is wider than the column scrolls; then it must be reachable by keyboard.
const sizes = new ResizeObserver((entries) => {
  const boxes = entries.map(({ target }) => target);
  const wide = boxes.map((box) => box.scrollWidth > box.clientWidth + 1); // all before the first change
  boxes.forEach((box, n) => {
    if (wide[n]) box.tabIndex = 0;
    else if (!("symbols" in box.dataset)) box.removeAttribute("tabindex"); // symbols.js has the arrow keys there
  });
});
const observe = () =>
  document.querySelectorAll("x-tex.display, .table-scroll, figure.figure, pre > code").forEach((box) => sizes.observe(box));
document.fonts.ready.then(observe);
document.addEventListener("redrawn", observe); // the explorer has new formulas

// On paper a long formula goes on in the next line; what has no place for that, as a matrix, gets smaller.
const ROOM = 44; // em of the formulas, between the margins of A4
addEventListener("beforeprint", () =>
  document.querySelectorAll("x-tex.display").forEach((box) => {
    const em = parseFloat(getComputedStyle(box.querySelector(".katex") ?? box).fontSize);
    const widths = [...box.querySelectorAll(".katex-base")].map((base) => base.getBoundingClientRect().width / em);
    const widest = Math.max(0, ...widths);
    if (widest > ROOM) box.style.setProperty("--fit", ROOM / widest);
  }),
);

// After a first visit the site is there without a network; not for those who save data, and not from a disk.
const workers = location.protocol.startsWith("http") && !navigator.connection?.saveData && navigator.serviceWorker;
if (workers) {
  const worker = new URL("../../../service-worker.js", document.currentScript.src);
  addEventListener("load", () => setTimeout(() => workers.register(worker).catch(() => {}), 2000));
}
