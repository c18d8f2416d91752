// log(e^u + e^v + …), the largest taken out: nothing overflows, and no digit is lost where it is alone.
const logSumExp = (...u) => {
  const top = Math.max(...u);
  const at = u.indexOf(top);
  return top + Math.log1p(u.reduce((sum, t, n) => (n === at ? sum : sum + Math.exp(t - top)), 0));
};

/** All numbers of a network, from its weights, inputs and targets by name. */
export const evaluate = (given) => {
  const v = { ...given };
  for (const name in formulas) v[name] = formulas[name](v);
  return v;
};

/** C with one number, a weight or a z or an a, held at a value, and all that follows from it. */
export const costWith = (values, held, value) => {
  const v = { ...values, [held]: value };
  for (const name in formulas) {
    if (name !== held) v[name] = formulas[name](v);
    if (name === "C") return v.C;
  }
};

/** ∂C/∂name by central differences of two steps, whose errors of order h² cancel. */
export const difference = (values, name) => {
  const D = (h) => (costWith(values, name, values[name] + h) - costWith(values, name, values[name] - h)) / (2 * h);
  return (4 * D(step / 2) - D(step)) / 3;
};
