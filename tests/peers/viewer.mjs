// How the viewer compares with what else draws neurons in a browser, in turns.
//
//   cargo xtask bench viewer            # prints the tables
//   cargo xtask bench viewer --write    # and puts them into the crate's README
//
// Every contender gets the same SWC files from the same server and runs in a Chromium of its own, which draws in software:
// what a graphics card would do is the GPU process's processor time here, told beside the page's own. A round asks each of
// them once; the median of the rounds counts. Only the package heals; the others draw the fragments as they are.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../packaging/support/chromium.mjs";
import { serve } from "../packaging/support/site.mjs";
import { install } from "../packaging/support/tarball.mjs";
import { Renderers } from "./query-page/renderer.mjs";
import { median, table, told } from "./query-page/table.mjs";
import { grown, madeSwc } from "./skeleton/neurons.mjs";
import { writeInto } from "./skeleton/report.mjs";

const ROUNDS = Number(process.env.NEUPRINT_BENCH_ROUNDS ?? 3);
const HERE = fileURLToPath(new URL("viewer", import.meta.url));
const README = fileURLToPath(new URL("../../crates/neuprint-viewer/README.md", import.meta.url));
/** Frames of a turn around the scene. */
const FRAMES = 20;
/** Colours that people with any kind of colour vision can tell apart (Okabe and Ito). */
const COLORS = ["56b4e9", "009e73", "cc79a7", "0072b2", "d55e00", "c9b81f"].map((hex) => [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255));
/** As many neurons and nodes as a cell type has, and as much as a region has. */
const SCENES = [
  { neurons: 120, nodes: 5_333, rounds: ROUNDS, all: true },
  { neurons: 1_000, nodes: 5_000, rounds: 1, all: false },
];
const CONTENDERS = [
  { name: "neuprint-web", page: "ours", about: "`neuprint/viewer` and `neuprint/skeleton-worker`: parsed and healed in two workers, ray-cast cones with true radii" },
  { name: "sharkviewer", page: "shark", about: "@janelia/sharkviewer 1.7.13 with its defaults on three.js 0.125, sprites and cones" },
  { name: "three.js", page: "lines", about: "three.js 0.187, fat lines 2 pixels wide, no radii" },
  { name: "deck.gl", page: "deck", about: "deck.gl 9.4, PathLayer, 2 pixels wide, no radii" },
];

const { buildSync } = createRequire(join(HERE, "package.json"))("esbuild");

/** The neurons of a scene as files, each in four pieces. */
function files(folder, { neurons, nodes }) {
  return Array.from({ length: neurons }, (_, at) => {
    const name = `${neurons}-${at}.swc`;
    writeFileSync(join(folder, name), madeSwc(grown(nodes, at + 1), 4));
    return `/files/${name}`;
  });
}

async function measured({ page: name }, address, swc) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(600_000);
    // A contender that does not start would be waited for in vain.
    page.on("pageerror", (error) => console.error(`${name}: ${error.stack}`));
    await page.goto(`${address}empty.html`);
    const [emptyPage, emptyGpu] = await both(browser);
    const empty = emptyPage.memory() + emptyGpu.memory();
    await page.goto(`${address}${name}.html`);
    await page.waitForFunction("globalThis.peer !== undefined");
    const [renderers, gpu] = await both(browser);
    const spent = (since) => [renderers, gpu].map((of, at) => of.cpu() * 1000 - (since?.[at] ?? 0));
    renderers.forgetPeak();
    gpu.forgetPeak();
    let before = spent();
    const all = await page.evaluate(
      async ([swc, colors]) => {
        const start = performance.now();
        await globalThis.peer.load(swc, colors);
        return performance.now() - start;
      },
      [swc, COLORS],
    );
    const [cpu, gpuCpu] = spent(before);
    const memory = renderers.peak() + gpu.peak() - empty;
    const loaded = await page.evaluate("globalThis.peer.said?.()");
    const smooth = await smoothed(page, spent);
    before = spent();
    const frames = await page.evaluate(async (frames) => {
      const times = [];
      for (let frame = 0; frame < frames; frame++) {
        const start = performance.now();
        await globalThis.peer.turn();
        times.push(performance.now() - start);
      }
      return times;
    }, FRAMES);
    const [frameCpu, frameGpu] = spent(before).map((time) => time / FRAMES);
    await page.evaluate("globalThis.peer.finish()");
    return { cpu, gpuCpu, all, memory, frameCpu, frameGpu, frame: median(frames), ...smooth, ...(await more(page, loaded, spent)) };
  } finally {
    await browser.close();
  }
}

