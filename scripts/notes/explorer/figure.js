// The note's own figures, filled: Matplotlib has given each shape and each number an id.

import { place, steps } from "./network.js";
import { short } from "./numbers.js";

const CIRCLE = 7; // characters that fit into a circle
const SVG = "http://www.w3.org/2000/svg";

const part = (phase, name) => document.getElementById(`${phase}-${name}`);

/** Which figure a step is told by. */
export const phase = (step) => (/^[bg]/.test(step) ? "backward" : "forward");

/** Gives the numbers of the figures to `add`, and a press on a unit or a weight to `pick`. */
export function prepare(network, add, pick) {
  for (const name of [...Object.keys(network.formulas), ...Object.keys(network.start)]) {
    for (const which of ["forward", "backward"]) {
      const value = part(which, `value-${name}`);
      if (value) add(name, value, (x) => short(x, CIRCLE));
      const shape = part(which, name);
      if (shape && !value?.closest(`#${which}-${name}`)) {
        const target = place(name).kind === "Theta" ? wider(shape) : shape;
        target.addEventListener("click", () => pick(pressed(which, name)));
        target.classList.add("explorer-press");
      }
    }
  }
}

/** What a press on a shape asks for: on an activation its z, on a weight its gradient. */
function pressed(which, name) {
  const { kind, l } = place(name);
  if (kind === "Theta") return `dC_d${name}`;
  if (kind === "a" && l > 1) return name;
  return kind === "delta" ? name : null;
}

/** A thin line is hard to hit: an unseen one beside it takes the press. */
function wider(shape) {
  const target = document.createElementNS(SVG, "path");
  target.setAttribute("d", shape.querySelector("path").getAttribute("d"));
  target.setAttribute("class", "explorer-hit");
  shape.after(target);
  return target;
}

/** Shows the figure of a step: what is not computed yet is faint, what is computed now is marked. */
export function show(network, step, at) {
  const order = steps(network);
  for (const which of ["forward", "backward"]) {
    document.getElementById(`figure-${which}`).hidden = which !== phase(step);
  }
  const time = (name) => {
    const { kind, l } = place(name);
    if (kind === "delta" || kind === "gprime") return order.indexOf(`b${l}`);
    if (kind === "Theta" || l === 1) return 0;
    return order.indexOf(kind === "y" ? "C" : `f${l}`);
  };
  for (const name of Object.keys(network.formulas).filter((key) => /^(z|a|delta|gprime)\d/.test(key))) {
    for (const which of ["forward", "backward"]) {
      const later = time(name) > order.indexOf(step);
      part(which, name)?.classList.toggle("explorer-later", later);
      part(which, `value-${name}`)?.classList.toggle("explorer-unknown", later);
      part(which, name)?.classList.toggle("explorer-now", time(name) === order.indexOf(step));
      part(which, name)?.classList.toggle("explorer-picked", name === at || name === at?.replace("z", "a"));
    }
  }
}

/** Marks the weights and units that paths run through; `paths` as the network has them, from layer l on. */
export function mark(paths, l) {
  document.querySelectorAll(".explorer-path").forEach((shape) => shape.classList.remove("explorer-path"));
  for (const [units] of paths) {
    units.forEach((j, n) => {
      part("backward", `delta${l + n}_${j}`)?.classList.add("explorer-path");
      if (n) part("backward", `Theta${l + n - 1}_${j}${units[n - 1]}`)?.classList.add("explorer-path");
    });
  }
}
