// A formula three times: in symbols, with the numbers put in, and its result.

import * as network from "network";
import { enough, inBrackets, text } from "./numbers.js";

const NUMBER = /^867530([89])(\d{3})$/; // scripts/notes/explorer/__init__.py has put it there
const SPOKEN = /867530[89](\d{3})/g; // the same in the words of the line
const symbolAt = (digits) => Object.keys(network.symbols)[Number(digits)];

/** {node, fill}: a copy of the rows of the template, and what puts the values in. */
export function formula(template, minus) {
  const name = template.dataset.formula;
  const node = template.content.firstElementChild.cloneNode(true);
  const [numbers, result] = ["numbers", "result"].map((key) => node.querySelector(`[data-${key}]`));
  const math = numbers?.querySelector("math");
  const words = math?.ariaLabel;
  const places = [...node.querySelectorAll("[data-numbers] *")].flatMap((element) => {
    const [, kind, digits] = (!element.children.length && element.textContent.trim().match(NUMBER)) || [];
    return digits ? [{ element, first: kind === "8", symbol: symbolAt(digits) }] : [];
  });

  /** Puts the values in, with as many digits as it takes for the line to add up. */
  function fill(values) {
    const f = network.shown[name] ?? network.formulas[name];
    const line = enough(f, values, places.map(({ symbol }) => symbol), values[name]);
    if (numbers) numbers.hidden = !line;
    if (numbers && line) {
      numbers.querySelector("[data-sign]").textContent = line.before;
      for (const { element, first, symbol } of places) {
        const printed = text(values[symbol], line.n);
        element.textContent = first && !printed.includes("×") ? printed : inBrackets(printed);
        Object.assign(element.dataset, { symbol, value: values[symbol] });
      }
      const spoken = (digits) => text(values[symbolAt(digits)], line.n).replace("−", `${minus} `);
      math.ariaLabel = words.replace(SPOKEN, (_, digits) => spoken(digits));
    }
    result.querySelector("[data-sign]").textContent = line?.after ?? "≈";
    const number = result.querySelector("data");
    number.textContent = text(values[name]);
    Object.assign(number.dataset, { symbol: name, value: values[name] });
  }
  return { node, fill };
}
