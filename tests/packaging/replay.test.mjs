// The package against recorded answers of neuPrintHTTP 1.9.2, given back byte for byte, in Node and in Chromium: every value
// exactly, every refusal as its typed error, and what the server loses in Arrow streams as warnings.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { ask, nameOf } from "./support/asking.mjs";
import { launch } from "./support/chromium.mjs";
import { codeOf, read, valueOf } from "./support/expected.mjs";
import { TOKENS, authorizationOf, bytesOf, datasetOf, missing as skip, readRecords, replayingServer } from "./support/replay.mjs";
import { serve } from "./support/site.mjs";
import { install } from "./support/tarball.mjs";

const records = skip ? [] : readRecords();
const isSkeleton = ({ path }) => path.startsWith("/api/skeletons/");

/** Recorded requests that are not asked, and why. */
const NOT_ASKED = [
  ["neuPrintExplorer's own questions: the client asks them in Cypher", ({ path, status }) => path.startsWith("/api/npexplorer/") && status === 200],
  ["of this answer only length and hash were recorded, so it cannot be given back", (record) => nameOf(record) && !bytesOf(record)],
  ["skeletons in JSON are not read", (record) => isSkeleton(record) && record.status === 200 && !record.path.endsWith("format=swc")],
  ["where another program's pages are", ({ path }) => path === "/api/vimoserver"],
  ["a browser signs in there, not a client", ({ path }) => path.startsWith("/login")],
];

/** Recorded requests that the client words otherwise, and why: they are given the recorded answer all the same. */
const ASKED_OTHERWISE = [
  ["queries go by POST, as JSON that names query and dataset", ({ method, path, body }) => path.startsWith("/api/custom/custom") && (method !== "POST" || typeof body?.cypher !== "string" || typeof body.dataset !== "string")],
  ["no version of the data model is asked for", ({ body }) => body?.version !== undefined],
  ["the token goes into the header, as a bearer's", ({ name, path, credential }) => path.includes("dsg_token") || name.includes("Basic") || credential === ""],
  ["bodyIds are numbers, in digits without zeros before them", (record) => isSkeleton(record) && !/\/[1-9]\d*(\?.*)?$/.test(record.path)],
  ["skeletons are asked for as SWC", (record) => isSkeleton(record) && !record.path.endsWith("format=swc")],
  ["names in paths are escaped as Go does it", ({ path }) => /^\/api\/(skeletons|roimeshes)\/.*([()]|%3A)/.test(path)],
  ["the dataset is always named", ({ path }) => /^\/(dataset-access|api\/cached\/\w+)$/.test(path)],
  ["hidden datasets are asked for only if one of them is wanted", ({ path }) => path.endsWith("?hidden=true")],
  ["a transaction has a number", ({ path }) => path.includes("/transaction/nope/")],
  ["no version of the API is asked for", ({ path }) => path.startsWith("/api/v1/dbmeta/")],
  ["there is no such call; whatever is asked, the answer means the same", (record) => nameOf(record) === "any call"],
];

/** What is lost in Arrow streams, or may be: column, kind, rows. Of others nothing is told. */
const LOSSES = {
  "arrow: whole float first": [["x", "fractions-cut", 2]],
  "arrow: integers": [["x", "fractions-cut", 3]],
  "arrow: null first": [["x", "values-as-text", 1]],
  "arrow: booleans": [["b", "values-dropped", 1]],
  "arrow: map": [["m", "values-as-text", 1]],
  "arrow: node": [["n", "values-as-text", 1]],
  "arrow: mixed": [["x", "fractions-cut", 1], ["x", "values-dropped", 2]],
  "arrow: table": [["b", "fractions-cut", 15], ["pre", "fractions-cut", 15], ["r", "values-as-text", 11]],
  "arrow: big ids": [["b", "fractions-cut", 20], ["p", "fractions-cut", 20]],
  "arrow asking JSON": [["x", "fractions-cut", 1]],
};

const { project, folder, remove } = install();
writeFileSync(join(project, "program.mjs"), 'export * from "neuprint";\n');
const neuprint = await import(pathToFileURL(join(project, "program.mjs")).href);
let server;

before(async () => {
  if (!skip) server = await replayingServer(records);
});
after(async () => {
  await server?.close();
  remove();
});

/** What of a record its call needs. */
const request = ({ method, path, body, status, sha256 }) => ({ method, path, body, status, sha256 });
const title = (record) => `${record.name}: ${record.method} ${record.path} as ${JSON.stringify(record.credential)}`;

/** Whether a request that came is the recorded one. */
function isRecorded(sent, record) {
  const { method, path, body } = record;
  const same = typeof body === "object" && body !== null ? () => isDeepStrictEqual(JSON.parse(sent.body), body) : () => sent.body === (body ?? "");
  return sent.method === method && sent.path === path && sent.authorization === authorizationOf(record) && same();
}

/** Tables are compared as what they hold. */
const held = (value) => JSON.parse(JSON.stringify(value ?? null), (key, entry) => (key === "table" && typeof entry === "string" ? read(entry) : entry));

