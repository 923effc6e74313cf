// A dataset in WebAssembly: what it takes to load it, and how long queries take beside the same queries natively.
//
//     node --expose-gc in_page.mjs BINDINGS FOLDER
//
// BINDINGS is what wasm-bindgen made of the example `in_page`; FOLDER holds what `local.rs` wrote.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

const [bindings, folder] = process.argv.slice(2);
const { InPage, held: memory } = createRequire(import.meta.url)(bindings);
const file = readFileSync(join(folder, "dataset.npdata"));
const natively = JSON.parse(readFileSync(join(folder, "natively.json"), "utf8"));

const timed = (job) => {
  const start = performance.now();
  const result = job();
  return [performance.now() - start, result];
};

/** The median of many runs, once the code is compiled for speed: one that something else interrupted does not count. */
function median(job) {
  const [first] = timed(job);
  const count = Math.round(Math.min(100, Math.max(7, 1000 / first)));
  for (let at = 0; at < count; at += 1) job();
  const runs = Array.from({ length: count }, () => timed(job)[0]);
  return runs.sort((a, b) => a - b)[count >> 1];
}

const verdict = (measured, target) => (measured <= target ? "met" : "missed");

// The engine of the browser compiles what is used often anew: the first load is what a page sees.
const [loading, dataset] = timed(() => new InPage(file));
const held = () => memory().buffer.byteLength / 1e6;
const loaded = held();
console.log("\n| in WebAssembly | measured | target | |\n|---|---:|---:|---|");
console.log(`| loading it | ${loading.toFixed(0)} ms | 3000 ms | ${verdict(loading, 3000)} |`);
console.log(`| memory after loading | ${loaded.toFixed(0)} MB | 300 MB | ${verdict(loaded, 300)} |`);

console.log("\n| query | in WebAssembly | natively | ratio | target | | Neo4j 4.4 | beside it |\n|---|---:|---:|---:|---:|---|---:|---|");
for (const { name, query, milliseconds, neo4j, times, rows } of natively) {
  const found = dataset.ask(query);
  if (found !== rows) throw new Error(`${name}: ${found} rows instead of ${rows}`);
  const time = median(() => dataset.ask(query));
  const ratio = time / milliseconds;
  // None slower; where natively it must be many times as fast, here half as many.
  const [faster, wanted] = [neo4j / time, Math.max(1, times / 2)];
  console.log(
    `| ${name} | ${time.toFixed(3)} ms | ${milliseconds.toFixed(3)} ms | ${ratio.toFixed(2)} | 3 | ${verdict(ratio, 3)} | ${neo4j} ms | ${faster.toFixed(0)} times as fast (${wanted} wanted: ${verdict(wanted, faster)}) |`,
  );
}
console.log(`\nMemory after all queries: ${held().toFixed(0)} MB.`);
