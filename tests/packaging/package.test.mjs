// What is in the tarball, and that all of it can be reached.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { install } from "./support/tarball.mjs";

const { folder, remove } = install();
after(remove);
const read = (name) => readFileSync(join(folder, name), "utf8");
const manifest = JSON.parse(read("package.json"));

test("the package holds code, types, licences, notices, a README and examples, and nothing else", () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).replaceAll("\\", "/"))
    .sort();
  assert.deepEqual(files, [
    "README.md",
    "arrow/browser.js",
    "arrow/node.js",
    "bridges.js",
    "browser.js",
    "client.d.ts",
    "client.js",
    "criteria.d.ts",
    "criteria.js",
    "dist/LICENSE-APACHE",
    "dist/LICENSE-MIT",
    "dist/THIRD-PARTY-NOTICES.txt",
    "dist/arrow.d.ts",
    "dist/arrow.js",
    "dist/arrow_bg.wasm",
    "dist/arrow_bg.wasm.d.ts",
    "dist/neuprint.d.ts",
    "dist/neuprint.js",
    "dist/neuprint_bg.wasm",
    "dist/neuprint_bg.wasm.d.ts",
    "dist/skeleton.d.ts",
    "dist/skeleton.js",
    "dist/skeleton_bg.wasm",
    "dist/skeleton_bg.wasm.d.ts",
    "dist/viewer.d.ts",
    "dist/viewer.js",
    "dist/viewer_bg.wasm",
    "dist/viewer_bg.wasm.d.ts",
    "element/anywidget.d.ts",
    "element/anywidget.js",
    "element/element.js",
    "element/hands.js",
    "element/index.d.ts",
    "element/key.js",
    "element/settings.js",
    "element/sources.js",
    "element/stage.js",
    "element/style.js",
    "environment.js",
    "error.d.ts",
    "error.js",
    "examples/broken.swc",
    "examples/element.html",
    "examples/notebook.py",
    "examples/observable.js",
    "examples/query.mjs",
    "examples/skeleton.mjs",
    "examples/traced.mjs",
    "exports.js",
    "freed.js",
    "index.d.ts",
    "init.d.ts",
    "init.js",
    "logging.d.ts",
    "logging.js",
    "node.js",
    "package.json",
    "position.d.ts",
    "skeleton-worker/browser.js",
    "skeleton-worker/index.d.ts",
    "skeleton-worker/node.js",
    "skeleton-worker/pool.js",
    "skeleton-worker/tasks.js",
    "skeleton-worker/thread-node.js",
    "skeleton-worker/thread.js",
    "skeleton/browser.js",
    "skeleton/exports.js",
    "skeleton/index.d.ts",
    "skeleton/init.d.ts",
    "skeleton/init.js",
    "skeleton/node.js",
    "table.js",
    "viewer/browser.js",
    "viewer/exports.js",
    "viewer/index.d.ts",
    "viewer/init.d.ts",
    "viewer/init.js",
  ]);
});

// The aim is 200 kB for all, and 60 kB for skeletons. They may shrink, and must not grow. Arrow's file is loaded by those
// who use it.
const MOST = { "neuprint_bg.wasm": 235_000, "skeleton_bg.wasm": 84_000, "arrow_bg.wasm": 41_500, "viewer_bg.wasm": 99_000 };

test("no wasm file is larger by Brotli than it may be", () => {
  const names = readdirSync(join(folder, "dist")).filter((name) => name.endsWith(".wasm"));
  const weights = names.map((name) => [name, brotliCompressSync(readFileSync(join(folder, "dist", name))).length]);
  console.log(`# brotli: ${weights.map(([name, bytes]) => `${name} ${bytes}`).join(", ")}`);
  assert.deepEqual(names.sort(), Object.keys(MOST).sort());
  for (const [name, bytes] of weights) assert.ok(bytes <= MOST[name], `${name}: ${bytes}`);
});

test("the wasm files name no folder of the machine that built them", () => {
  for (const name of readdirSync(join(folder, "dist")).filter((name) => name.endsWith(".wasm"))) {
    const bytes = readFileSync(join(folder, "dist", name)).toString("latin1");
    assert.ok(bytes.includes("serde_json") || bytes.includes("skeleton") || bytes.includes("table"), `${name} has no texts at all`);
    for (const path of [homedir(), process.cwd()]) assert.ok(!bytes.includes(path), `${name} holds ${path}`);
  }
});

test("version and licence are the workspace's", () => {
  const workspace = readFileSync("Cargo.toml", "utf8").split("[workspace.package]")[1];
  const said = (key) => workspace.match(new RegExp(`^${key} = "(.*)"$`, "m"))?.[1];
  assert.equal(manifest.version, said("version"));
  assert.equal(manifest.license, said("license"));
});

test("every file that the manifest exports is there, and nothing runs at installation", () => {
  const targets = Object.values(manifest.exports).flatMap((target) => (typeof target === "string" ? target : Object.values(target)));
  for (const target of [...targets, ...manifest.sideEffects]) assert.ok(existsSync(join(folder, target)), target);
  assert.equal(manifest.scripts, undefined);
  assert.equal(manifest.dependencies, undefined);
});

test("the package needs no compiler's right to evaluate text", () => {
  for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js"))) {
    assert.doesNotMatch(read(name), /\beval\(|new Function\(/, name);
  }
});

test("the types have no `any`, and every name of the generated ones is passed on", () => {
  const generated = ["neuprint", "skeleton", "viewer"].map((name) => read(`dist/${name}.d.ts`).split("export type InitInput")[0]).join("\n");
  const code = generated.replace(/\/\*[\s\S]*?\*\//g, "");
  assert.doesNotMatch(code.replaceAll('"any"', ""), /\bany\b/);
  assert.doesNotMatch(code, /_[a-z]+\(|[(,] ?[a-z]+_[a-z]/, "snake_case");
  const passedOn = read("index.d.ts") + read("skeleton/index.d.ts") + read("viewer/index.d.ts");
  const names = [...code.matchAll(/^export (?:type|interface|class) (\w+)/gm)].map((match) => match[1]);
  assert.ok(names.length > 15, `${names.length} names`);
  for (const name of names) assert.match(passedOn, new RegExp(`\\b${name}\\b`), name);
});
