// The explorer: it listens and draws. All that is computed is computed by the module "network",
// which SymPy has printed from the derivation.

import * as network from "network";
import { first, read, written } from "./address.js";
import * as figure from "./figure.js";
import { fill, formula } from "./formula.js";
import { allowed, changed, limits, MOST, MOST_ALPHA, pickOf, place, random, stepOf, steps } from "./network.js";
import { parse, text } from "./numbers.js";

const root = document.querySelector(".explorer");
const words = JSON.parse(root.dataset.words);
const index = root.dataset.index.split(" ");
const order = steps(network);
const one = (selector) => root.querySelector(selector);
const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
const AGREES = 1e-6; // a central difference and a derivative, relative to the larger

let state = first(network);
let values = network.evaluate(state.given);
let costs = []; // of the steps of gradient descent
let seed = 0;
let shown = []; // the formulas on the page
let fields = []; // to type in
let timer = null;

/** What a number is called. */
function called(name) {
  const { kind, l, i, j } = place(name);
  const key = kind === "Theta" && j === 0 ? "bias" : kind;
  return say(`name.${key}`, { l, i, j, next: l + 1 });
}

// Every number on the page, by its symbol.

const numbers = [];
const add = (name, node, print = text) => {
  node.dataset.symbol = name;
  numbers.push({ name, node, print, value: null });
};

function paint() {
  for (const number of numbers) {
    const value = values[number.name];
    if (Object.is(value, number.value)) continue;
    number.value = value;
    number.node.dataset.value = value;
    if (number.node.tagName === "DATA") number.node.value = value;
    number.node.textContent = number.print(value);
  }
}

// The formula that is picked, and what goes with it.

function showPick() {
  const { kind, l, j } = place(state.pick);
  const hidden = kind === "delta" && l < network.s.length;
  const unit = `${l}_${j}`;
  const lecture = hidden && state.form === "lecture";
  const names = { z: [`z${unit}`, `a${unit}`], a: [`z${unit}`, `a${unit}`] }[kind] ?? [
    lecture ? `dC_da${unit}` : state.pick,
    ...(hidden && !lecture ? [`gprime${unit}`] : []),
  ];
  shown = names.map((name) => formula(template(name), name, index, words));
  one("div[data-formula]").replaceChildren(...shown.map(({ box }) => box));
  one("[data-pick]").value = state.pick;
  one("[data-form]").hidden = !hidden;
  one("[data-lecture-note]").hidden = !lecture;
  one(`[name=form][value=${state.form}]`).checked = true;
  one("[data-compare]").hidden = !/^(delta|dC_dTheta)/.test(state.pick);
  one("[data-lecture]").hidden = !hidden;
  showPaths(hidden ? network.paths[state.pick] : []);
}

const template = (name) => one(`template[data-formula="${name}"]`);

function showPaths(paths) {
  one("[data-paths]").hidden = !paths.length;
  one("[data-paths] ol").replaceChildren(
    ...paths.map((path) => {
      const line = document.createElement("li");
      line.tabIndex = 0;
      line.dataset.path = path[0];
      line.innerHTML = "<span></span> <span></span>";
      const only = () => figure.mark([path], place(state.pick).l);
      const all = () => figure.mark(paths, place(state.pick).l);
      for (const event of ["mouseenter", "focus"]) line.addEventListener(event, only);
      for (const event of ["mouseleave", "blur"]) line.addEventListener(event, all);
      return line;
    }),
  );
  figure.mark(paths, place(state.pick).l);
}

/** −0.5 in brackets, as in a product. */
const factor = (x) => (/[−×]/.test(text(x)) ? `(${text(x)})` : text(x));

function paintPaths() {
  const paths = network.paths[state.pick] ?? [];
  const { l } = place(state.pick);
  const lines = root.querySelectorAll("[data-path]");
  paths.forEach(([units, factors, product], n) => {
    const [where, sum] = lines[n].children;
    where.textContent = units.map((j, k) => say("name.delta", { l: l + k, j })).join(" → ");
    sum.textContent = `${factors.map((name) => factor(values[name])).join(" × ")} ≈ ${text(product(values))}`;
    lines[n].dataset.value = product(values);
  });
  one("[data-sum]").textContent = text(paths.reduce((sum, [, , product]) => sum + product(values), 0));
}

function paintCompare() {
  if (one("[data-compare]").hidden) return;
  const { kind, l, j } = place(state.pick);
  const by = kind === "delta" ? `z${l}_${j}` : state.pick.replace("dC_d", "");
  const exact = values[state.pick];
  const difference = network.difference(values, by);
  const all = { exact, difference };
  if (kind === "delta" && l < network.s.length) all.lecture = values[`dC_da${l}_${j}`];
  const kink = network.kinked.some((k) => [...Array(network.s[k - 1]).keys()].some((n) => Math.abs(values[`z${k}_${n + 1}`]) < 10 * network.step));
  one("[data-kink]").hidden = !kink;
  for (const [key, value] of Object.entries(all)) {
    const cell = one(`[data-of=${key}]`);
    cell.textContent = text(value);
    cell.dataset.value = value;
    const verdict = one(`[data-verdict=${key}]`);
    if (verdict) {
      const agrees = Math.abs(value - difference) <= AGREES * Math.max(1e-3, Math.abs(value), Math.abs(difference));
      verdict.textContent = kink ? "–" : agrees ? `✓ ${words.yes}` : `✗ ${words.no}`;
      verdict.className = kink ? "" : agrees ? "explorer-yes" : "explorer-no";
    }
  }
}

