// KaTeX's elements for the eye, fewer of them at the same places: of a δ with two indices KaTeX makes 21 elements,
// a table among them, and on a page of derivations stand some hundred such letters.
import katex from "katex";

const SIZES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488]; // KaTeX's size1 to size11
const EMPTY_DELIMITER = "0.12em"; // the width of KaTeX's .nulldelimiter
// Classes that say what a part is, and that no rule of KaTeX's stylesheet names.
const KINDS = new Set(["", "mord", "mopen", "mclose", "mrel", "mbin", "mpunct", "minner", "mtight"]);

const has = (node, name) => node?.classes?.includes(name) ?? false;
const isText = (node) => typeof node?.text === "string";
const isPlain = ({ classes, style, attributes }) =>
  classes?.every((name) => KINDS.has(name)) && !Object.keys({ ...style, ...attributes }).length;
const length = (written) => parseFloat(written ?? "0");
const em = (number) => (+number.toFixed(4) ? `${+number.toFixed(4)}em` : undefined);
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/** The node itself, with fewer nodes in it. */
export function lean(node) {
  if (!node.children || !node.classes) return node; // a text, or a drawing
  const children = node.children.map(lean);
  if (has(node, "vlist-t")) return stack(node, children);
  // In a row stand its strut and its content, each a box.
  const isRow = has(children[0], "pstrut") || has(node, "vlist");
  node.children = isRow ? children : joined(children.flatMap(unwrapped));
  return node;
}

/**
 * A stack, which is a table of one cell for its rows and one for its depth, as one box.
 * The rows have no height, so that they begin at the top of the box, and the base line of each is below its
 * beginning by the height of its strut. The last one's is the base line of the box too: put as far below that of
 * the line, it has the line's at its top, where the bottom of KaTeX's first cell is.
 */
function stack(node, [{ children: [cell] }]) {
  const strut = cell.children[0].children[0];
  node.classes = ["vlist-t", "vlist"];
  node.style = { verticalAlign: em(-length(strut.style.height)) };
  node.children = cell.children;
  return node;
}

/** What stands in the place of a child. */
function unwrapped(child) {
  if (has(child, "msupsub")) return scripts(child.children[0].children) ?? [child];
  return child.children && isPlain(child) ? child.children : [child];
}

/** Indices as lowered and raised text, the lower in a box without width; null where they are more than that. */
function scripts(rows) {
  const all = rows.map(script);
  if (all.includes(null)) return null;
  if (all.length === 2) {
    const [under, over] = all;
    const room = Math.max(under.width, over.width);
    if (Number.isNaN(room)) return null;
    under.node.classes.push("katex-under");
    under.style.marginRight = em(-length(under.style.marginLeft));
    over.style.marginRight = em((room - over.width) / over.size + length(over.style.marginRight));
  }
  for (const { node, style } of all) {
    node.classes.push("katex-script");
    node.style = style;
    node.children = merged(node.children);
  }
  return all.map(({ node }) => node);
}

/** A row of indices: its text, how its place is said in its own size, and how wide it is in the line's, NaN if unknown. */
function script({ style, children: [strut, node] }) {
  if (!has(node, "katex-sizing")) return null;
  const [from, to] = ["reset-size", "size"].map((name) =>
    node.classes.find((one) => one.match(`^${name}\\d+$`)).slice(name.length),
  );
  const size = SIZES[to - 1] / SIZES[from - 1];
  const own = (number) => em(number / size);
  const [left, right] = [length(style.marginLeft), length(style.marginRight)];
  return {
    node,
    size,
    width: left + sum(node.children.map(width)) * size + right,
    style: {
      verticalAlign: own(-length(style.top) - length(strut.style.height)),
      marginLeft: own(left),
      marginRight: own(right),
    },
  };
}

/** How wide a text is in its own em, as KaTeX's table of its fonts says; NaN where that is not at hand. */
function width(node) {
  const { text, style, italic } = node;
  if (!isText(node)) return NaN;
  const margins = italic + length(style.marginLeft) + length(style.marginRight);
  if (text.length === 1) return node.width + margins;
  // KaTeX notes the width of the first letter only.
  const known = /^\d+$/.test(text) ? isPlain(node) : /^[a-z]+$/i.test(text) && has(node, "mathnormal");
  return known ? sum([...text].map(letter)) + margins : NaN;
}

/** The width of a digit or an italic letter. */
function letter(text) {
  let node = katex.__renderToDomTree(text, { output: "html" });
  while (!isText(node)) node = node.children.at(-1);
  return node.width;
}

/** Texts of one look as one text; but a number that is put in later (by the explorer) has an element of its own. */
function merged(nodes) {
  const text = nodes.map((node) => node.text).join("");
  if (!nodes.every((node) => isText(node) && isPlain(node)) || /\d{4}/.test(text)) return nodes;
  return [Object.assign(nodes[0], { text, classes: [] })];
}

/** Spaces between the nodes become margins. */
function joined(nodes) {
  const kept = [];
  for (const [n, node] of nodes.entries()) {
    const [before, after] = [kept.at(-1), nodes[n + 1]];
    if (has(node, "mspace") && isText(after) && !after.style.marginLeft) {
      after.style.marginLeft = node.style.marginRight;
    } else if (has(node, "mspace") && isText(before) && !before.italic && !before.style.marginRight) {
      before.style.marginRight = node.style.marginRight;
    } else if (has(node, "nulldelimiter") && (has(after, "mfrac") || has(before, "mfrac"))) {
      const fraction = has(after, "mfrac") ? after : before;
      fraction.style[fraction === after ? "marginLeft" : "marginRight"] = EMPTY_DELIMITER;
    } else {
      kept.push(node);
    }
  }
  return kept;
}
