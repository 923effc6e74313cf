// What the query page does with a table of a million rows, in WebAssembly: the median of several runs each.
//
//     node in_page.mjs BINDINGS
//
// BINDINGS is what wasm-bindgen made of the example `operations_in_page`.

import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

const ROWS = 1_000_000;
const RUNS = 9;

const { InPage, name, target } = createRequire(import.meta.url)(process.argv[2]);
const table = new InPage(ROWS);

const timed = (operation) => {
  const start = performance.now();
  table.run(operation);
  return performance.now() - start;
};

console.log(`\n| ${ROWS.toLocaleString("en")} rows in WebAssembly | median | target | |\n|---|---:|---:|---|`);
for (let operation = 0; name(operation) !== undefined; operation += 1) {
  // Once for the engine, which compiles what is used often anew.
  timed(operation);
  const median = Array.from({ length: RUNS }, () => timed(operation)).sort((a, b) => a - b)[RUNS >> 1];
  const most = target(operation);
  const verdict = most === undefined ? "|" : ` ${most} ms | ${median <= most ? "met" : "missed"}`;
  console.log(`| ${name(operation)} | ${median.toFixed(median < 10 ? 2 : 0)} ms |${verdict} |`);
}