/** What a smooth picture costs beyond the first full one, of a contender that makes it bit by bit. */
async function smoothed(page, spent) {
  const before = spent();
  if (!(await page.evaluate("globalThis.peer.smooth?.().then(() => true)"))) return {};
  const [smoothCpu, smoothGpu] = spent(before);
  return { smoothCpu, smoothGpu };
}

/** What is measured of the package alone. */
async function more(page, loaded, spent) {
  if (!loaded) return {};
  const before = spent();
  await page.evaluate(async () => {
    for (let pick = 0; pick < 20; pick++) await globalThis.peer.pick();
  });
  return { held: loaded.heldBytes / 2 ** 20, longest: await page.evaluate("globalThis.peer.said().longest"), pick: spent(before)[0] / 20 };
}

const both = (browser) => Promise.all([Renderers.of(browser), Renderers.of(browser, "GPU")]);

const ROWS = [
  ["the page's processor time from bytes to the full picture, ms", "cpu"],
  ["the GPU process's for that, ms", "gpuCpu"],
  ["until the full picture is there, ms", "all"],
  ["memory at its most, MB above an empty page, GPU buffers included", "memory"],
  ["to smooth it by seven more samples: the page's processor time, ms", "smoothCpu"],
  ["the GPU process's for those, ms", "smoothGpu"],
  ["turning: the page's processor time per frame, ms", "frameCpu"],
  ["the GPU process's per frame, ms", "frameGpu"],
  ["median frame, ms", "frame"],
  ["held by the GPU, MB", "held"],
  ["longest call that draws, ms", "longest"],
  ["asking what is under the mouse: the page's processor time, ms", "pick"],
];

const pages = mkdtempSync(join(tmpdir(), "neuprint-viewers-"));
const { folder, remove } = install();
const page = (script) => `<!doctype html><meta charset="utf-8"><title>viewer</title><style>body { margin: 0 }</style>${script}`;
writeFileSync(join(pages, "empty.html"), page(""));
for (const { page: name } of CONTENDERS) {
  const place = name === "shark" ? `<div id="place" style="width:1440px;height:900px"></div>` : `<canvas id="canvas" width="1440" height="900" style="display:block"></canvas>`;
  buildSync({ entryPoints: [join(HERE, "pages", `${name}.js`)], outfile: join(pages, `${name}.js`), bundle: true, minify: true, format: "esm", external: ["/neuprint/*"], define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error" });
  writeFileSync(join(pages, `${name}.html`), page(`${place}<script type="module" src="/${name}.js"></script>`));
}
const place = (path) => (path.startsWith("/neuprint/") ? join(folder, path.slice(9)) : join(pages, path.replace("/files/", "")));
const site = await serve(place, undefined, { policy: "default-src 'self' blob: data: 'unsafe-inline' 'unsafe-eval'" });
try {
  const tables = [];
  for (const scene of SCENES) {
    const contenders = scene.all ? CONTENDERS : CONTENDERS.slice(0, 1);
    const [swc, results] = [files(pages, scene), new Map(contenders.map((contender) => [contender, []]))];
    for (let round = 0; round < scene.rounds; round++) {
      for (const contender of contenders) {
        const result = await measured(contender, site.address, swc);
        results.get(contender).push(result);
        told(round, contender, result);
      }
    }
    const nodes = (scene.neurons * scene.nodes).toLocaleString("en");
    tables.push(`${scene.neurons.toLocaleString("en")} neurons, ${nodes} nodes; medians of ${scene.rounds} ${scene.rounds > 1 ? "rounds in turns" : "round"}.\n\n${table(ROWS, contenders, results)}`);
  }
  const text = `${tables.join("\n\n")}\n\n${CONTENDERS.map(({ name, about }) => `- ${name}: ${about}.`).join("\n")}`;
  console.log(text);
  if (process.argv.includes("--write")) writeInto(README, text);
} finally {
  site.close();
  remove();
  rmSync(pages, { recursive: true });
}