// One step of the story.

function stepName(step) {
  return say(`step.${step[0]}`, { l: step.slice(1) });
}

function showStep() {
  const at = order.indexOf(state.step);
  one("[data-step]").textContent = `${at + 1}/${order.length} · ${stepName(state.step)}`;
  one("[data-do=back]").setAttribute("aria-disabled", at === 0);
  one("[data-do=next]").setAttribute("aria-disabled", at === order.length - 1);
  figure.show(network, state.step, state.pick);
}

/** All of it; `parts` are made anew where the pick or the step has changed. */
function draw(parts = true) {
  values = network.evaluate(state.given);
  if (parts) {
    showPick();
    showStep();
  }
  paint();
  for (const each of shown) fill(each, network, values);
  paintPaths();
  paintCompare();
  for (const number of fields) number.show();
  describe();
}

/** What the figures say of themselves holds for the first values only. */
function describe() {
  if (described || Object.keys(network.start).every((name) => state.given[name] === network.start[name])) return;
  described = true;
  for (const text of root.querySelectorAll("svg desc")) text.textContent = words.figure;
}

let described = false;
let speaking;
function announce(line) {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    one("[data-live]").textContent = line;
    document.dispatchEvent(new Event("redrawn"));
  }, 250);
}

const value = (name) => `${called(name)}, ${text(values[name])}`;

/** A new state: drawn, said, and kept in the address. */
function go(change, line) {
  state = { ...state, ...change };
  draw();
  announce(line ?? value(state.pick));
  history.pushState(null, "", written(network, state));
}

function goTo(step) {
  if (!step) return;
  const pick = pickOf(network, step, place(state.pick).j || 1);
  const { kind, l } = place(pick);
  const units = network.s[l - 1] ?? 0;
  const all = ["z", "delta"].includes(kind) ? Array.from({ length: units }, (_, n) => value(`${kind}${l}_${n + 1}`)) : [value(pick)];
  state = { ...state, step, pick };
  values = network.evaluate(state.given);
  go({}, `${stepName(step)}. ${step === "x" ? "" : all.join("; ")}`);
}

const move = (by) => goTo(order[order.indexOf(state.step) + by]);

function pickSymbol(name) {
  if (name) go({ pick: name, step: stepOf(name) });
}

// Typing and sliding.

class Field {
  constructor(input) {
    this.input = input;
    this.name = input.dataset.symbol;
    this.slider = one(`[data-slider="${this.name}"]`);
    this.error = document.getElementById(input.getAttribute("aria-describedby"));
    const [min, max] = limits(network, this.name);
    const reach = max === 1 ? [0, 1] : [-3, 3];
    Object.assign(this, { min, max });
    Object.assign(this.slider, { min: Math.min(reach[0], Math.floor(this.value)), max: Math.max(reach[1], Math.ceil(this.value)), step: 0.01 });
    input.addEventListener("input", () => this.type());
    this.slider.addEventListener("input", () => this.set(this.slider.valueAsNumber));
    for (const each of [input, this.slider]) each.addEventListener("change", keep);
  }

  get value() {
    return state.given[this.name];
  }

  type() {
    const typed = parse(this.input.value);
    const wrong = Number.isNaN(typed) ? "not_a_number" : typed < this.min || typed > this.max ? "out_of_range" : null;
    this.complain(wrong);
    if (!wrong) this.set(typed);
  }

  complain(wrong) {
    complain(this.input, this.error, wrong, this.min, this.max);
  }

  set(value) {
    if (value === this.value) return;
    state = { ...state, given: changed(network, state.given, this.name, value) };
    costs = [];
    draw(false);
    paintCosts();
    announce(value === this.value ? `${called(this.name)}, ${text(value)}. ${valueOfPick()}` : "");
  }

  /** The state's number in the field, unless somebody is typing just that, or something wrong, in it. */
  show() {
    if (this.value === this.last) return;
    this.last = this.value;
    if (document.activeElement !== this.input || parse(this.input.value) !== this.value) {
      this.input.value = String(this.value);
    }
    this.complain(null);
    this.input.dataset.value = this.value;
    this.slider.valueAsNumber = this.value;
    this.slider.ariaValueText = text(this.value);
  }

  /** The state's number, whatever was typed. */
  renew() {
    this.last = null;
    this.show();
  }
}

const valueOfPick = () => value(state.pick);

function complain(input, error, wrong, min, max) {
  input.ariaInvalid = wrong ? "true" : null;
  error.hidden = !wrong;
  error.textContent = wrong ? say(wrong, { min, max }) : "";
  if (wrong) announce(error.textContent);
}

const keep = () => {
  const address = written(network, state);
  if (address !== location.hash) history.pushState(null, "", address);
};

