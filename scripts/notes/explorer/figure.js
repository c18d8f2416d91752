// The note's own figures, filled: Matplotlib has given each shape and each number an id.

import { symbols } from "network";
import { short } from "./numbers.js";
import { picks, steps } from "./state.js";

const ID = /^(?:forward|backward)-(value-)?([A-Za-z_]+\d*(?:_\d+)?)$/;
const [ON_LINE, IN_CIRCLE] = [5, 7]; // characters that a number has room for
const SVG = "http://www.w3.org/2000/svg";

const parts = [...document.querySelectorAll(".explorer svg [id]")].flatMap((node) => {
  const [, value, name] = node.id.match(ID) ?? [];
  return name in symbols ? [{ node, name, value }] : [];
});
const shapes = parts.filter(({ value }) => !value);

/** The places of numbers: node, name, and print(number). */
export const numbers = parts
  .filter(({ value }) => value)
  .map(({ node, name }) => ({ node, name, print: (x) => short(x, name.startsWith("Theta") ? ON_LINE : IN_CIRCLE) }));

/** Has a press on a unit, or on a weight, call `pick` with the formula of it. */
export function listen(pick) {
  for (const { node, name } of shapes) {
    const weight = name.startsWith("Theta");
    const asked = weight ? `dC_d${name}` : name;
    if (!picks.includes(asked) || !node.querySelector("path")) continue;
    const target = weight ? widened(node) : node;
    target.addEventListener("click", () => pick(asked));
    target.classList.add("explorer-press");
  }
}

/** A thin line is hard to hit: an unseen one over it takes the press. */
function widened(shape) {
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", shape.querySelector("path").getAttribute("d"));
  line.classList.add("explorer-hit");
  shape.after(line);
  return line;
}

/** Shows the figure of a step: what is not computed yet is faint, what is computed now is marked. */
export function show(step, pick) {
  const backward = /^[bg]/.test(step);
  document.getElementById("figure-forward").hidden = backward;
  document.getElementById("figure-backward").hidden = !backward;
  const later = (name) => steps.indexOf(symbols[name].step) > steps.indexOf(step);
  for (const { node, name } of numbers) node.classList.toggle("explorer-unknown", later(name));
  for (const { node, name } of shapes) {
    node.classList.toggle("explorer-later", later(name));
    node.classList.toggle("explorer-now", symbols[name].step === step);
    node.classList.toggle("explorer-picked", name === pick || name === pick.replace("z", "a"));
  }
}

/** Marks the weights and units that paths run through; each is a list of units, from layer l on. */
export function mark(paths, l) {
  const marked = paths.flatMap((units) =>
    units.flatMap((j, n) => [`delta${l + n}_${j}`, `Theta${l + n - 1}_${j}${units[n - 1]}`]),
  );
  for (const { node, name } of shapes) node.classList.toggle("explorer-path", marked.includes(name));
}
