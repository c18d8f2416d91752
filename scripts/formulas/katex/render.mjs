// Reads one formula a line, {"tex", "display"}, and answers each with a line,
// {"html"} or {"error", "position"}: the position counts characters from 0, null where KaTeX tells none.
// Called with the path of KaTeX's module.
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const { default: katex } = await import(pathToFileURL(process.argv[2]));

/** A link of scripts/formulas/symbols.py: `\href{symbol:delta}{\delta}`. */
const isSymbol = ({ command, protocol }) => command === "\\href" && protocol === "symbol";

// KaTeX does not fail on a command that it does not trust: it prints its name in this colour.
// No source can ask for a colour of this name, so that it is found for certain.
const REFUSED = "not-allowed";

function check(html) {
  const [, command] = html.match(`mathcolor="${REFUSED}"><mtext>(\\\\\\w+)`) ?? [];
  if (command) throw new katex.ParseError(`${command} is not allowed; formulas have no links and no HTML`);
}

function render({ tex, display }) {
  if (!tex.trim()) throw new katex.ParseError("the formula is empty");
  let deviation;
  const html = katex.renderToString(tex, {
    displayMode: display,
    output: "htmlAndMathml",
    throwOnError: true,
    maxExpand: 20000, // a derivation of some hundred lines passes; a macro that calls itself does not
    errorColor: REFUSED,
    trust: isSymbol,
    strict(code, message, token) {
      if (code === "htmlExtension") return "ignore"; // `trust` decides
      deviation = new katex.ParseError(message, token);
      throw deviation;
    },
  });
  // KaTeX swallows what is thrown about a line break in a display: it would just be missing.
  if (deviation) throw deviation;
  check(html);
  return { html };
}

function answer(formula) {
  try {
    return render(formula);
  } catch ({ rawMessage, message, position }) {
    return {
      error: (rawMessage ?? message).toWellFormed(), // KaTeX may quote half of a surrogate pair
      position: position === undefined ? null : [...formula.tex.slice(0, position)].length,
    };
  }
}

for (const line of (await text(process.stdin)).split("\n")) {
  if (line) console.log(JSON.stringify(answer(JSON.parse(line))));
}
