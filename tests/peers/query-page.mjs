// How the query page compares with what else shows a million rows in a browser, in turns.
//
//   cargo xtask bench query-page            # prints the tables
//   cargo xtask bench query-page --write    # and puts them into the app's README
//
// Every contender gets the same bytes from the same server and runs in a Chromium of its own, which draws in software.
// A round asks each of them once; the median of the rounds counts. What is timed begins when the page has nothing to do.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CONTENDERS } from "./query-page/contenders.mjs";
import { Renderers } from "./query-page/renderer.mjs";
import { ROWS, answer } from "./query-page/rows.mjs";
import { serve } from "./query-page/server.mjs";
import { median, table, told } from "./query-page/table.mjs";
import { writeInto } from "./skeleton/report.mjs";

const ROUNDS = Number(process.env.NEUPRINT_BENCH_ROUNDS ?? 5);
/** Of the broad answer, which takes each contender ten times as long. */
const BROAD = { columns: 30, rounds: Math.ceil(ROUNDS / 2), names: ["neuprint-web", "JSON.parse", "AG Grid"] };
const HERE = fileURLToPath(new URL("query-page", import.meta.url));
const README = fileURLToPath(new URL("../../crates/neuprint-app/README.md", import.meta.url));
/** Steps from the top of a table to its end. */
const STEPS = 200;

const { chromium } = createRequire(join(process.env.NEUPRINT_PLAYWRIGHT, "package.json"))("@playwright/test");
const { buildSync } = createRequire(join(HERE, "package.json"))("esbuild");

/** Scrolls from the top to the end; the frames' times and what a frame costs in processor time, milliseconds. */
async function scroll(page, renderers, contender) {
  if (!(await page.evaluate(`Boolean(${contender.scroller})`))) return {};
  const before = renderers.cpu();
  const frames = await page.evaluate(
    async ([scroller, steps]) => {
      const element = new Function(`return ${scroller}`)();
      const times = [];
      let last = performance.now();
      for (let step = 0; step <= steps; step++) {
        element.scrollTop = (element.scrollHeight - element.clientHeight) * (step / steps);
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
      return times.slice(1);
    },
    [contender.scroller, STEPS],
  );
  return { frame: median(frames), longest: Math.max(...frames), frameCpu: ((renderers.cpu() - before) * 1000) / STEPS };
}

/** When a row with this ID is on the screen: milliseconds since 1970. */
const shown = (page, holds) =>
  page.evaluate(async (holds) => {
    const look = new Function(`return ${holds}`);
    while (!look()) await new Promise(requestAnimationFrame);
    return Date.now();
  }, holds);

/** Waits until the renderers have had nothing to do for a while: modules are compiled in the background. */
async function settled(renderers) {
  for (let before = -1, quiet = 0; quiet < 4; ) {
    await new Promise((done) => setTimeout(done, 250));
    const now = renderers.cpu();
    quiet = now - before < 0.02 ? quiet + 1 : 0;
    before = now;
  }
}

async function measured(contender, { address, began }, expected) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, chromiumSandbox: process.getuid?.() !== 0, args: ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const ready = await contender.ready?.(page, address, browser);
    await contender.open(page, address);
    const renderers = await Renderers.of(browser);
    await settled(renderers);
    renderers.forgetPeak();
    const [cpu, showing, memory] = [renderers.cpu(), renderers.cpuOfShowing(), renderers.memory()];
    const first = shown(page, contender.shows(expected.first[0]));
    const result = { ready, all: await contender.load(page, { rows: ROWS }) };
    result.first = (await first) - began();
    result.cpu = (renderers.cpu() - cpu) * 1000;
    if (contender.onlyDecodes) result.decoding = result.cpu;
    if (contender.decodesInAWorker) result.decoding = result.cpu - (renderers.cpuOfShowing() - showing) * 1000;
    result.peak = renderers.peak() - memory;
    const { sort, filter } = await page.evaluate("({ sort: globalThis.peer?.sort !== null, filter: globalThis.peer?.filter !== null })");
    const rest = () => settled(renderers);
    if (sort) {
      await rest();
      result.sortIds = await contender.sort(page, "bodyId", expected.leastId);
      await rest();
      result.sortTexts = await contender.sort(page, "type", expected.leastType);
    }
    if (filter) result.filter = await contender.filter(page, "weight", 500, expected.heavy, rest);
    await rest();
    Object.assign(result, await scroll(page, renderers, contender));
    if (contender.group) result.group = await contender.group(page, "type", expected.heavyTypes, rest);
    return result;
  } finally {
    await browser.close();
  }
}

const ROWS_OF_THE_TABLE = [
  ["processor time from nothing to a page that takes a query, ms", "ready"],
  ["first row seen after the answer's first byte, ms", "first"],
  ["all rows there, ms", "all"],
  ["processor time for that, ms", "cpu"],
  ["of it for reading and decoding, ms", "decoding"],
  ["memory at its most, MB more than before", "peak"],
  ["sorted by 1M integers, ms", "sortIds"],
  ["sorted by 1M texts, ms", "sortTexts"],
  ["filtered by a range, ms", "filter"],
  ["half a million rows grouped by a text, ms", "group"],
  ["scrolling top to end: median frame, ms", "frame"],
  ["longest frame, ms", "longest"],
  ["processor time per frame, ms", "frameCpu"],
];

/** Who is who. */
const notes = () => CONTENDERS.map(({ name, about }) => `- ${name}: ${about}.`).join("\n");

const pages = mkdtempSync(join(tmpdir(), "neuprint-peers-"));
for (const [file, source] of [["ag-grid", "ag-grid.js"], ["explorer", "explorer.jsx"], ["parse", "parse.js"]]) {
  buildSync({ entryPoints: [join(HERE, "pages", source)], outfile: join(pages, `${file}.js`), bundle: true, minify: true, format: "esm", jsx: "automatic", define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error" });
  writeFileSync(join(pages, `${file}.html`), `<!doctype html><meta charset="utf-8"><title>${file}</title><div id="grid" style="height:800px"></div><script type="module" src="${file}.js"></script>`);
}

/** Asks the contenders for one answer in turns; the table of medians. */
async function compared({ columns, rounds, contenders }) {
  const { body, ...expected } = answer(columns);
  const server = await serve({ dist: process.env.NEUPRINT_DIST, pages, body });
  try {
    const results = new Map(contenders.map((contender) => [contender, []]));
    for (let round = 0; round < rounds; round++) {
      for (const contender of contenders) {
        const result = await measured(contender, server, expected);
        results.get(contender).push(result);
        told(round, contender, result);
      }
    }
    return `${ROWS.toLocaleString("en")} rows × ${columns} columns, ${(body.length / 1e6).toFixed(1)} MB of JSON; medians of ${rounds} rounds in turns.\n\n${table(ROWS_OF_THE_TABLE, contenders, results)}`;
  } finally {
    server.stop();
  }
}

try {
  const broad = CONTENDERS.filter(({ name }) => BROAD.names.includes(name));
  const tables = [await compared({ columns: 3, rounds: ROUNDS, contenders: CONTENDERS }), await compared({ ...BROAD, contenders: broad })];
  const text = `${tables.join("\n\n")}\n\n${notes()}`;
  console.log(text);
  if (process.argv.includes("--write")) writeInto(README, text);
} finally {
  rmSync(pages, { recursive: true });
}
