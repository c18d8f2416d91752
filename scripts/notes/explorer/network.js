// What follows from the shape of a network: its steps, its symbols, and what a number may be.

export const MOST = 1000; // of a weight, an input or a target that may be any number
export const MOST_ALPHA = 100;

const NAME = /^([A-Za-z_]+?)(\d+)_(\d)(\d)?$/;

/** {kind, l, i, j} of a symbol's name; a unit has no i. */
export function place(name) {
  const [, kind, l, first, second] = name.match(NAME) ?? [];
  if (!kind) return { kind: name.split("_")[0], j: Number(name.split("_")[1]) };
  return second ? { kind, l: +l, i: +first, j: +second } : { kind, l: +l, j: +first };
}

/** The steps of the story in their order: x, f2 … fL, C, bL … b2, g. */
export function steps(network) {
  const L = network.s.length;
  const layers = Array.from({ length: L - 1 }, (_, n) => n + 2);
  return ["x", ...layers.map((l) => `f${l}`), "C", ...layers.reverse().map((l) => `b${l}`), "g"];
}

/** The step in which a symbol is computed. */
export function stepOf(name) {
  const { kind, l } = place(name);
  return { z: `f${l}`, a: `f${l}`, C: "C", delta: `b${l}` }[kind] ?? "g";
}

/** The symbol to look at in a step, of unit j where the layer has one. */
export function pickOf(network, step, j = 1) {
  const l = Number(step.slice(1));
  const unit = Math.min(j, network.s[l - 1]);
  if (step === "C") return "C";
  if (step === "g") return Object.keys(network.formulas).find((name) => name.startsWith("dC_dTheta"));
  return step[0] === "f" ? `z${l}_${unit}` : step[0] === "b" ? `delta${l}_${unit}` : "z2_1";
}

/** The least and the largest value of an input. */
export function limits(network, name) {
  const free = name[0] !== "y" || network.targets === "real";
  return free ? [-MOST, MOST] : [0, 1];
}

/** Whether all numbers are what they may be. */
export function allowed(network, given) {
  const inside = Object.keys(network.start).every((name) => {
    const [min, max] = limits(network, name);
    return given[name] >= min && given[name] <= max;
  });
  return inside && (network.targets !== "distribution" || Math.abs(total(given) - 1) < 1e-9);
}

const targets = (given) => Object.keys(given).filter((name) => /^y_/.test(name));
const total = (given) => targets(given).reduce((sum, name) => sum + given[name], 0);

/** The numbers with one of them changed; targets that must add up to 1 share what is left. */
export function changed(network, given, name, value) {
  const found = { ...given, [name]: value };
  if (network.targets !== "distribution" || name[0] !== "y") return found;
  const others = targets(given).filter((other) => other !== name);
  if (!others.length) return given;
  const sum = others.reduce((s, other) => s + given[other], 0);
  for (const other of others) found[other] = (1 - value) * (sum ? given[other] / sum : 1 / others.length);
  return found;
}

/** Weights from −1 to 1 in hundredths, the same for the same seed (mulberry32). */
export function random(network, given, seed) {
  let state = seed;
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const found = { ...given };
  for (const name in found) if (name.startsWith("Theta")) found[name] = Math.round(draw() * 200 - 100) / 100;
  return found;
}
