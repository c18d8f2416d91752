// The explorer: it listens and draws. All that is computed is computed by the module "network",
// which SymPy has printed from the derivation.

import * as network from "network";
import * as figure from "./figure.js";
import { formula } from "./formula.js";
import { inBrackets, parse, text } from "./numbers.js";
import { allowed, changed, first, limits, MOST, pickIn, random, read, steps, written } from "./state.js";

const { symbols } = network;
const root = document.querySelector(".explorer");
const words = JSON.parse(root.dataset.words);
const part = (selector) => root.querySelector(selector);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const AGREES = 1e-6; // a central difference and a derivative, relative to the larger
const SECONDS = 1.6; // of a step while it plays

let state = first();
let values = network.evaluate(state.given);
let formulas = []; // on the page
let costs = []; // of the steps of gradient descent
let seed = 0;

// Words.

const spoken = (name) => say(`name.${symbols[name].kind}`, { ...symbols[name], next: symbols[name].l + 1 });
const spokenValue = (name) => `${spoken(name)}, ${text(values[name])}`;
const stepName = (step) => say(`step.${step[0]}`, { l: step.slice(1) });

/** A line of text that is there only while there is something to say. */
function tell(node, line) {
  node.textContent = line;
  node.hidden = !line;
}

let speaking;
function announce(line) {
  clearTimeout(speaking);
  speaking = setTimeout(() => (part("[data-live]").textContent = line), 250);
}

// The formula that is picked, and what goes with it.

const isHidden = (name) => name in network.paths; // the δ of a hidden unit

/** The formulas that explain a symbol, in the form that is asked for. */
function formulasOf(name, form) {
  const unit = name.replace(/^[a-z]+/, "");
  if (/^[za]\d/.test(name)) return [`z${unit}`, `a${unit}`];
  if (!isHidden(name)) return [name];
  return form === "lecture" ? [`dC_da${unit}`] : [name, `gprime${unit}`];
}

function showPick() {
  const { pick, form } = state;
  const templates = formulasOf(pick, form).map((name) => part(`template[data-formula="${name}"]`));
  formulas = templates.map((template) => formula(template, words.minus));
  part("div[data-formula]").replaceChildren(...formulas.map(({ node }) => node));
  part("[data-pick]").value = pick;
  part("[data-form]").hidden = part("[data-lecture]").hidden = !isHidden(pick);
  part("[data-lecture-note]").hidden = !isHidden(pick) || form !== "lecture";
  part(`[name=form][value=${form}]`).checked = true;
  part("[data-compare]").hidden = !/^(delta|dC_dTheta)/.test(pick);
  showPaths(network.paths[pick] ?? []);
  document.dispatchEvent(new Event("redrawn"));
}

function showPaths(paths) {
  const { l } = symbols[state.pick];
  const all = paths.map(([units]) => units);
  const lines = all.map((units) => {
    const line = document.createElement("li");
    line.tabIndex = 0;
    line.dataset.path = units;
    line.innerHTML = "<span></span> <span></span>";
    line.firstElementChild.textContent = units.map((j, n) => spoken(`delta${l + n}_${j}`)).join(" → ");
    for (const event of ["mouseenter", "focus"]) line.addEventListener(event, () => figure.mark([units], l));
    for (const event of ["mouseleave", "blur"]) line.addEventListener(event, () => figure.mark(all, l));
    return line;
  });
  part("[data-paths]").hidden = !paths.length;
  part("[data-paths] ol").replaceChildren(...lines);
  figure.mark(all, l);
}

function fillPaths() {
  const lines = root.querySelectorAll("[data-path]");
  const products = (network.paths[state.pick] ?? []).map(([, factors, product], n) => {
    const printed = factors.map((name) => inBrackets(text(values[name]))).join(" × ");
    lines[n].lastElementChild.textContent = `${printed} ≈ ${text(product(values))}`;
    return (lines[n].dataset.value = product(values));
  });
  part("[data-sum]").textContent = text(products.reduce((sum, product) => sum + product, 0));
}