function assertAnswered(record, { value, warnings, error }) {
  const name = nameOf(record);
  const code = codeOf(record);
  assert.equal(error?.code, code, `${title(record)}: ${error?.message}`);
  if (!error) {
    const expected = record.status === 500 ? { table: { columns: ["b"], data: [] } } : valueOf(name, record);
    const found = held(value);
    // Of short files the hash was not recorded, of long ones not the text.
    if (expected?.text !== undefined) delete found.length, delete found.sha256;
    assert.deepEqual(found, expected, title(record));
    assert.deepEqual(warnings.map(({ column, loss, rows }) => [column, loss, rows]), LOSSES[record.name] ?? [], title(record));
    for (const { column, message } of warnings) assert.ok(message.startsWith(`\`${column}\`: `), message);
    return;
  }
  if (code === "invalid-swc") return assert.equal(error.details.line, 1, title(record));
  const refusal = JSON.parse(record.answer);
  if (code === "terms-of-service-required") {
    assert.deepEqual([error.details.tosUrl, error.details.dataset], [refusal.tos_url, refusal.dataset]);
    assert.ok(error.message.includes(refusal.tos_url), error.message);
  } else if (code === "dataset-not-found") assert.ok(Array.isArray(error.details.available), title(record));
  else if (code === "cypher-syntax") assert.ok(refusal.error.includes(error.details.neo4jCode), title(record));
  else if (code !== "unsupported") assert.ok(error.message.includes(refusal.error ?? refusal.message), `${title(record)}: ${error.message}`);
}

/** Asks for every record, with `ask` as it is in the environment `who`, and prints what came of it. */
async function replay(who, ask) {
  const used = new Map([...NOT_ASKED, ...ASKED_OTHERWISE].map(([reason]) => [reason, 0]));
  const reasonOf = (list, record) => list.find(([, holds]) => holds(record))?.[0];
  let [exactly, refusals] = [0, 0];
  for (const [number, record] of records.entries()) {
    const notAsked = reasonOf(NOT_ASKED, record);
    assert.equal(notAsked === undefined, nameOf(record) !== undefined && bytesOf(record) !== undefined, title(record));
    const otherwise = notAsked ?? reasonOf(ASKED_OTHERWISE, record);
    if (otherwise) used.set(otherwise, used.get(otherwise) + 1);
    if (notAsked) continue;
    assertAnswered(record, await ask(`${server.address}/${who}/${number}`, request(record), datasetOf(record), TOKENS[record.credential] ?? null));
    const isExact = server.asked(who, number).some((sent) => isRecorded(sent, record));
    assert.equal(isExact, otherwise === undefined, `${title(record)}: ${JSON.stringify(server.asked(who, number))}`);
    exactly += isExact;
    refusals += record.status >= 400;
  }
  const sum = (list) => list.reduce((sum, [reason]) => sum + used.get(reason), 0);
  console.log(`# ${who}: ${records.length} records, ${exactly} asked as recorded, ${sum(ASKED_OTHERWISE)} asked otherwise, ${sum(NOT_ASKED)} not asked; ${refusals} refusals`);
  for (const [reason, count] of used) {
    console.log(`# ${String(count).padStart(4)} ${reason}`);
    assert.ok(count > 0, `no record needs the reason: ${reason}`);
  }
  assert.equal(refusals, records.filter(({ status }) => status >= 400).length, "every refusal is heard");
  assert.equal(exactly + sum(ASKED_OTHERWISE) + sum(NOT_ASKED), records.length);
  assert.ok(records.length >= 126, `${records.length} records`);
}

test("every recorded answer is understood, in Node", { skip }, () => replay("node", (...asked) => ask(neuprint, ...asked)));

test("every recorded answer is understood, in Chromium", { skip }, async () => {
  const page = `<!doctype html><meta charset="utf-8"><title>neuprint</title>
    <script type="importmap">{ "imports": { "neuprint": "/neuprint/browser.js" } }</script>
    <script type="module">
      import * as neuprint from "neuprint";
      import { ask } from "/support/asking.mjs";
      globalThis.ask = (...asked) => ask(neuprint, ...asked);
    </script>`;
  const support = fileURLToPath(new URL("./support", import.meta.url));
  const place = (path) => (path.startsWith("/support/") ? join(support, path.slice("/support/".length)) : join(folder, path.replace(/^[\\/]neuprint/, "")));
  const site = await serve(place, page);
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    await tab.goto(site.address);
    await tab.waitForFunction(() => globalThis.ask);
    await replay("chromium", (...asked) => tab.evaluate((asked) => globalThis.ask(...asked), asked));
  } finally {
    await browser.close();
    site.close();
  }
});

test("who does not listen to warnings finds them on the console", { skip }, async (context) => {
  const warn = context.mock.method(console, "warn", () => {});
  const asked = async (name) => {
    const number = records.findIndex((record) => record.name === name);
    const client = await neuprint.Client.connect({ server: `${server.address}/quiet/${number}`, dataset: datasetOf(records[number]), retries: 0 });
    (await client.fetchCustom(records[number].body.cypher, { useArrow: true })).free();
    await assert.rejects(client.fetchCustom("RETURN 1", { useArrow: true, onWarning: "loud" }), { code: "invalid-argument" });
    client.close();
  };
  await asked("arrow: strings");
  assert.equal(warn.mock.callCount(), 0);
  await asked("arrow: mixed");
  assert.equal(warn.mock.callCount(), 1);
  assert.match(warn.mock.calls[0].arguments[0], /may not be exact.*\n {2}`x`: 1 row may have had fractions.*\n {2}`x`: 2 rows may have had a value of another kind/);
});
