// The card of a symbol, shown when the symbol is pointed at, focused or tapped. Without this script a symbol is a link
// to the list of symbols, and it stays one.
const source = document.querySelector("meta[name=symbols]")?.content;
const SYMBOL = "x-tex a[href*='#symbol-']";
const WAIT = 200; // ms of pointing, so that nothing opens in passing
const STAY = 300; // ms to reach the card with the pointer

function explainSymbols() {
  const card = document.createElement("div");
  card.className = "symbol-card md-typeset";
  card.id = "symbol-card";
  card.setAttribute("role", "status");
  card.hidden = true;
  document.body.append(card);

  let known; // { cards: HTML by the anchor in the list of symbols, values: text by the name of the number }
  let shown = null; // the symbol whose card is open
  let timer;

  const load = async () => (known ??= globalThis.symbolCards ?? (await (await fetch(source)).json()));

  const hide = () => {
    clearTimeout(timer);
    shown?.classList.remove("symbol-shown");
    shown = null;
    card.hidden = true;
  };

  const show = async (symbol) => {
    hide();
    shown = symbol;
    const { cards, values } = await load().catch(() => ({})); // offline: the symbol is still a link
    const html = cards?.[symbol.hash.slice(1)];
    if (shown !== symbol || !html) return;
    card.innerHTML = html;
    const value = card.querySelector("[data-value]");
    value.textContent = values[symbol.dataset.symbol] ?? (value.textContent || (values[value.dataset.example] ?? ""));
    card.querySelector("p > a").href = symbol.href;
    symbol.classList.add("symbol-shown");
    card.hidden = false;
    place(symbol);
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

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    clearTimeout(timer);
    const symbol = target.closest(SYMBOL);
    if (symbol && symbol !== shown) timer = setTimeout(show, WAIT, symbol);
    else if (!symbol && !card.contains(target) && document.activeElement !== shown) timer = setTimeout(hide, STAY);
  });
  document.addEventListener("focusin", ({ target }) => {
    const symbol = target.closest(SYMBOL);
    if (symbol?.matches(":focus-visible")) show(symbol);
    else if (!symbol && !card.contains(target)) hide();
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());

  // A finger does not point: its first tap opens the card, in which the link is.
  document.addEventListener("click", (event) => {
    const symbol = event.target.closest(SYMBOL);
    if (symbol && event.pointerType === "touch" && symbol !== shown) {
      event.preventDefault();
      show(symbol);
    } else if (!symbol && !card.contains(event.target)) hide();
  });

  // The symbols of a formula on a line of its own, by the arrow keys; Enter follows the link.
  document.querySelectorAll("x-tex.display").forEach((formula) => {
    const symbols = [...formula.querySelectorAll(SYMBOL)];
    if (!symbols.length) return;
    formula.tabIndex = 0;
    formula.dataset.symbols = "";
    formula.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const now = symbols.indexOf(shown);
      if (event.key === "Enter") symbols[now]?.click();
      if (!step) return;
      event.preventDefault();
      const next = now < 0 && step < 0 ? symbols.at(-1) : symbols[now + step];
      next?.scrollIntoView({ block: "nearest", inline: "nearest" });
      if (next) show(next);
    });
  });
}

if (source) explainSymbols();
