// How the package's skeletons compare with what else there is, in CPU time, in turns.
//
//   cargo xtask bench skeleton                 # prints the table
//   cargo xtask bench skeleton --only heal     # the cells whose name begins so
//   cargo xtask bench skeleton --write         # puts the table into the crate's README
//
// The package runs in Node; beside it, each in a process of its own, JavaScript without WebAssembly, Python's libraries and
// a native k-d tree. All get the same files. A round asks each of them once, and the median of the rounds counts; what
// takes long is asked less often. The peers must agree on what came out, or the comparison is none.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "../packaging/support/tarball.mjs";
import { CELLS, GROWTH } from "./skeleton/cells.mjs";
import { cutSwc, grown, madeSwc, synapses } from "./skeleton/neurons.mjs";
import { start } from "./skeleton/programs.mjs";
import { report, writeInto } from "./skeleton/report.mjs";

const ROUNDS = 7;
/** A round lasts at least so long, by repeating: clocks are coarse. */
const LEAST_MS = 40;
/** What takes longer is asked three times, and what takes twice as long again once. */
const [LONG_MS, VERY_LONG_MS] = [1_000, 3_000];
const README = fileURLToPath(new URL("../../crates/neuprint-skeleton/README.md", import.meta.url));

/** What `cargo xtask bench` found: a path, or why there is none. */
const found = (name) => (process.env[name] ? { path: process.env[name] } : { missing: process.env[`${name}_MISSING`] ?? `${name} is not set` });

/** Files of the neurons, made when a cell asks for them and shared between cells. */
class Inputs {
  made = new Map();

  constructor(folder, real, recorded) {
    Object.assign(this, { folder, real, recorded });
  }

  neuron(nodes) {
    if (this.made.get("neuron")?.nodes !== nodes) this.made.set("neuron", { nodes, tree: grown(nodes) });
    return this.made.get("neuron").tree;
  }

  file(name, bytes) {
    const path = join(this.folder, name);
    if (!this.made.has(path)) this.made.set(path, writeFileSync(path, bytes()));
    return path;
  }

  /** The files of a cell, or why they are missing. */
  files({ nodes, fragments, real }) {
    if (!real) return { files: [this.file(`${nodes}-${fragments}.swc`, () => madeSwc(this.neuron(nodes), fragments))] };
    const source = real === "recorded" ? this.recorded : this.real;
    if (!source.path) return source;
    const names = readdirSync(source.path).filter((name) => name.endsWith(".swc")).sort();
    if (real === "recorded") return { files: names.map((name) => join(source.path, name)) };
    const chosen = real === "one" ? names.filter((name) => name === "754534424.swc") : names;
    return { files: chosen.map((name) => this.file(`${fragments}-${name}`, () => cutSwc(readFileSync(join(source.path, name), "utf8"), fragments))) };
  }

  points(nodes, count) {
    return this.file(`${count}-synapses.f32`, () => new Uint8Array(synapses(this.neuron(nodes), count).buffer));
  }
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Asks everybody in turns; the median of each. */
async function measure(cell, inputs, programs) {
  const { files, missing } = inputs.files(cell.input);
  if (!files) return { cell, times: {}, missing: "skipped", why: missing };
  const points = cell.synapses && inputs.points(cell.input.nodes, cell.synapses);
  const peers = ["neuprint", ...cell.peers].filter((peer) => programs[peer] && !cell.without?.[peer]);
  const request = (peer) => ({ peer, task: cell.task, files, points, ...cell.with });
  const result = { cell, times: {}, bytes: files.reduce((total, file) => total + statSync(file).size, 0) };
  const asked = [];
  for (const peer of peers) {
    const first = await programs[peer].ask({ ...request(peer), repeat: 1, check: true });
    if (first.missing) {
      if (peer === "neuprint") result.missing = first.missing;
      continue;
    }
    const rounds = first.ms > VERY_LONG_MS ? 0 : first.ms > LONG_MS ? 2 : ROUNDS;
    // The first round warms up, but for what takes long.
    asked.push({ peer, check: first.check, rounds, repeat: Math.min(50, Math.ceil(LEAST_MS / first.ms)), times: rounds === ROUNDS ? [] : [first.ms] });
  }
  agree(cell, asked);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { peer, rounds, repeat, times } of asked) {
      if (round < rounds) times.push((await programs[peer].ask({ ...request(peer), repeat })).ms);
    }
  }
  for (const { peer, times } of asked) result.times[peer] = median(times);
  return result;
}

/** Lengths are sums of float32 somewhere: they agree to a ten-thousandth. */
function agree(cell, asked) {
  const [first, ...rest] = asked;
  for (const { peer, check } of rest) {
    if (Math.abs(check - first.check) <= 1e-4 * Math.abs(first.check)) continue;
    throw new Error(`${cell.title}: ${first.peer} has ${first.check}, ${peer} has ${check}: they did not do the same`);
  }
}

const options = process.argv.slice(2);
const only = options.includes("--only") ? options[options.indexOf("--only") + 1] : "";
const write = options.includes("--write");
const cells = CELLS.filter(({ name }) => name.startsWith(only));
if (cells.length === 0) throw new Error(`no cell begins with ${only}; there are: ${CELLS.map(({ name }) => name).join(", ")}`);

const { project, remove } = install();
const folder = mkdtempSync(join(tmpdir(), "neuprint-skeletons-"));
const { programs, absent, stop } = start(project, { python: found("NEUPRINT_PYTHON"), kdtree: found("NEUPRINT_KDTREE"), npm: found("NEUPRINT_PEER_PACKAGES") });
try {
  const inputs = new Inputs(folder, found("NEUPRINT_REAL_NEURONS"), found("NEUPRINT_RAW_SKELETONS"));
  const results = [];
  for (const cell of cells) {
    const result = await measure(cell, inputs, programs);
    results.push(result);
    const times = Object.entries(result.times).map(([peer, time]) => `${peer} ${time.toFixed(2)}`);
    console.error(`${cell.title}: ${[...times, result.missing ?? ""].filter(Boolean).join(", ")}`);
  }
  const said = [...absent].map(([peer, why]) => `${peer} was not measured: ${why}`);
  said.push(...new Set(results.flatMap(({ cell, why }) => (why ? [`${cell.title}: skipped, ${why}`] : []))));
  const text = report(results, GROWTH, said);
  console.log(`\n${text}`);
  if (write && only) throw new Error("--write wants the whole table: leave --only out");
  if (write) writeInto(README, text);
} finally {
  stop();
  rmSync(folder, { recursive: true, force: true });
  remove();
}
