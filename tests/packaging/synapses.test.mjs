// Synapses, mitochondria, searches and places in JavaScript: how arguments are read, what is sent, what comes back.
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
const { Client, NeuprintError } = await import(pathToFileURL(join(project, "program.mjs")).href);

const META = `{"columns":["m"],"data":[[{"primaryRois":["a'L(R)"],"roiInfo":"{\\"a'L(R)\\":{},\\"MB\\":{}}",
  "voxelSize":[8,8,8],"voxelUnits":"nanometers","postHighAccuracyThreshold":0.5,
  "ntSynapseProperties":"{\\"ntGabaProb\\":\\"float\\",\\"ntGlutamateProb\\":\\"float\\"}"}]],"debug":""}`;
const BODIES = `{"columns":["bodyId"],"data":[[${BIG}],[8]],"debug":""}`;
const table = (columns, rows) => `{"columns":[${columns.map((name) => `"${name}"`)}],"data":[${rows}],"debug":""}`;
const numbered = (length, rows) => table(Array.from({ length }, (_, at) => at), rows);

/** A client whose server gives these answers to queries, and the queries it was asked. */
function answering(...answers) {
  const asked = [];
  const fetch = async (url, { body }) => {
    if (url.includes("/dbmeta/datasets")) return Response.json({ "test:v1": {} });
    asked.push((await new Response(body).json()).cypher);
    return new Response(answers.shift() ?? "{}", { headers: { "content-type": "application/json" } });
  };
  return { client: new Client({ server: "neuprint.example.org", retries: 0, fetch }), asked };
}

const refused = async (what, pattern) => {
  const error = await what.then(() => undefined, (thrown) => thrown);
  assert.ok(error instanceof NeuprintError, String(error));
  assert.equal(error.code, "invalid-argument");
  assert.match(error.message, pattern);
};

test("synapses have exact bodyIds, a row for every ROI, and neurotransmitters", async () => {
  const row = `[${BIG},"pre",1,2,3,0.9,{"a'L(R)":true,"MB":true,"ntGabaProb":0.25,"ntGlutamateProb":0.75,"compartment":"axon"}]`;
  const { client, asked } = answering(META, BODIES, numbered(7, row), numbered(7, ""));
  const heard = [];
  const found = await client.fetchSynapses(
    "KCa'b'",
    { primaryOnly: false, type: "pre", confidence: 0 },
    { nt: "max", batchSize: 1, onProgress: (done, total) => heard.push([done, total]) },
  );
  assert.deepEqual(found.columnNames, ["bodyId", "type", "roi", "x", "y", "z", "confidence", "compartment", "nt", "ntProb"]);
  assert.deepEqual(found.toObjects().map(({ bodyId, roi, nt, ntProb }) => [bodyId, roi, nt, ntProb]), [
    [BIG, "MB", "glutamate", 0.75],
    [BIG, "a'L(R)", "glutamate", 0.75],
  ]);
  assert.deepEqual(heard, [[1, 2], [2, 2]]);
  assert.match(asked[1], /n\.type = 'KCa\\'b\\''/);
  assert.ok(asked[2].includes(`WHERE n.bodyId IN [${BIG}] AND s.type = 'pre'\n`), asked[2]);
});

test("every query for synapses and mitochondria is there", async () => {
  const pairs = table(["bodyId_pre", "bodyId_post", "weight"], `[${BIG},8,3]`);
  const connection = `[${BIG},8,1,2,3,4,5,6,1,1,{},{}]`;
  const mitochondria = `[${BIG},8,1,2,3,4,5,6,1,1,{},{},"dark",7,8,9,10,11,null,null,null,null,null,null]`;
  for (const [ask, answers, column, value] of [
    [(c) => c.fetchMeanSynapses(BIG, null, { byRoi: false }), [META, BODIES, numbered(7, `[${BIG},"pre",3,1,2,3,1]`)], "count", 3n],
    [(c) => c.fetchMitochondria([BIG], { mitoType: "dark", size: 10 }), [META, BODIES, numbered(10, `[${BIG},"dark",1,2,3,4,5,6,7,{}]`)], "roi", null],
    [(c) => c.fetchSynapsesAndClosestMitochondria(BIG), [META, BODIES, numbered(16, `[${BIG},"pre",1,2,3,1,"dark",5,6,7,8,9,1,2,3,{}]`)], "distance", 5],
    [(c) => c.fetchSynapseConnections(BIG), [META, BODIES, pairs, numbered(12, connection)], "x_post", 4n],
    [(c) => c.fetchConnectionMitochondria(BIG), [META, BODIES, pairs, numbered(24, mitochondria)], "mitoType_pre", "dark"],
  ]) {
    const found = await ask(answering(...answers).client);
    assert.equal(found.toObjects()[0][column], value, column);
  }
});

test("searches and places become queries", async () => {
  const { client, asked } = answering(table(["bodyId"], `[${BIG}]`));
  const found = await client.findNeurons("/MBON.*/ | type:KC | 1734350788", { limit: 5 });
  assert.equal(found.row(0)[0], BIG);
  assert.ok(asked[0].includes("n.type = 'KC' OR n.bodyId = 1734350788"), asked[0]);

  const synapses = table(["bodyId", "type", "instance", "status", "synapseDistance", "synapses"], `[${BIG},"a",null,null,80,2]`);
  const somata = table(["bodyId", "type", "instance", "status", "somaDistance"], "");
  for (const place of [[800, 1600, 2400], { x: 800, y: 1600, z: 2400 }, Float64Array.of(800, 1600, 2400)]) {
    const near = answering(META, synapses, somata);
    const bodies = await near.client.fetchBodiesNear(place, { unit: "nm", radius: 400, synapses: { confidence: 0.8 } });
    assert.equal(bodies.toObjects()[0].synapseDistance, 80);
    assert.ok(near.asked[1].includes("point({x: 100.0, y: 200.0, z: 300.0})") && near.asked[1].includes("s.confidence > 0.8"), near.asked[1]);
  }
  const box = answering(META, synapses, somata);
  await box.client.fetchBodiesNear({ min: [0, 0, 0], max: { x: 2, y: 4, z: 6 } });
  assert.ok(box.asked[1].includes("point({x: 1.0, y: 2.0, z: 3.0})"), box.asked[1]);
});

test("mistakes are named before anything is sent", async () => {
  const { client, asked } = answering();
  await refused(client.fetchSynapses(1, { type: "both" }), /`type` cannot be "both"/);
  await refused(client.fetchSynapses(1, { confidence: 1.5 }), /`confidence` cannot be 1\.5/);
  await refused(client.fetchSynapses(1, { roi: "EB" }), /did you mean `rois`/);
  await refused(client.fetchSynapses(1, "pre"), /`synapses` must be an object/);
  await refused(client.fetchSynapses(1, null, { nt: "some" }), /`nt` must be/);
  await refused(client.fetchMitochondria(1, { mitoType: "grey" }), /`mitoType` cannot be "grey"/);
  await refused(client.fetchSynapseConnections(), /`?sources|all connections/);
  await refused(client.findNeurons("KC | where: true) RETURN n"), /^character 17 of the search/);
  await refused(client.fetchBodiesNear([1, 2]), /`place` must be a position/);
  await refused(client.fetchBodiesNear([1, 2, 3], { unit: "mile" }), /`unit` cannot be "mile"/);
  assert.deepEqual(asked, []);
});
