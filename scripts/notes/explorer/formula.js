// A formula three times: in symbols, with the numbers put in, and its result.

import { enough, text } from "./numbers.js";

const PLACE = /^867530([89])(\d{3})$/; // scripts/notes/explorer/parts.py has put it there
const SAID = /867530[89](\d{3})/g; // the same in the words of the line

/** A copy of the formula's template, the places of its numbers named. */
export function formula(template, name, index, words) {
  const box = document.createElement("div");
  box.className = "explorer-rows";
  box.append(template.content.cloneNode(true));
  const places = [];
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const found = walker.currentNode.data.trim().match(PLACE);
    if (found) places.push({ node: walker.currentNode, first: found[1] === "8", symbol: index[Number(found[2])] });
  }
  for (const { node, symbol } of places) node.parentElement.dataset.symbol = symbol;
  const [symbols, numbers] = ["symbols", "numbers"].map((key) => labelled(box, key, words));
  const result = labelled(box, "result", words);
  const math = numbers?.querySelector("math");
  const said = (values, n) =>
    math?.dataset.words.replace(SAID, (_, at) => text(values[index[Number(at)]], n).replace("−", `${words.minus} `));
  if (math) math.dataset.words = math.ariaLabel ?? "";
  return { box, name, places, symbols, numbers, result, math, said };
}

/** The row of that name under its label; the result's row is made here. */
function labelled(box, key, words) {
  let row = box.querySelector(`[data-${key}]`);
  if (!row && key === "numbers") return null;
  if (!row) {
    row = document.createElement("div");
    row.innerHTML = "<span data-sign></span> <data></data>";
    box.append(row);
  }
  const label = document.createElement("span");
  label.className = "explorer-label";
  label.textContent = words[key];
  row.prepend(label);
  if (key === "numbers") {
    const sign = document.createElement("span");
    sign.dataset.sign = "";
    label.after(sign);
  }
  return row;
}

/** Put the values in, with as many digits as it takes for the line to add up. */
export function fill(shown, network, values) {
  const { name, places, numbers, result } = shown;
  const f = network.shown[name] ?? network.formulas[name];
  const used = [...new Set(places.map(({ symbol }) => symbol))];
  const found = numbers && enough(f, values, used, values[name]);
  if (numbers) numbers.hidden = !found;
  if (found) {
    numbers.querySelector("[data-sign]").textContent = found.before;
    for (const { node, first, symbol } of places) {
      const printed = text(values[symbol], found.n);
      const brackets = printed.includes("×") || (printed[0] === "−" && !first);
      node.data = brackets ? `(${printed})` : printed;
      node.parentElement.dataset.value = values[symbol];
    }
    shown.math.ariaLabel = shown.said(values, found.n);
  }
  result.querySelector("[data-sign]").textContent = found ? found.after : Number(text(values[name]).replace("−", "-")) === values[name] ? "=" : "≈";
  const value = result.querySelector("data");
  value.textContent = text(values[name]);
  value.dataset.symbol = name;
  value.dataset.value = values[name];
}
