// What the explorer shows, which numbers it may hold, and how the address behind # says it in plain text.

import { formulas, start, symbols, targets } from "network";
import { parse } from "./numbers.js";

export const MOST = 1000; // of a weight, an input or a target that may be any number
const LIMITS = { alpha: [1e-6, 100], y: targets === "real" ? [-MOST, MOST] : [0, 1] };

/** The steps of the story in their order: x, f2 … fL, C, bL … b2, g. */
export const steps = [...new Set(Object.keys(formulas).map((name) => symbols[name].step))];

/** What a reader can look at: every z, a, C, δ and gradient. */
export const picks = Object.keys(formulas).filter((name) => !/^(a1_|gprime|dC_da)/.test(name));
const CHOICES = { step: steps, pick: picks, form: ["exact", "lecture"] };

/** The formula to look at in a step: of the same unit as before, where the layer has one. */
export function pickIn(step, before = picks[0]) {
  const own = picks.filter((name) => symbols[name].step === step);
  return own.find((name) => symbols[name].j === symbols[before].j) ?? own[0] ?? picks[0];
}

/** What a page without an address of its own shows. */
export const first = () => ({ given: { ...start }, step: "x", pick: picks[0], form: "exact", alpha: 0.5 });

/** #step=b2&pick=delta2_2&Theta1_10=0.5: all that differs from the first state. */
export function written(state) {
  const entries = ({ given, ...rest }) => Object.entries({ ...rest, ...given });
  const before = new Map(entries(first()));
  const changes = entries(state).filter(([key, value]) => value !== before.get(key));
  return changes.length ? `#${new URLSearchParams(changes)}` : location.pathname + location.search;
}

/** The state that an address says; null where it says none that can be. */
export function read(hash) {
  const state = first();
  if (!hash.includes("=")) return state; // no state: a heading, or nothing
  const entries = [...new URLSearchParams(hash.slice(1))];
  const keys = new Set(entries.map(([key]) => key));
  if (keys.size < entries.length) return null;
  for (const [key, text] of entries) {
    if (Object.hasOwn(start, key)) state.given[key] = parse(text);
    else if (key === "alpha") state.alpha = parse(text);
    else if (Object.hasOwn(CHOICES, key) && CHOICES[key].includes(text)) state[key] = text;
    else return null;
  }
  if (!keys.has("pick")) state.pick = pickIn(state.step);
  else if (!keys.has("step")) state.step = symbols[state.pick].step;
  return allowed(state) ? state : null;
}

/** The least and the largest value of an input, or of alpha. */
export const limits = (name) => LIMITS[symbols[name]?.kind ?? name] ?? [-MOST, MOST];

/** Whether all numbers are what they may be. */
export function allowed({ given, alpha }) {
  const inside = Object.entries({ ...given, alpha }).every(([name, x]) => x >= limits(name)[0] && x <= limits(name)[1]);
  return inside && (targets !== "distribution" || Math.abs(sum(given, targetNames) - 1) < 1e-9);
}

const targetNames = Object.keys(start).filter((name) => symbols[name].kind === "y");
const sum = (given, names) => names.reduce((total, name) => total + given[name], 0);

/** The numbers with one of them changed; targets that must add up to 1 share what is left. */
export function changed(given, name, value) {
  const numbers = { ...given, [name]: value };
  if (targets !== "distribution" || symbols[name].kind !== "y") return numbers;
  const others = targetNames.filter((other) => other !== name);
  if (!others.length) return given;
  const total = sum(given, others);
  for (const other of others) numbers[other] = (1 - value) * (total ? given[other] / total : 1 / others.length);
  return numbers;
}

/** Weights from −1 to 1 in hundredths, the same for the same seed (mulberry32). */
export function random(given, seed) {
  let state = seed;
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const weights = Object.keys(given).filter((name) => name.startsWith("Theta"));
  return { ...given, ...Object.fromEntries(weights.map((name) => [name, Math.round(draw() * 200 - 100) / 100])) };
}
