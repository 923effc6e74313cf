// Pasted body IDs, neuroglancer links, and what neuprint-python's functions make of tables, through JavaScript. What the
// functions give is checked against neuprint-python in the core's own tests; here, that they are bound to the right ends.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { BIG } from "./support/fake-server.mjs";
import { install } from "./support/tarball.mjs";

const { project, remove } = install();
after(remove);
writeFileSync(join(project, "program.mjs"), 'export * from "neuprint";\n');
const neuprint = await import(pathToFileURL(join(project, "program.mjs")).href);
const { Client, NeuprintError, Table } = neuprint;

function tableOf(columns, rows) {
  const fetch = async (url) =>
    url.includes("/dbmeta/datasets")
      ? Response.json({ "test:v1": { "last-mod": "", uuid: "", ROIs: [], superLevelROIs: [], info: "", hidden: false, logo: "", description: "" } })
      : new Response(`{"columns":${JSON.stringify(columns)},"data":[${rows}]}`, { headers: { "content-type": "application/json" } });
  return new Client({ server: "neuprint.example.org", retries: 0, fetch }).fetchCustom("RETURN 1");
}

const refused = (what) => assert.throws(what, (error) => error instanceof NeuprintError && error.code === "invalid-argument");

test("body IDs are read in any form, and damaged digits are refused with the reason", () => {
  const { bodies, doubtful, refused: words } = neuprint.parseBodyIds(`bodyId\n['${BIG}', 7n], 720575940628857000 7.20576E+17 KCg`);
  assert.deepEqual(bodies, [BIG, 7n, 720575940628857000n]);
  assert.deepEqual(doubtful, [720575940628857000n]);
  assert.deepEqual(words.map(({ text, reason }) => [text, reason]), [["7.20576E+17", "rounded"], ["KCg", "not-a-number"]]);
  assert.match(words[0].message, /`7.20576E\+17` has lost digits in a spreadsheet/);
  refused(() => neuprint.parseBodyIds(7));
});

test("a neuroglancer link holds the neurons as text, and gives them back", () => {
  const layers = { layers: [{ type: "segmentation", name: "cns", source: "precomputed://gs://a/b" }] };
  const link = neuprint.neuroglancerLink([BIG, "7"], { layers, colors: { 7: "#ff0080" }, position: [1, 2.5, 3], voxelSize: [8, 8, 8] });
  const state = JSON.parse(decodeURIComponent(link.split("#!")[1]));
  assert.deepEqual(state.layers[0].segments, [`${BIG}`, "7"]);
  assert.deepEqual(state.dimensions.x[1], "m");
  assert.ok(Math.abs(state.dimensions.x[0] - 8e-9) < 1e-20);
  assert.deepEqual(neuprint.parseNeuroglancerLink(link), { bodies: [BIG, 7n], colors: { 7: "#ff0080" }, layer: "cns", position: [1, 2.5, 3] });
  assert.deepEqual(neuprint.parseNeuroglancerLink("https://x.org/#!{}"), { bodies: [], colors: {} });
  const meta = [{ name: "segmentation", dataType: "segmentation", source: "precomputed://gs://a/b" }];
  assert.deepEqual(neuprint.parseNeuroglancerLink(neuprint.neuroglancerLink(new Set([5n]), { layers: meta })).bodies, [5n]);
  refused(() => neuprint.neuroglancerLink([1n], { layers: [] }));
  refused(() => neuprint.neuroglancerLink([1n], {}));
  refused(() => neuprint.neuroglancerLink(1n, { layers }));
  refused(() => neuprint.neuroglancerLink([1n], { layers, position: [1, 2] }));
  refused(() => neuprint.neuroglancerLink([1n], { layers, colors: { 1: "red" } }));
  refused(() => neuprint.parseNeuroglancerLink("https://x.org/#!gs://bucket/state"));
});

test("properties are merged, and connections become a matrix", async () => {
  const neurons = await tableOf(["bodyId", "type"], `[${BIG},"A"],[2,"B"]`);
  const connections = await tableOf(["bodyId_pre", "bodyId_post", "weight"], `[2,2,9],[${BIG},2,5],[${BIG},2,1],[2,${BIG},4]`);
  // A part of a table is used as it is shown.
  const merged = neuprint.mergeNeuronProperties(neurons, connections.slice(1), ["type"]);
  assert.ok(merged instanceof Table);
  assert.deepEqual(merged.row(0), [BIG, 2n, 5n, "A", "B"]);
  assert.equal(merged.length, 3);
  const byBody = neuprint.connectionTableToMatrix(merged);
  assert.deepEqual(byBody, { rows: [BIG, 2n], columns: [2n, BIG], weights: Float64Array.of(6, 0, 0, 4) });
  const byType = neuprint.connectionTableToMatrix(merged, { groupBy: ["type_pre", "type_post"], makeSquare: true });
  assert.deepEqual(byType, { rows: ["A", "B"], columns: ["A", "B"], weights: Float64Array.of(0, 6, 4, 0) });
  const sorted = neuprint.connectionTableToMatrix(merged, { groupBy: "bodyId", sortBy: "type", weight: "weight" });
  assert.deepEqual([sorted.rows, sorted.columns], [[BIG, 2n], [BIG, 2n]]);
  refused(() => neuprint.mergeNeuronProperties(neurons, connections));
  refused(() => neuprint.connectionTableToMatrix(merged, { groupBy: ["one"] }));
  refused(() => neuprint.connectionTableToMatrix(merged, { weight: "none" }));
});

test("synapse counts are pivoted, summed over sides, and tell sides", async () => {
  const syndist = await tableOf(["bodyId", "roi", "pre", "post"], `[${BIG},"LO(L)",1,200],[${BIG},"LO(R)",2,20],[3,"EB",4,40]`);
  const matrix = neuprint.syndistMatrix(syndist, { rois: ["EB", "LO(L)"], synColumns: ["post"] });
  assert.deepEqual(matrix.toObjects(), [{ bodyId: 3n, "EB-post": 40n, "LO(L)-post": 0n }, { bodyId: BIG, "EB-post": 0n, "LO(L)-post": 200n }]);
  const both = neuprint.bilateralSyndist(syndist, { bodies: [BIG] });
  assert.deepEqual(both.toObjects(), [{ bodyId: BIG, roi: "LO(LR)", pre: 3n, post: 220n }]);
  const neurons = await tableOf(["bodyId", "instance", "group", "somaSide"], `[${BIG},null,1,null]`);
  const [row] = neuprint.assignSidesInGroups(neurons, syndist);
  assert.deepEqual(row, { bodyId: BIG, instanceSide: null, preSide: null, postSide: "L", consensusSide: "L", consensusSideMethod: "postSide" });
  const [strict] = neuprint.assignSidesInGroups(neurons, syndist, { minBias: 0.95, primaryRois: ["LO(L)", "LO(R)"] });
  assert.equal(strict.consensusSide, null);
  refused(() => neuprint.syndistMatrix(neurons));
  refused(() => neuprint.assignSidesInGroups(neurons, syndist, { minPre: -1 }));
});
