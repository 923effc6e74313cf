// The package in bundlers, in Deno and in Bun, with nothing configured for it: each builds or runs the same small program.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { launch } from "./support/chromium.mjs";
import { BIG, SWC, fakeServer } from "./support/fake-server.mjs";
import { folderOf, serve } from "./support/site.mjs";
import { install, required } from "./support/tarball.mjs";

const tools = required("NEUPRINT_ENVIRONMENTS", "a node_modules folder with vite, webpack, deno and bun");
const run = promisify(execFile);
const EXPECTED = { dataset: "test:v1", arrow: [255, 255, 255, 255], first: String(BIG), fragments: [3, 1], worker: [3, 1], refusal: "NeuprintError invalid-argument" };

/** What a user would write: a query, a healed skeleton, an error. The answer is plain data. */
const PROGRAM = `
  import { Client, NeuprintError } from "neuprint";
  import { SkeletonWorker } from "neuprint/skeleton-worker";
  export async function program(server) {
    const client = await Client.connect({ server });
    const table = await client.fetchCustom("RETURN exact");
    const skeleton = await client.fetchSkeleton("${BIG}");
    const { fragmentsBefore, fragmentsAfter } = skeleton.heal();
    const worker = new SkeletonWorker();
    const elsewhere = await worker.heal(skeleton.toSwc());
    worker.terminate();
    const arrow = await table.toArrow();
    const refusal = await client.fetchSkeleton(2 ** 53).catch((error) => error);
    return {
      dataset: client.dataset,
      arrow: [...arrow.subarray(0, 4)],
      first: String(table.column("bodyId").values[0]),
      fragments: [fragmentsBefore, fragmentsAfter],
      worker: [elsewhere.fragmentsBefore, elsewhere.fragmentsAfter],
      refusal: refusal instanceof NeuprintError ? \`\${refusal.name} \${refusal.code}\` : String(refusal),
    };
  }`;
/** Pages show a neuron as well. */
const INDEX = `
  import "neuprint/element";
  import { program } from "./program.js";
  globalThis.program = program;
  globalThis.show = (swc) => new Promise((resolve) => {
    const viewer = document.createElement("neuprint-viewer");
    viewer.neurons = [{ name: "a neuron", swc }];
    viewer.addEventListener("load", () => resolve(viewer.shadowRoot.querySelector(".key").textContent));
    viewer.addEventListener("error", ({ message }) => resolve(message));
    document.body.append(viewer);
  });`;
const PAGE = (script) => `<!doctype html><meta charset="utf-8"><title>neuprint</title><script type="module" src="${script}"></script>`;

let server, browser;

before(async () => {
  server = await fakeServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A project with the package, the program, and an entry that a page loads. */
function project() {
  const { project, remove } = install();
  after(remove);
  mkdirSync(join(project, "src"));
  writeFileSync(join(project, "package.json"), '{ "name": "page", "private": true, "type": "module" }\n');
  writeFileSync(join(project, "src/program.js"), PROGRAM);
  writeFileSync(join(project, "src/index.js"), INDEX);
  return project;
}

/** Opens a page and runs its program; nothing on the page may fail. */
async function runInPage(address) {
  const page = await browser.newPage();
  const mistakes = [];
  page.on("pageerror", (error) => mistakes.push(String(error)));
  page.on("response", (response) => {
    if (response.status() >= 400 && !response.url().endsWith("/favicon.ico")) mistakes.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(address);
  await page.waitForFunction(() => globalThis.program);
  const answer = await page.evaluate((server) => globalThis.program(server), server.address);
  assert.equal(await page.evaluate((swc) => globalThis.show(swc), SWC), "a neuron");
  assert.deepEqual(mistakes, []);
  await page.close();
  return answer;
}

const vite = () => import(pathToFileURL(createRequire(join(tools, "x.js")).resolve("vite")).href);

test("a page that Vite built", async () => {
  const root = project();
  writeFileSync(join(root, "index.html"), PAGE("/src/index.js"));
  const { build } = await vite();
  await build({ root, configFile: false, logLevel: "error" });
  const site = await serve(folderOf(join(root, "dist")));
  assert.deepEqual(await runInPage(site.address), EXPECTED);
  site.close();
});

test("a page on Vite's development server", async () => {
  const root = project();
  writeFileSync(join(root, "index.html"), PAGE("/src/index.js"));
  const { createServer } = await vite();
  const development = await createServer({ root, configFile: false, logLevel: "error", server: { host: "127.0.0.1", port: 0 } });
  await development.listen();
  try {
    assert.deepEqual(await runInPage(development.resolvedUrls.local[0]), EXPECTED);
  } finally {
    await development.close();
  }
});

test("a page that webpack 5 built", async () => {
  const root = project();
  const webpack = createRequire(join(tools, "x.js"))("webpack");
  const compiler = webpack({ mode: "production", context: root, entry: "./src/index.js", output: { path: join(root, "dist") }, performance: false });
  const stats = await promisify(compiler.run.bind(compiler))();
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }), { errors: [], warnings: [] });
  await promisify(compiler.close.bind(compiler))();
  writeFileSync(join(root, "dist/index.html"), PAGE("/main.js").replace('type="module"', "defer"));
  const site = await serve(folderOf(join(root, "dist")));
  assert.deepEqual(await runInPage(site.address), EXPECTED);
  site.close();
});

test("Deno, with its permissions", async () => {
  const root = project();
  writeFileSync(join(root, "src/main.ts"), 'import { program } from "./program.js";\nconsole.log(JSON.stringify(await program(Deno.args[0])));\n');
  const { port } = new URL(server.address);
  const { stdout } = await run(
    join(tools, ".bin", process.platform === "win32" ? "deno.cmd" : "deno"),
    ["run", "--node-modules-dir=manual", "--no-remote", "--no-prompt", "--allow-read=.", `--allow-net=127.0.0.1:${port}`, "src/main.ts", server.address],
    { cwd: root, env: { ...process.env, DENO_DIR: join(root, ".deno"), NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" } },
  );
  assert.deepEqual(JSON.parse(stdout), EXPECTED);
});

test("Bun", async () => {
  const root = project();
  writeFileSync(join(root, "src/main.ts"), 'import { program } from "./program.js";\nconsole.log(JSON.stringify(await program(process.argv[2])));\n');
  // A script of the package's moves its program to where npm links to; where scripts are not run, it is still here.
  const program = process.platform === "win32" ? "bun.exe" : "bun";
  const unmoved = readdirSync(join(tools, "@oven")).map((platform) => join(tools, "@oven", platform, "bin", program));
  const bun = unmoved.find(existsSync) ?? join(tools, ".bin", program);
  const { stdout } = await run(bun, ["run", "--no-install", "src/main.ts", server.address], { cwd: root, env: { ...process.env, DO_NOT_TRACK: "1", NO_COLOR: "1" } });
  assert.deepEqual(JSON.parse(stdout), EXPECTED);
});
