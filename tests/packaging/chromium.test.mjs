// The package in a real browser, unbundled: a page that imports it from a static server.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/chromium.mjs";
import { BIG, SWC, fakeServer } from "./support/fake-server.mjs";
import { serve } from "./support/site.mjs";
import { install } from "./support/tarball.mjs";

const PAGE = `<!doctype html><meta charset="utf-8"><title>neuprint</title>
  <script type="importmap">{ "imports": { "neuprint": "/neuprint/browser.js" } }</script>
  <script type="module">
    import * as neuprint from "neuprint";
    globalThis.neuprint = neuprint;
  </script>`;

const { folder, remove } = install();
let site, browser, page, server, closed;
const mistakes = [];

before(async () => {
  site = await serve((path) => join(folder, path.replace(/^[\\/]neuprint/, "")), PAGE);
  server = await fakeServer();
  closed = await fakeServer({ cors: false });
  browser = await launch();
  page = await browser.newPage();
  page.on("pageerror", (error) => mistakes.push(String(error)));
  await page.goto(site.address);
  await page.waitForFunction(() => globalThis.neuprint);
});

after(async () => {
  await browser?.close();
  await Promise.all([server?.close(), closed?.close()]);
  site?.close();
  remove();
});

test("the page loads wasm and glue as they are, and nothing else", async () => {
  assert.deepEqual(mistakes, []);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname).sort());
  const expected = ["bridges.js", "browser.js", "client.js", "criteria.js", "dist/neuprint.js", "dist/neuprint_bg.wasm", "dist/skeleton.js", "dist/skeleton_bg.wasm", "environment.js", "error.js", "exports.js", "freed.js", "logging.js", "skeleton/exports.js", "table.js"];
  assert.deepEqual(loaded.filter((path) => path !== "/favicon.ico"), expected.map((name) => `/neuprint/${name}`));
});

test("a query's integers are exact, and the token goes into one header", async () => {
  const first = server.requests.length;
  const answer = await page.evaluate(async ({ address, token }) => {
    const client = await neuprint.Client.connect({ server: address, token });
    const table = await client.fetchCustom("RETURN exact");
    const { type, values } = table.column("bodyId");
    return { dataset: client.dataset, type, array: values.constructor.name, values: [...values].map(String), cell: String(table.row(0)[5].ids[0]) };
  }, { address: server.address, token: "a-browser's-token" });
  assert.deepEqual(answer, {
    dataset: "test:v1",
    type: "int64",
    array: "BigInt64Array",
    values: [String(BIG), "-1", "7"],
    cell: String(BIG),
  });
  const asked = server.requests.slice(first).filter(({ method }) => method !== "OPTIONS");
  assert.equal(asked.length, 2);
  for (const { headers, url, body } of asked) {
    assert.equal(headers.authorization, "Bearer a-browser's-token");
    assert.equal(headers.cookie, undefined);
    assert.ok(!(url + body).includes("token"));
  }
});

test("a skeleton is fetched, healed and written", async () => {
  const result = await page.evaluate(async ({ address, bodyId, swc }) => {
    const client = new neuprint.Client({ server: address });
    const raw = await client.fetchSkeleton(BigInt(bodyId));
    const { skeleton, bridges, fragmentsBefore, fragmentsAfter } = raw.heal();
    const healedByClient = await client.fetchSkeleton(bodyId, { heal: true });
    return {
      nodes: raw.length,
      lengths: bridges.map(({ length }) => length),
      fragments: [fragmentsBefore, fragmentsAfter],
      parents: [...skeleton.parents],
      same: healedByClient.toSwc() === skeleton.toSwc(),
      written: neuprint.Skeleton.parse(swc).toSwc(),
    };
  }, { address: server.address, bodyId: String(BIG), swc: SWC });
  assert.deepEqual(result, {
    nodes: 5,
    lengths: [12, 5],
    fragments: [3, 1],
    parents: [-1, 0, 1, 2, 3],
    same: true,
    written: `${SWC}\n`,
  });
});

test("skeletons are healed in module workers, and an aborted one ends", async () => {
  const result = await page.evaluate(async (swc) => {
    const { NeuprintError, SkeletonWorker } = await import("/neuprint/skeleton-worker/browser.js");
    const worker = new SkeletonWorker({ threads: 2 });
    const healed = await Promise.all([1, 2, 3].map(() => worker.heal(swc)));
    const made = neuprint.Skeleton.fromColumns(healed[2].columns);
    const lines = Array.from({ length: 200_000 }, (_, at) => `${at + 1} 0 ${at % 977} ${at % 631} ${at % 373} 1 -1`).join("\n");
    const controller = new AbortController();
    const long = worker.heal(lines, { signal: controller.signal }).catch((error) => [error instanceof NeuprintError, error.code, error.cause.name]);
    controller.abort();
    const wrong = await worker.parse("1 0 zero").catch(({ code, details }) => [code, details.column]);
    const outcome = { fragments: healed.map(({ fragmentsAfter }) => fragmentsAfter), parents: [...made.parents], aborted: await long, wrong };
    worker.terminate();
    return outcome;
  }, SWC);
  assert.deepEqual(result, { fragments: [1, 1, 1], parents: [-1, 0, 1, 2, 3], aborted: [true, "aborted", "AbortError"], wrong: ["invalid-swc", 5] });
});

test("failures are NeuprintErrors with codes", async () => {
  const codes = await page.evaluate(async ({ address, closed }) => {
    const client = await neuprint.Client.connect({ server: address, retries: 0 });
    const code = (promise) => promise.then(() => "none", (error) => (error instanceof neuprint.NeuprintError && error instanceof Error ? error.code : String(error)));
    return {
      syntax: await code(client.fetchCustom("RETURN XX YY // SYNTAX")),
      unsafe: await code(client.fetchSkeleton(2 ** 53)),
      missing: await code(client.fetchSkeleton(1)),
      // The server is there, but does not let pages from elsewhere read its answers.
      blocked: await code(neuprint.Client.connect({ server: closed, retries: 0 })),
      nobody: await code(neuprint.Client.connect({ server: "http://127.0.0.1:1", retries: 0 })),
    };
  }, { address: server.address, closed: closed.address });
  assert.deepEqual(codes, {
    syntax: "cypher-syntax",
    unsafe: "invalid-argument",
    missing: "not-found",
    blocked: "cors-blocked",
    nobody: "network",
  });
});

test("a signal aborts the request on its way", async () => {
  const hanging = server.hanging();
  await page.evaluate((address) => {
    globalThis.controller = new AbortController();
    const client = new neuprint.Client({ server: address });
    const query = client.fetchCustom("RETURN HANG", { signal: controller.signal });
    globalThis.outcome = query.then(() => "none", (error) => [error.code, error.cause.name]);
  }, server.address);
  const { closed: connection } = await hanging;
  await page.evaluate(() => controller.abort());
  assert.deepEqual(await page.evaluate(() => globalThis.outcome), ["aborted", "AbortError"]);
  await connection;
});
