// The state of the explorer in the address, behind #: what differs from the start, in plain text.

import { allowed, MOST_ALPHA, pickOf, stepOf, steps } from "./network.js";
import { parse } from "./numbers.js";

export const ALPHA = 0.5;

/** What a page without an address of its own shows. */
export const first = (network) => ({
  given: { ...network.start },
  step: "x",
  pick: pickOf(network, "x"),
  form: "exact",
  alpha: ALPHA,
});

/** #step=b2&pick=delta2_2&Theta1_10=0.5 */
export function written(network, state) {
  const start = first(network);
  const found = new URLSearchParams();
  for (const key of ["step", "pick", "form", "alpha"]) if (state[key] !== start[key]) found.set(key, state[key]);
  for (const name in state.given) {
    if (state.given[name] !== network.start[name]) found.set(name, state.given[name]);
  }
  return found.size ? `#${found}` : location.pathname + location.search;
}

/** The state that an address says; null where it says none that can be. */
export function read(network, hash) {
  const state = first(network);
  if (!hash.includes("=")) return state; // no state: a heading, or nothing
  const rules = {
    step: (text) => steps(network).includes(text) && text,
    pick: (text) => /^(z|a|delta|dC_dTheta)\d|^C$/.test(text) && Object.hasOwn(network.formulas, text) && !/^a1_/.test(text) && text,
    form: (text) => ["exact", "lecture"].includes(text) && text,
    alpha: (text) => parse(text) > 0 && parse(text) <= MOST_ALPHA && parse(text),
  };
  const seen = new Set();
  for (const [key, text] of new URLSearchParams(hash.slice(1))) {
    if (seen.has(key)) return null;
    seen.add(key);
    if (Object.hasOwn(network.start, key)) state.given[key] = parse(text);
    else if (!Object.hasOwn(rules, key) || !(state[key] = rules[key](text))) return null;
  }
  if (seen.has("step") && !seen.has("pick")) state.pick = pickOf(network, state.step);
  if (seen.has("pick") && !seen.has("step")) state.step = stepOf(state.pick);
  return allowed(network, state.given) ? state : null;
}
