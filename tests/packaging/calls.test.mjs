// The calls of neuprint-python that were recorded over a real server, made by the package over `neuprint serve` of the same
// graph: the same tables cell by cell, the same refusals, and a reason for whatever ends otherwise.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { NAMES, OTHERWISE, make } from "./support/calls.mjs";
import { assertSame } from "./support/compare.mjs";
import { read } from "./support/expected.mjs";
import { serveRecordedGraph } from "./support/local-server.mjs";
import { data, missing as skip } from "./support/replay.mjs";
import { install } from "./support/tarball.mjs";

const { project, remove } = install();
writeFileSync(join(project, "program.mjs"), 'export * from "neuprint";\n');
const neuprint = await import(pathToFileURL(join(project, "program.mjs")).href);
let server, client;

before(async () => {
  if (skip) return;
  server = await serveRecordedGraph(data, "hemibrain:v1.2.1");
  // The token that was sent when the calls were recorded.
  client = await neuprint.Client.connect({ server: server.address, token: "user-token" });
});
after(() => {
  client?.close();
  server?.close();
  remove();
});

/** What a refusal of Python may be here. */
function codes({ type, message }) {
  if (type !== "HTTPError") return ["invalid-argument"];
  if (message.includes("(404)")) return ["dataset-not-found"];
  return message.includes("SyntaxError") ? ["cypher-syntax"] : ["not-found"];
}

/** What comes of a call: `agrees`, or the reason why it ends otherwise, which has to be true. */
async function judged(call) {
  const reason = OTHERWISE.find((reason) => reason.call === call.call && (reason.with === undefined || reason.with === call.error?.type));
  const { value, error } = await make(call, client, neuprint);
  const title = `${call.call} ${JSON.stringify(call.args)} ${JSON.stringify(call.kwargs)}`;
  if (reason?.with) {
    assert.equal(error?.code ?? value.rows.length, reason.ours, title);
    return reason;
  }
  if (call.error) {
    assert.ok(codes(call.error).includes(error?.code), `${title}: ${error}`);
    return undefined;
  }
  assert.equal(error, undefined, `${title}: ${error}`);
  if (reason) {
    assert.throws(() => assertSame(call.call, call.result, value), assert.AssertionError, `${title}: it differs no longer`);
    return reason;
  }
  assertSame(call.call, call.result, value);
  return undefined;
}

test("recorded calls of neuprint-python have the same results here", { skip }, async () => {
  const lines = gunzipSync(readFileSync(join(data, "neo4j-answers/neuprint-python.jsonl.gz"))).toString().trimEnd().split("\n");
  const calls = lines.map(read);
  const used = new Map(OTHERWISE.map((reason) => [reason, 0]));
  const wrong = [];
  for (const call of calls) {
    try {
      const reason = await judged(call);
      if (reason) used.set(reason, used.get(reason) + 1);
    } catch (error) {
      wrong.push(`${call.call} ${JSON.stringify(call.args)} ${JSON.stringify(call.kwargs)}\n  ${String(error?.stack ?? error).slice(0, 1500)}`);
    }
  }
  const otherwise = [...used.values()].reduce((a, b) => a + b, 0);
  console.log(`# ${calls.length} calls: ${calls.length - wrong.length - otherwise} agree, ${otherwise} end otherwise`);
  for (const [{ call, differs, fails }, count] of used) console.log(`# ${String(count).padStart(4)} ${call}: ${differs ?? fails}`);
  assert.deepEqual(wrong, []);
  for (const [{ call }, count] of used) assert.ok(count > 0, `no call of ${call} ends otherwise`);
  assert.deepEqual(new Set(calls.map(({ call }) => call)), new Set(NAMES.keys()));
  assert.ok(calls.length >= 70, `${calls.length} calls`);
});