// Gradient descent.

function descend() {
  const given = { ...state.given };
  for (const name in given) if (name.startsWith("Theta")) given[name] -= state.alpha * values[`dC_d${name}`];
  if (!allowed(network, given)) return announce(tell(say("too_far", { max: MOST })));
  costs = costs.length ? costs : [values.C];
  const before = values.C;
  state = { ...state, given };
  values = network.evaluate(given);
  costs = [...costs, values.C];
  paintCosts();
  go({}, `${words.before} ${text(before)}, ${words.after} ${text(values.C)}`);
}

function paintCosts() {
  const [before, after] = costs.slice(-2);
  for (const [key, cost] of [["before", before], ["after", after]]) {
    one(`[data-${key}]`).textContent = cost === undefined ? "–" : text(cost);
    one(`[data-${key}]`).dataset.value = cost ?? "";
  }
  const plot = one("[data-plot]");
  plot.toggleAttribute("hidden", costs.length < 2);
  if (costs.length < 2) return;
  const top = Math.max(...costs);
  const low = Math.min(...costs);
  const points = costs.map((cost, n) => `${((n / (costs.length - 1)) * 290 + 5).toFixed(1)} ${(85 - ((cost - low) / (top - low || 1)) * 80).toFixed(1)}`);
  plot.firstElementChild.setAttribute("d", `M${points.join("L")}`);
  plot.setAttribute("aria-label", say("plot", { steps: costs.length - 1, start: text(costs[0]), end: text(costs.at(-1)) }));
}

function tell(line) {
  one("[data-message]").textContent = line;
  one("[data-message]").hidden = !line;
  return line;
}

// Playing.

const still = matchMedia("(prefers-reduced-motion: reduce)");

function stop() {
  clearInterval(timer);
  timer = null;
  one("[data-do=play]").textContent = words.play;
  one("[data-do=play]").ariaPressed = "false";
}

function play() {
  if (timer) return stop();
  if (still.matches) return;
  if (state.step === order.at(-1)) goTo(order[0]);
  timer = setInterval(() => (state.step === order.at(-1) ? stop() : move(1)), 1600);
  one("[data-do=play]").textContent = words.pause;
  one("[data-do=play]").ariaPressed = "true";
}

function quiet() {
  stop();
  one("[data-do=play]").disabled = still.matches;
  one("[data-still]").hidden = !still.matches;
}

// What the buttons do.

const actions = {
  back: () => move(-1),
  next: () => move(1),
  play,
  descend,
  reset() {
    costs = [];
    seedNote("");
    tell("");
    paintCosts();
    go(first(network), words.was_reset);
    for (const field of fields) field.renew();
  },
  random() {
    costs = [];
    seed += 1;
    seedNote(say("seed", { seed }));
    paintCosts();
    go({ given: random(network, state.given, seed) }, say("seed", { seed }));
  },
};

function seedNote(line) {
  one("[data-seed]").textContent = line;
  one("[data-seed]").hidden = !line;
}

function restore() {
  const found = read(network, location.hash);
  state = found ?? first(network);
  tell(found ? "" : words.damaged);
  costs = [];
  for (const field of fields) field.last = null;
  one("[data-alpha]").value = state.alpha;
  paintCosts();
  draw();
}

function listen() {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button || button.ariaDisabled === "true") return;
    if (button.dataset.do !== "play") stop();
    actions[button.dataset.do]();
  });
  one("[data-pick]").addEventListener("change", (event) => pickSymbol(event.target.value));
  one("[data-form]").addEventListener("change", (event) => go({ form: event.target.value }));
  one("[data-alpha]").addEventListener("input", ({ target }) => {
    const typed = parse(target.value);
    const wrong = Number.isNaN(typed) ? "not_a_number" : typed <= 0 || typed > MOST_ALPHA ? "out_of_range" : null;
    complain(target, document.getElementById("alpha-error"), wrong, 0, MOST_ALPHA);
    if (!wrong) state = { ...state, alpha: typed };
  });
  one("[data-alpha]").addEventListener("change", keep);
  addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const busy = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!by || busy || event.target.closest("input, select, textarea, [tabindex]")) return;
    event.preventDefault();
    stop();
    move(by);
  });
  addEventListener("popstate", restore);
  still.addEventListener("change", quiet);
}

// The beginning, in slices: what is done in one go keeps the page from answering.

const pause = () => new Promise((resolve) => setTimeout(resolve));

async function begin() {
  // The formula says more than all the tables: these wait until somebody opens them.
  for (const part of root.querySelectorAll(".explorer-values details")) part.open = false;
  for (const cell of root.querySelectorAll(".explorer-values data")) add(cell.dataset.symbol, cell);
  await pause();
  figure.prepare(network, add, pickSymbol);
  await pause();
  fields = [...root.querySelectorAll("input[data-symbol]")].map((input) => new Field(input));
  const together = one("[data-distribution]");
  if (together) together.hidden = network.targets !== "distribution";
  quiet();
  await pause();
  restore();
  listen();
  document.dispatchEvent(new Event("redrawn"));
  root.dataset.ready = "";
}

begin();
