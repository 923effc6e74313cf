// How the package's decoder compares with `JSON.parse`: CPU in one process, in turns; peak memory in a process for each.
//
//   cargo xtask bench decoder
//
// Both get the same answer from the same `fetch`, in pieces of 64 KiB as they come from a socket. CPU is that of the
// whole process with its garbage collector, the median of the rounds. Memory is what stands above the idle process at
// its peak: JavaScript's heap, buffers outside of it, WebAssembly's memory (of which nothing is ever given back, so that
// its size is its peak); and, on Linux, what the kernel says the process held at most.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { install } from "../packaging/support/tarball.mjs";

const ROUNDS = 7;
const PIECE = 1 << 16;

/** Connections: two bodyIds, one of them as long as those of FlyWire, and a weight. */
function connection(row) {
  return `[${720575940000000000n + BigInt((row * 7919) % 1000003)},${5813000000 + ((row * 104729) % 999983)},${row % 97}]`;
}

/** Neurons with 30 properties: numbers, texts that repeat and such that do not, nulls, fractions, a list, a map. */
function neuron(row) {
  const cells = [`${720575940000000000n + BigInt(row)}`];
  for (let column = 1; column < 30; column++) {
    if (column < 10 && row % 3 === 0) cells.push("null");
    else if (column < 6) cells.push(`"KCg-m_R type ${(row * column) % 400}"`);
    else if (column < 10) cells.push(`"instance \\"${row}\\" é"`);
    else if (column < 20) cells.push(String(row * column));
    else if (column < 25) cells.push(`${row}.25`);
    else if (column === 25) cells.push("[1,2,3]");
    else if (column === 26) cells.push(`{"MB(R)":{"pre":${row},"post":2}}`);
    else cells.push(String(row % 3 === 1));
  }
  return `[${cells.join(",")}]`;
}

const ANSWERS = [
  { name: "1,000,000 x 3", rows: 1_000_000, columns: ["bodyId_pre", "bodyId_post", "weight"], row: connection },
  { name: "21,663 x 30", rows: 21_663, columns: Array.from({ length: 30 }, (_, at) => `n.property${at}`), row: neuron },
];

function writeAnswer(path, { rows, columns, row }) {
  const file = openSync(path, "w");
  writeSync(file, `{"columns":${JSON.stringify(columns)},"data":[`);
  for (let from = 0; from < rows; from += 10_000) {
    const part = Array.from({ length: Math.min(10_000, rows - from) }, (_, at) => row(from + at));
    writeSync(file, (from ? "," : "") + part.join(","));
  }
  writeSync(file, `],"debug":""}`);
  closeSync(file);
}

/** A `fetch` that answers queries with a file. */
function answering(path) {
  return async (url) => {
    if (url.includes("/dbmeta/datasets")) return Response.json({ "test:v1": { ROIs: [], superLevelROIs: [], info: "", hidden: false, logo: "", description: "", uuid: "", "last-mod": "" } });
    if (!url.includes("/custom/custom")) return Response.json({ Version: "1.9.9" });
    const file = openSync(path, "r");
    const body = new ReadableStream({
      pull(controller) {
        const piece = new Uint8Array(PIECE);
        const length = readSync(file, piece);
        if (length > 0) return controller.enqueue(piece.subarray(0, length));
        closeSync(file);
        controller.close();
      },
    });
    return new Response(body, { headers: { "content-type": "application/json" } });
  };
}

/** The package, and how large its WebAssembly's memory is. */
async function load(project) {
  writeFileSync(join(project, "program.mjs"), 'export * from "neuprint";\nexport { initSync } from "neuprint/init";\n');
  const { Client, initSync } = await import(pathToFileURL(join(project, "program.mjs")).href);
  // The files are loaded already: what is asked for is their memory.
  const memory = initSync({});
  return { Client, wasm: () => memory.client.buffer.byteLength };
}

/** What is compared: each gives what it made, so that it is alive when the memory is looked at. */
const SUBJECTS = {
  "JSON.parse": async ({ fetch }) => {
    const text = await (await fetch("/api/custom/custom")).text();
    return { text, answer: JSON.parse(text) };
  },
  "fetchCustom": ({ client, look }) => client.fetchCustom("RETURN 1", { onProgress: look }),
  "fetchCustom, every column handed over": async ({ client, look }) => {
    const table = await client.fetchCustom("RETURN 1", { onProgress: look });
    return { table, columns: table.columnNames.map((name) => table.column(name)) };
  },
};

const mega = (bytes) => (bytes / 1e6).toFixed(1);
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** The CPU that each subject takes, in milliseconds. */
async function cpu(project, path) {
  const { Client } = await load(project);
  const fetch = answering(path);
  const client = new Client({ server: "https://neuprint.example.org", fetch });
  const times = Object.fromEntries(Object.keys(SUBJECTS).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, run] of Object.entries(SUBJECTS)) {
      globalThis.gc();
      const before = process.cpuUsage();
      let made = await run({ client, fetch });
      const { user, system } = process.cpuUsage(before);
      // The first round warms up.
      if (round > 0) times[name].push((user + system) / 1e3);
      (made.table ?? made).free?.();
      made = undefined;
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

/** In a process of its own: the peak of one subject. */
async function memory(project, path, name) {
  const { Client, wasm } = await load(project);
  const fetch = answering(path);
  const client = new Client({ server: "https://neuprint.example.org", fetch });
  await client.fetchVersion();
  globalThis.gc();
  // Node's `external` counts WebAssembly's memory too; `arrayBuffers` does not.
  const used = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers + wasm();
  };
  const resident = (field) => 1024 * Number(readFileSync("/proc/self/status", "utf8").match(`${field}:\\s+(\\d+)`)?.[1]);
  const linux = process.platform === "linux";
  const [idle, idleResident] = [used(), linux ? resident("VmRSS") : NaN];
  let peak = 0;
  const look = () => (peak = Math.max(peak, used()));
  const made = await SUBJECTS[name]({ client, fetch, look });
  look();
  const kept = made === undefined ? NaN : peak - idle;
  console.log(JSON.stringify({ peak: kept, resident: linux ? resident("VmHWM") - idleResident : NaN }));
}

async function compare() {
  const { project, remove } = install();
  const folder = mkdtempSync(join(tmpdir(), "neuprint-answers-"));
  try {
    for (const [at, answer] of ANSWERS.entries()) {
      const path = join(folder, `${at}.json`);
      writeAnswer(path, answer);
      const times = await cpu(project, path);
      console.log(`\n${answer.name}, ${mega(readFileSync(path).length)} MB of text`);
      console.log(`${"".padEnd(40)}${["CPU ms", "", "peak MB", "", "resident MB", ""].map((head) => head.padStart(12)).join("")}`);
      let first;
      for (const name of Object.keys(SUBJECTS)) {
        const run = spawnSync(process.execPath, ["--expose-gc", fileURLToPath(import.meta.url), project, path, name], { encoding: "utf8" });
        if (run.status !== 0) throw new Error(run.stderr);
        const { peak, resident } = JSON.parse(run.stdout);
        const row = [times[name], peak / 1e6, (resident ?? NaN) / 1e6];
        first ??= row;
        const cells = row.flatMap((value, column) => [value.toFixed(1), `${((100 * value) / first[column]).toFixed(0)} %`]);
        console.log(`${name.padEnd(40)}${cells.map((cell) => cell.padStart(12)).join("")}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    remove();
  }
}

if (!globalThis.gc) throw new Error("run this with --expose-gc; `cargo xtask bench decoder` does");
if (process.argv.length > 2) await memory(...process.argv.slice(2));
else await compare();