function fillComparison() {
  if (part("[data-compare]").hidden) return;
  const difference = network.difference(values, state.pick.replace("delta", "z").replace("dC_d", ""));
  const rows = { exact: values[state.pick], difference };
  if (isHidden(state.pick)) rows.lecture = values[state.pick.replace("delta", "dC_da")];
  const kink = network.kinked.some((z) => Math.abs(values[z]) < 10 * network.step);
  part("[data-kink]").hidden = !kink;
  for (const [key, value] of Object.entries(rows)) {
    part(`[data-of=${key}]`).textContent = text(value);
    part(`[data-of=${key}]`).dataset.value = value;
    const verdict = part(`[data-verdict=${key}]`);
    const agrees = Math.abs(value - difference) <= AGREES * Math.max(1e-3, Math.abs(value), Math.abs(difference));
    if (!verdict) continue;
    verdict.textContent = kink ? "–" : agrees ? `✓ ${words.yes}` : `✗ ${words.no}`;
    verdict.className = kink ? "" : agrees ? "explorer-yes" : "explorer-no";
  }
}

// All that is drawn.

const numbers = [
  ...[...root.querySelectorAll(".explorer-values data")].map((node) => ({ node, name: node.dataset.symbol, print: text })),
  ...figure.numbers,
];
const labels = [...root.querySelectorAll("svg.figure-svg")].map((svg) => [svg, svg.ariaLabel]);

function showStep() {
  const at = steps.indexOf(state.step);
  part("[data-step]").textContent = `${at + 1}/${steps.length} · ${stepName(state.step)}`;
  part("[data-do=back]").ariaDisabled = at === 0;
  part("[data-do=next]").ariaDisabled = at === steps.length - 1;
  figure.show(state.step, state.pick);
}

/** Every number on the page. */
function fill() {
  values = network.evaluate(state.given);
  for (const { node, name, print } of numbers) {
    node.textContent = print(values[name]);
    Object.assign(node.dataset, { symbol: name, value: values[name] });
    if (print === text) node.value = values[name];
  }
  for (const rows of formulas) rows.fill(values);
  fillPaths();
  fillComparison();
  fillCosts();
  for (const field of fields) field.show();
  showTyped(part("[data-alpha]"), state.alpha);
  // What a figure says of itself holds for the first values only.
  const unchanged = Object.entries(network.start).every(([name, x]) => state.given[name] === x);
  for (const [svg, label] of labels) svg.ariaLabel = unchanged ? label : words.figure;
}

function draw() {
  showPick();
  showStep();
  fill();
}

/** Puts the state into the address: in place of the last one, or as one to come back to. */
const remember = (how = "replaceState") => history[how](null, "", written(state));

/** A new state: drawn, said, and kept in the address. */
function go(change, line, how) {
  state = { ...state, ...change };
  draw();
  announce(line ?? spokenValue(state.pick));
  remember(how);
}

function goTo(step) {
  if (!step) return;
  const pick = pickIn(step, state.pick);
  const { kind } = symbols[pick];
  const layer = Object.keys(network.formulas).filter((name) => symbols[name].step === step && symbols[name].kind === kind);
  const computed = step === "x" ? [] : step === "g" ? [pick] : layer;
  go({ step, pick }, `${stepName(step)}. ${computed.map(spokenValue).join("; ")}`);
}

const move = (by) => goTo(steps[steps.indexOf(state.step) + by]);
const look = (pick, how) => go({ pick, step: symbols[pick].step }, undefined, how);

// Typing and sliding.

/** The number in a field; NaN where there is none that may be, and then the field says why. */
function typed(input, name) {
  const [min, max] = limits(name);
  const x = parse(input.value);
  const wrong = Number.isNaN(x) ? "not_a_number" : x < min || x > max ? "out_of_range" : null;
  complain(input, wrong ? say(wrong, { min, max }) : "");
  return wrong ? NaN : x;
}

function complain(input, line) {
  input.ariaInvalid = line ? "true" : null;
  tell(document.getElementById(input.getAttribute("aria-describedby")), line);
  if (line) announce(line);
}

/** A number in its field, unless it stands there as somebody has typed it. */
function showTyped(input, value) {
  if (parse(input.value) !== value) input.value = value;
  complain(input, "");
}

function field(input) {
  const name = input.dataset.symbol;
  const slider = part(`[data-slider="${name}"]`);
  const [least, most] = limits(name)[1] === 1 ? [0, 1] : [-3, 3];
  const x = network.start[name];
  Object.assign(slider, { min: Math.min(least, Math.floor(x)), max: Math.max(most, Math.ceil(x)), step: 0.01 });

  function set(value) {
    if (Number.isNaN(value) || value === state.given[name]) return;
    state = { ...state, given: changed(state.given, name, value) };
    costs = [];
    fill();
    announce(`${spoken(name)}, ${text(state.given[name])}. ${spokenValue(state.pick)}`);
  }
  input.addEventListener("input", () => set(typed(input, name)));
  slider.addEventListener("input", () => set(slider.valueAsNumber));
  for (const control of [input, slider]) control.addEventListener("change", () => remember());

  function show() {
    const value = state.given[name];
    showTyped(input, value);
    input.dataset.value = value;
    slider.valueAsNumber = value;
    slider.ariaValueText = text(value);
  }
  return { show };
}
const fields = [...root.querySelectorAll("input[data-symbol]")].map(field);

