// Printed digits, as scripts/notes/numbers.py prints them.

const SIGNIFICANT = 4;
const MAX_SIGNIFICANT = 17; // what a double can hold
const LAST_BITS = 1e-14;
const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** x at so many significant digits: 0.5744, −12, 3.12 × 10⁻⁵. */
export function text(x, significant = SIGNIFICANT) {
  if (x === 0) return "0";
  const [mantissa, power] = x.toExponential(significant - 1).split("e");
  const plain = power >= -4 && power < significant;
  const digits = String(Number(plain ? x.toPrecision(significant) : mantissa)).replace("-", "−");
  return plain ? digits : `${digits} × 10${[...String(Number(power))].map((d) => RAISED[d]).join("")}`;
}

/** x with as many of its four digits as fit into so many characters, and never less than one. */
export const short = (x, room) => [4, 3, 2].map((n) => text(x, n)).find(({ length }) => length <= room) ?? text(x, 1);

/** −0.5 in brackets, as in a product. */
export const inBrackets = (printed) => (/[−×]/.test(printed) ? `(${printed})` : printed);

const rounded = (x, n) => Number(x.toPrecision(n));
const exact = (x, n) => Math.abs(rounded(x, n) - x) <= LAST_BITS * Math.abs(x);

/**
 * The fewest digits at which the formula, computed from printed numbers, prints as its result, and the
 * signs before the two: = only where the digits are all there are. Nothing where doubles are too short.
 */
export function enough(f, values, used, result) {
  for (let n = SIGNIFICANT; n <= MAX_SIGNIFICANT; n++) {
    const printed = { ...values };
    for (const name of used) printed[name] = rounded(values[name], n);
    const given = f(printed);
    const near = [given, given * (1 - LAST_BITS), given * (1 + LAST_BITS)];
    if (near.some((x) => text(x) === text(result))) {
      const all = used.every((name) => exact(values[name], n));
      return { n, before: all ? "=" : "≈", after: exact(given, SIGNIFICANT) ? "=" : "≈" };
    }
  }
  return null;
}

/** A number that somebody typed; NaN for what is none. */
export function parse(typed) {
  const plain = typed.trim().replace("−", "-");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
