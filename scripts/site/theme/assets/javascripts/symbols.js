// The card of a symbol: shown when a symbol is pointed at, focused or tapped. Without this script a
// symbol is a link to the list of symbols, and it stays one.
const source = document.querySelector("meta[name=symbols]")?.content;
const SYMBOL = "x-tex a[href*='#symbol-']";
const WAIT = 200; // ms of pointing, so that nothing opens in passing
const STAY = 300; // ms to reach the card with the pointer

if (source) {
  const card = document.createElement("div");
  card.className = "symbol-card md-typeset";
  card.id = "symbol-card";
  card.setAttribute("role", "status");
  card.hidden = true;
  document.body.append(card);

  let known;
  let shown = null; // the symbol whose card is open
  let timer;

  const load = () => (known ??= globalThis.symbolCards ?? fetch(source).then((answer) => answer.json()));

  const later = (action, delay) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };

  const hide = () => {
    clearTimeout(timer);
    shown?.classList.remove("symbol-shown");
    shown = null;
    card.hidden = true;
  };

  const fill = (symbol, { cards, values }) => {
    const html = cards[symbol.hash.slice(1)];
    if (!html) return false;
    card.innerHTML = html;
    const value = card.querySelector("[data-value]");
    const name = symbol.dataset.symbol ?? "";
    value.textContent = values[name] ?? (value.textContent || (values[value.dataset.example] ?? ""));
    card.querySelector("p > a").href = symbol.href;
    return true;
  };

  // Below the symbol, or above it where there is no room; never beyond the window's edges.
  const place = (symbol) => {
    const at = symbol.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - size.width - 8));
    const below = at.bottom + size.height + 8 < innerHeight || at.top < size.height + 8;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? at.bottom + 2 : at.top - size.height - 2) + scrollY}px`;
  };

  const show = async (symbol) => {
    clearTimeout(timer);
    shown?.classList.remove("symbol-shown");
    shown = symbol;
    let content;
    try {
      content = await load();
    } catch {
      known = undefined; // offline: the symbol is still a link
      return;
    }
    if (shown !== symbol) return;
    if (!fill(symbol, content)) return hide();
    symbol.classList.add("symbol-shown");
    card.hidden = false;
    place(symbol);
  };

  const symbolOf = (event) => event.target.closest?.(SYMBOL);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const symbol = symbolOf(event);
    if (symbol && symbol !== shown) later(() => show(symbol), WAIT);
    else if (symbol || card.contains(event.target)) clearTimeout(timer);
    else if (shown && document.activeElement !== shown) later(hide, STAY);
    else if (!shown) clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const symbol = symbolOf(event);
    if (symbol?.matches(":focus-visible")) show(symbol);
    else if (!symbol && !card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) hide();
  });

  // A finger does not point: its first tap opens the card, in which the link is.
  document.addEventListener("click", (event) => {
    const symbol = symbolOf(event);
    if (symbol && event.pointerType === "touch" && symbol !== shown) {
      event.preventDefault();
      show(symbol);
    } else if (!symbol && !card.contains(event.target)) hide();
  });

  // The symbols of a formula on a line of its own, by the arrow keys; Enter follows the link. The first key or press
  // makes the formulas reachable before it does anything: there can be hundreds, for which reading need not wait.
  const reach = () =>
    document.querySelectorAll("x-tex.display").forEach((formula) => {
      if (!formula.querySelector(SYMBOL)) return;
      formula.dataset.symbols = "";
      formula.tabIndex = 0;
    });
  for (const name of ["keydown", "pointerdown"]) document.addEventListener(name, reach, { capture: true, once: true });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const formula = document.activeElement?.closest("x-tex.display[data-symbols]");
    if (!formula || !(step || event.key === "Enter")) return;
    const symbols = [...formula.querySelectorAll(SYMBOL)];
    const now = symbols.indexOf(shown);
    if (event.key === "Enter") return symbols[now]?.click();
    event.preventDefault();
    const next = symbols[now < 0 ? (step > 0 ? 0 : symbols.length - 1) : now + step];
    if (next) {
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
      show(next);
    }
  });
}
