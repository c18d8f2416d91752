// Answers, for each module, with all that it computes at the start.
import { readFileSync } from "node:fs";
const answers = [];
for (const file of JSON.parse(readFileSync(0, "utf-8"))) {
  const network = await import(file);
  const v = network.evaluate(network.start);
  const differences = Object.fromEntries(
    Object.keys(v).filter((name) => /^(z|Theta)\d/.test(name)).map((name) => [name, network.difference(v, name)]),
  );
  const paths = Object.fromEntries(
    Object.entries(network.paths).map(([name, all]) => [name, all.map(([, factors, product]) => [product(v), factors.reduce((p, f) => p * v[f], 1)])]),
  );
  answers.push({ v: Object.fromEntries(Object.entries(v).map(([k, x]) => [k, String(x)])), differences, paths });
}
console.log(JSON.stringify(answers));