// Gradient descent.

function descend() {
  const weights = Object.keys(state.given).filter((name) => name.startsWith("Theta"));
  const lower = weights.map((name) => [name, state.given[name] - state.alpha * values[`dC_d${name}`]]);
  const given = { ...state.given, ...Object.fromEntries(lower) };
  if (!allowed({ ...state, given })) {
    tell(part("[data-message]"), say("too_far", { max: MOST }));
    return;
  }
  const before = values.C;
  const after = network.evaluate(given).C;
  costs = [...(costs.length ? costs : [before]), after];
  go({ given }, `${words.before} ${text(before)}, ${words.after} ${text(after)}`);
}

function fillCosts() {
  const last = { before: costs.at(-2), after: costs.at(-1) };
  for (const [key, cost] of Object.entries(last)) {
    part(`[data-${key}]`).textContent = cost === undefined ? "–" : text(cost);
    part(`[data-${key}]`).dataset.value = cost ?? "";
  }
  const plot = part("[data-plot]");
  plot.toggleAttribute("hidden", !costs.length);
  if (!costs.length) return;
  const [low, top] = [Math.min(...costs), Math.max(...costs)];
  const x = (n) => 5 + (290 * n) / (costs.length - 1);
  const y = (cost) => 85 - (80 * (cost - low)) / (top - low || 1);
  plot.firstElementChild.setAttribute("d", `M${costs.map((cost, n) => `${x(n).toFixed(1)} ${y(cost).toFixed(1)}`).join("L")}`);
  plot.ariaLabel = say("plot", { steps: costs.length - 1, start: text(costs[0]), end: text(costs.at(-1)) });
}

// Playing.

const still = matchMedia("(prefers-reduced-motion: reduce)");
let timer = null;

function stop() {
  clearInterval(timer);
  timer = null;
  showPlay();
}

function play() {
  if (timer) return stop();
  if (state.step === steps.at(-1)) goTo(steps[0]);
  timer = setInterval(() => (state.step === steps.at(-1) ? stop() : move(1)), 1000 * SECONDS);
  showPlay();
}

function showPlay() {
  const button = part("[data-do=play]");
  button.textContent = timer ? words.pause : words.play;
  button.ariaPressed = timer !== null;
  button.disabled = still.matches;
}

// What the buttons do.

const actions = {
  back: () => move(-1),
  next: () => move(1),
  play,
  descend,
  reset() {
    costs = [];
    tell(part("[data-seed]"), "");
    tell(part("[data-message]"), "");
    go(first(), words.was_reset, "pushState");
  },
  random() {
    costs = [];
    seed += 1;
    tell(part("[data-seed]"), say("seed", { seed }));
    go({ given: random(state.given, seed) }, say("seed", { seed }), "pushState");
  },
};

/** The state of the address. */
function restore() {
  const asked = read(location.hash);
  tell(part("[data-message]"), asked ? "" : words.damaged);
  state = asked ?? first();
  costs = [];
  draw();
}

function listen() {
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (!button || button.ariaDisabled === "true") return;
    if (button.dataset.do !== "play") stop();
    actions[button.dataset.do]();
  });
  part("[data-pick]").addEventListener("change", ({ target }) => look(target.value, "pushState"));
  part("[data-form]").addEventListener("change", ({ target }) => go({ form: target.value }));
  part("[data-alpha]").addEventListener("input", ({ target }) => {
    const alpha = typed(target, "alpha");
    if (!Number.isNaN(alpha)) state = { ...state, alpha };
  });
  part("[data-alpha]").addEventListener("change", () => remember());
  addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const busy = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!by || busy || event.target.closest("input, select, textarea, [tabindex]")) return;
    event.preventDefault();
    stop();
    move(by);
  });
  addEventListener("popstate", restore);
  still.addEventListener("change", stop);
  figure.listen(look);
}

// The formula says more than all the tables: these wait until somebody opens them.
for (const table of root.querySelectorAll(".explorer-values details")) table.open = false;
const distribution = part("[data-distribution]");
if (distribution) distribution.hidden = network.targets !== "distribution";
restore();
showPlay();
listen();
root.dataset.ready = "";
