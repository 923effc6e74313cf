// Every member of neuprint-python's client and every query of it that another file here does not try, by name: what is
// asked of a real HTTP server, and what comes back.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { BIG, SWC } from "./support/fake-server.mjs";
import { install } from "./support/tarball.mjs";

const { project, remove } = install();
writeFileSync(join(project, "program.mjs"), 'export * from "neuprint";\n');
const neuprint = await import(pathToFileURL(join(project, "program.mjs")).href);
const { Client, IsNull, NeuprintError, NotNull } = neuprint;

const table = (columns, ...rows) => `{"columns":${JSON.stringify(columns)},"data":[${rows}],"debug":""}`;
const META = table(["m"], `[{"primaryRois":["a'L(R)","LH(R)"],"roiInfo":"{\\"a'L(R)\\":{},\\"LH(R)\\":{},\\"MB\\":{}}",
  "roiHierarchy":"{\\"name\\":\\"brain\\",\\"children\\":[{\\"name\\":\\"MB\\",\\"children\\":[{\\"name\\":\\"a'L(R)\\"}]},{\\"name\\":\\"LH(R)\\"}]}",
  "neuronProperties":"{\\"bodyId\\":1,\\"type\\":1,\\"pre\\":1,\\"post\\":1}","ntSynapseProperties":"{\\"ntGabaProb\\":1}",
  "voxelSize":[8,8,8],"voxelUnits":"nanometers"}]`);

/** What the server answers: by method and path, or, for queries, by what the Cypher holds. */
const ROUTES = {
  "GET /api/dbmeta/datasets": `{"test:v1":{"last-mod":"x","uuid":"u","ROIs":[],"superLevelROIs":[]}}`,
  "GET /api/dbmeta/datasets?hidden=true": `{"test:v1":{}}`,
  "GET /api/available": `[{"method":"GET","path":"/api/version","name":"getVersion"}]`,
  "GET /api/help/swagger.yaml": "swagger: '2.0'\n",
  "GET /api/version": `{"Version":"1.7.10"}`,
  "GET /api/serverinfo": `{"IsPublic":true,"Version":"1.7.10"}`,
  "GET /api/dbmeta/database": `{"Location":"bolt://db","Description":"neuPrint-bolt"}`,
  "GET /api/dbmeta/instances": `{"kv":[{"instance":"testkv","datasets":["test:v1"]}]}`,
  "GET /api/dbmeta/version": `{"Version":"1.0.6"}`,
  "GET /profile": `{"ImageURL":"i","Email":"e@example.org","AuthLevel":"readonly"}`,
  "GET /token": `{"token":"the-user's-own"}`,
  "GET /dataset-access?dataset=test:v1": `{"access":true,"dataset":"test:v1","level":"readonly","service":"s","tos_required":false}`,
  "GET /api/cached/roicompleteness?dataset=test:v1": table(["roi", "roipre", "roipost", "totalpre", "totalpost"], `["a'L(R)",1,2,3,4]`),
  "GET /api/cached/roiconnectivity?dataset=test:v1": `{"roi_names":["a","b"],"weights":{"a=>b":{"count":2,"weight":0.5}}}`,
  "GET /api/cached/dailytype?dataset=test:v1": `{"info":{"typename":"KCg","numtype":2,"numpre":3,"numpost":4,"bodyid":"${BIG}"},
    "connectivity":${table(["bodyId"], `[${BIG}]`)},"skeleton":null}`,
  "GET /api/raw/keyvalue/key/testkv/a%2Fb": "\u0000value",
  "POST /api/raw/keyvalue/key/testkv/a%2Fb": "",
  "POST /api/raw/cypher/transaction": `{"transaction_id":7}`,
  "POST /api/raw/cypher/transaction/7/cypher": table(["x"], "[1]"),
  "POST /api/raw/cypher/transaction/7/commit": `{"msg":"committed"}`,
  "POST /api/raw/cypher/transaction/7/kill": `{"msg":"killed"}`,
  [`GET /api/skeletons/skeleton/test:v1/${BIG}?format=swc`]: SWC,
  "GET /api/skeletons/skeleton/test:v1/8?format=swc": "1 0 0 0 0 1 -1\n2 0 3 4 0 1 1\n",
  "GET /api/roimeshes/mesh/test:v1/a'L(R)": "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n",
};
const QUERIES = [
  ["MATCH (m:Meta)", META],
  ["runTimeboxed", table(["path", "weights"], `[[[${BIG},"a"],[8,"b"]],[5]]`, "[null,null]")],
  ["count(n)", table(["count"], "[2]")],
  ["total_weight", table(["bodyId", "total_weight", "traced_weight"], `[${BIG},10,4]`)],
  ["e.roiInfo AS conn_roiInfo", table(["bodyId_pre", "bodyId_post", "weight", "conn_roiInfo"], `[${BIG},8,5,"{\\"a'L(R)\\":{\\"pre\\":4,\\"post\\":5}}"]`)],
  ["AS bodyId_pre", table(["bodyId_pre", "bodyId_post", "weight", "roiInfo"], `[${BIG},8,5,"{\\"a'L(R)\\":{\\"pre\\":4,\\"post\\":3}}"]`)],
  ["n.status AS status, n.statusLabel", table(["bodyId", "status", "statusLabel"], `[8,"Orphan",null]`)],
  ["n.roiInfo AS roiInfo", table(["bodyId", "type", "pre", "post", "roiInfo"], `[${BIG},"KCg",3,4,"{\\"a'L(R)\\":{\\"pre\\":3,\\"post\\":2}}"]`)],
  ["RETURN n\n", table(["n"], `[{"bodyId":${BIG},"pre":1,"roiInfo":"{}","a'L(R)":true}]`)],
  ["RETURN n.bodyId AS bodyId\nORDER", table(["bodyId"], `[${BIG}]`)],
  ["RETURN n.bodyId AS bodyId, n.type AS type", table(["bodyId", "type", "instance"], `[${BIG},"KCg","KCg_R"]`, `[8,"MBON","M"]`)],
];

const asked = [];
let server, address, client;

before(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    asked.push({ route: `${request.method} ${request.url}`, body, authorization: request.headers.authorization });
    if (request.url === "/api/custom/custom") {
      const { cypher } = JSON.parse(body);
      const answer = QUERIES.find(([part]) => cypher.includes(part))?.[1];
      if (!answer) response.statusCode = 400;
      return response.setHeader("content-type", "application/json").end(answer ?? `{"error":"no answer for ${cypher}"}`);
    }
    const answer = ROUTES[`${request.method} ${request.url}`] ?? ROUTES[`${request.method} ${decodeURIComponent(request.url)}`];
    if (answer === undefined) response.statusCode = 400;
    response.end(answer ?? `{"error":"Key not found"}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${server.address().port}`;
});

beforeEach(async () => {
  client?.close();
  client = await Client.connect({ server: address, token: "secret", retries: 0 });
  asked.length = 0;
});

after(() => {
  server.closeAllConnections();
  server.close();
  remove();
});

const refused = async (code, what) => {
  const error = await Promise.resolve().then(what).then(() => undefined, (thrown) => thrown);
  assert.ok(error instanceof NeuprintError, String(error));
  assert.equal(error.code, code, error.message);
  return error;
};

test("fetchAvailable, fetchHelp, arrowEndpoint, fetchDatabase, fetchInstances, fetchDbVersion", async () => {
  assert.deepEqual(await client.fetchAvailable(), [{ method: "GET", path: "/api/version", name: "getVersion" }]);
  assert.equal(await client.fetchHelp(), "swagger: '2.0'\n");
  assert.equal(await client.arrowEndpoint(), true);
  assert.equal(await client.fetchVersion(), "1.7.10");
  assert.equal(asked.filter(({ route }) => route === "GET /api/version").length, 1, "the version is asked for once");
  assert.deepEqual(await client.fetchDatabase(), { location: "bolt://db", description: "neuPrint-bolt" });
  assert.deepEqual(await client.fetchInstances(), { kv: [{ instance: "testkv", datasets: ["test:v1"] }] });
  assert.equal(await client.fetchDbVersion(), "1.0.6");
  assert.deepEqual(await client.fetchServerInfo(), { isPublic: true, version: "1.7.10" });
});

test("fetchCustom as plain data keeps integers exact", async () => {
  const { columns, data } = await client.fetchCustom("MATCH (n) RETURN n.bodyId AS bodyId, n.type AS type", { format: "json" });
  assert.deepEqual([columns, data], [["bodyId", "type", "instance"], [[BIG, "KCg", "KCg_R"], [8, "MBON", "M"]]]);
  await refused("invalid-argument", () => client.fetchCustom("RETURN 1", { format: "arrow" }));
});

test("fetchProfile, fetchToken, fetchDatasetAccess", async () => {
  assert.deepEqual(await client.fetchProfile(), { email: "e@example.org", authLevel: "readonly", imageUrl: "i" });
  assert.equal(await client.fetchToken(), "the-user's-own");
  const { access, tosRequired, tosUrl } = await client.fetchDatasetAccess();
  assert.deepEqual([access, tosRequired, tosUrl], [true, false, undefined]);
  assert.ok(asked.every(({ authorization }) => authorization === "Bearer secret"));
});

test("fetchDatasets is kept for all clients of a server and token until reloadCache", async () => {
  const lists = () => asked.filter(({ route }) => route === "GET /api/dbmeta/datasets").length;
  assert.deepEqual(Object.keys(await client.fetchDatasets()), ["test:v1"]);
  (await Client.connect({ server: address, token: "secret" })).close();
  assert.equal(lists(), 0);
  await client.fetchDatasets({ reloadCache: true });
  assert.equal(lists(), 1);
  (await Client.connect({ server: address, token: "another" })).close();
  assert.equal(lists(), 2);
  const { details } = await refused("dataset-not-found", () => Client.connect({ server: address, token: "secret", dataset: "test:v2" }));
  assert.deepEqual(details.available, ["test:v1"]);
  assert.ok(lists() > 2, "an unknown dataset is looked for once more");
});

test("fetchRoiCompleteness, fetchRoiConnectivity, fetchDailyType", async () => {
  const [row] = (await client.fetchRoiCompleteness()).toObjects({ bigint: "number-if-safe" });
  assert.deepEqual(row, { roi: "a'L(R)", roipre: 1, roipost: 2, totalpre: 3, totalpost: 4 });
  assert.deepEqual(await client.fetchRoiConnectivity(), { roiNames: ["a", "b"], weights: { "a=>b": { count: 2, weight: 0.5 } } });
  const { info, connectivity, skeleton } = await client.fetchDailyType();
  assert.deepEqual(info, { typename: "KCg", numtype: 2, numpre: 3, numpost: 4, bodyId: BIG });
  assert.deepEqual([connectivity.row(0)[0], skeleton], [BIG, undefined]);
});

test("fetchRawKeyvalue, postRawKeyvalue", async () => {
  assert.deepEqual([...(await client.fetchRawKeyvalue("testkv", "a/b"))], [...Buffer.from("\u0000value")]);
  await client.postRawKeyvalue("testkv", "a/b", new Uint8Array([118]));
  assert.equal(asked.at(-1).body, "v");
  const { message } = await refused("not-found", () => client.fetchRawKeyvalue("testkv", "none"));
  assert.match(message, /`none`/);
  await refused("invalid-argument", () => client.postRawKeyvalue("testkv", "a/b", "text"));
});

test("beginTransaction, query, commit, kill", async () => {
  const transaction = await client.beginTransaction();
  assert.equal((await transaction.query("MATCH (n) SET n.x = 1 RETURN 1 AS x")).row(0)[0], 1n);
  await transaction.commit();
  await refused("invalid-argument", () => transaction.query("RETURN 1"));
  await transaction.kill();
  await (await client.beginTransaction()).kill();
  assert.deepEqual(asked.map(({ route }) => route.split("/").slice(-2).join("/")), [
    "cypher/transaction", "7/cypher", "7/commit", "cypher/transaction", "7/kill",
  ]);
});

test("fetchMeta, fetchAllRois, fetchPrimaryRois, fetchRoiHierarchy, fetchNeuronKeys, fetchSynapseNtKeys", async () => {
  assert.deepEqual(await client.fetchAllRois(), ["LH(R)", "MB", "a'L(R)"]);
  assert.deepEqual(await client.fetchPrimaryRois(), ["LH(R)", "a'L(R)"]);
  const { name, children } = await client.fetchRoiHierarchy();
  assert.deepEqual([name, children.map(({ name }) => name), children[1].children[0].isPrimary], ["brain", ["LH(R)", "MB"], true]);
  const text = await client.fetchRoiHierarchy({ format: "text" });
  assert.equal(text, "brain\n +-- LH(R)*\n +-- MB\n     +-- a'L(R)*\n");
  assert.deepEqual(await client.fetchNeuronKeys(), ["bodyId", "type", "pre", "post"]);
  assert.deepEqual(await client.fetchSynapseNtKeys(), ["ntGabaProb"]);
  assert.equal(asked.length, 1, "Meta is asked for once");
});

test("fetchRoiMesh as OBJ", async () => {
  assert.match(Buffer.from(await client.fetchRoiMesh("a'L(R)", { format: "obj" })).toString(), /^v 0 0 0\n/);
  assert.equal((await client.fetchRoiMesh("a'L(R)")).faces.length, 3);
});

test("fetchSkeleton in every form", async () => {
  const nodes = await client.fetchSkeleton(BIG, { heal: { maxDistance: 0.04, unit: "um" }, format: "table", withDistances: true });
  assert.deepEqual(nodes.columnNames, ["rowId", "x", "y", "z", "radius", "link", "distance"]);
  // 40 nm are 5 voxels: one of two gaps is bridged.
  assert.deepEqual([...nodes.column("link").values], [-1n, 1n, 2n, 3n, -1n]);
  assert.deepEqual([...nodes.column("distance").values].map((length) => length.toFixed(3)), ["Infinity", "10.000", "5.000", "6.000", "Infinity"]);
  const swc = await client.fetchSkeleton(BIG, { heal: true, format: "swc", withDistances: true });
  assert.match(swc, /^# two gaps\n1 0 0 0 0 1 -1\n/);
  const { nodes: points, edges } = await client.fetchSkeleton(BIG, { format: "graph", withDistances: true });
  assert.deepEqual([points.length, edges.columnNames, edges.length], [5, ["rowId", "link", "distance"], 2]);
  await refused("invalid-argument", () => client.fetchSkeleton(BIG, { format: "nx" }));
});

test("fetchSkeletons keeps the order, and skips or reports who has none", async () => {
  const heard = [];
  const found = await client.fetchSkeletons([8, 9, BIG], { missing: "skip", onProgress: (...how) => heard.push(how) });
  assert.deepEqual(found.map(({ bodyId, skeleton }) => [bodyId, skeleton.length]), [[8n, 2], [BIG, 5]]);
  assert.deepEqual(heard, [[1, 3], [2, 3], [3, 3]]);
  const { message } = await refused("not-found", () => client.fetchSkeletons([8n, 9n]));
  assert.match(message, /skeleton of 9/);
  const [{ skeleton }] = await client.fetchSkeletons(["8"], { format: "swc" });
  assert.match(skeleton, /^1 0 0 0 0 1 -1\n/);
});

test("fetchNeurons, fetchCustomNeurons", async () => {
  const { neurons, roiCounts } = await client.fetchNeurons({ type: "KC.*", somaLocation: NotNull, instance: [IsNull, "x"], inputRois: "a'L(R)", bodyId: [BIG] });
  assert.deepEqual(neurons.toObjects()[0].inputRois, ["a'L(R)"]);
  assert.deepEqual(roiCounts.toObjects().map(({ roi, pre, post }) => [roi, pre, post]), [["NotPrimary", 0n, 2n], ["a'L(R)", 3n, 2n]]);
  const { cypher } = JSON.parse(asked.at(-1).body);
  assert.match(cypher, /n\.bodyId = 720575940628857211\n/);
  assert.match(cypher, /\(n\.type =~ 'KC\.\*' OR \(n\.instance = 'x' OR n\.instance IS NULL\)\)/);
  const own = await client.fetchCustomNeurons("MATCH (n:Neuron) RETURN n\n");
  assert.deepEqual(own.neurons.columnNames, ["bodyId", "pre", "roiInfo", "inputRois", "outputRois"]);
  const { details, message } = await refused("invalid-argument", () => client.fetchNeurons({ rois: "LH(L)" }));
  assert.deepEqual([details.field, details.value], ["rois", "LH(L)"]);
  assert.match(message, /`LH\(R\)`/);
  await refused("invalid-argument", () => client.fetchNeurons({ statuz: "Traced" }));
  await refused("invalid-argument", () => client.fetchNeurons([]));
});

test("fetchSimpleConnections, fetchCommonConnectivity, fetchAdjacencies, fetchTracedAdjacencies", async () => {
  const simple = await client.fetchSimpleConnections(BIG, "MBON01", { minWeight: 5, properties: [] });
  assert.deepEqual(simple.toObjects()[0].conn_roiInfo, { "a'L(R)": { pre: 4n, post: 5n } });
  assert.equal((await client.fetchCommonConnectivity([BIG], { direction: "downstream" })).length, 1);
  const heard = [];
  const { neurons, connections } = await client.fetchAdjacencies([BIG], null, { weights: [], onProgress: (...how) => heard.push(how) });
  assert.equal(neurons.length, 2);
  assert.deepEqual(connections.toObjects().map(({ roi, weight }) => [roi, weight]), [["a'L(R)", 3n], ["NotPrimary", 2n]]);
  assert.deepEqual(heard, [[1, 1]]);
  await client.fetchTracedAdjacencies({ omitRois: true, weights: [] });
  assert.ok(asked.some(({ body }) => body.includes("NOT n.cropped OR n.cropped IS NULL")));
  await refused("invalid-argument", () => client.fetchAdjacencies(BIG, null, { omitRois: true, rois: ["LH(R)"] }));
});

test("fetchPaths, fetchShortestPaths", async () => {
  const paths = await client.fetchPaths(BIG, 8, { maxLength: 3, intermediate: { status: "Traced" } });
  assert.deepEqual(paths.toObjects({ bigint: "number-if-safe" }).map(({ path, weight, path_length }) => [path, weight, path_length]), [[0, 0, 1], [0, 5, 1]]);
  assert.deepEqual((await client.fetchShortestPaths(BIG, 8)).columnNames, ["path", "bodyId", "type", "weight"]);
  await refused("invalid-argument", () => client.fetchPaths(BIG, 8, { length: 2, maxLength: 3 }));
});

test("fetchOutputCompleteness, fetchDownstreamOrphanTasks", async () => {
  const completeness = await client.fetchOutputCompleteness(BIG);
  assert.deepEqual(completeness.toObjects()[0], { bodyId: BIG, total_weight: 10n, traced_weight: 4n, untraced_weight: 6n, completeness: 0.4 });
  const [task] = (await client.fetchDownstreamOrphanTasks(BIG)).toObjects();
  assert.deepEqual([task.bodyId_post, task.status_post, task.cum_completeness], [8n, "Orphan", 0.9]);
});

test("the first client is the default; a different second takes it away; equal ones count as one", async () => {
  for (const other of neuprint.listAllClients()) other.close();
  client = undefined;
  const { message: none } = await refused("invalid-argument", () => neuprint.defaultClient());
  assert.match(none, /no client yet/);
  const first = new Client({ server: address, dataset: "test:v1", token: "secret" });
  assert.equal(neuprint.defaultClient(), first);
  assert.deepEqual(await neuprint.fetchAllRois(), ["LH(R)", "MB", "a'L(R)"]);
  const equal = new Client({ server: address, dataset: "test:v1", token: "secret" });
  assert.ok(first.equals(equal));
  assert.equal(neuprint.defaultClient(), equal);
  const other = new Client({ server: address, dataset: "test:v2", token: "secret" });
  const { message, details } = await refused("invalid-argument", () => neuprint.defaultClient());
  assert.match(message, /test:v2/);
  assert.equal(details.available.length, 3);
  assert.ok(!message.includes("secret"));
  await refused("invalid-argument", () => neuprint.fetchAllRois());
  assert.equal((await neuprint.fetchPrimaryRois({ client: first })).length, 2);
  neuprint.setDefaultClient(first);
  assert.equal(neuprint.defaultClient(), first);
  neuprint.clearDefaultClient();
  await refused("invalid-argument", () => neuprint.defaultClient());
  other[Symbol.dispose]();
  other.close();
  equal.free();
  assert.deepEqual(neuprint.listAllClients(), [first]);
  assert.equal(neuprint.defaultClient(), first);
  await refused("invalid-argument", () => neuprint.setDefaultClient({}));
});

test("ready", async () => {
  const waiting = new Client({ server: address, token: "secret" });
  assert.equal(await waiting.ready, waiting);
  assert.equal(waiting.dataset, "test:v1");
  waiting.close();
  const wrong = new Client({ server: address, token: "secret", dataset: "none" });
  await refused("dataset-not-found", () => wrong.ready);
  wrong.close();
});

test("setupDebugLogging, disableDebugLogging, enableDebugLogging and onQuery show queries and never the token", async () => {
  const logged = [];
  const heard = [];
  const listening = await Client.connect({ server: address, token: "secret", onQuery: (...query) => heard.push(query) });
  neuprint.setupDebugLogging((...query) => logged.push(query));
  await listening.fetchMeta();
  neuprint.disableDebugLogging();
  await listening.findNeurons("KCg");
  neuprint.enableDebugLogging();
  await listening.fetchShortestPaths(BIG, 8);
  neuprint.disableDebugLogging();
  assert.deepEqual(logged[0], ["test:v1", "MATCH (m:Meta) RETURN m"]);
  assert.deepEqual([logged.length, heard.length, heard[0]], [2, 3, ["MATCH (m:Meta) RETURN m", "test:v1"]]);
  assert.ok(!JSON.stringify([logged, heard, String(listening), listening]).includes("secret"));
  listening.close();
});

test("in Node the token comes from NEUPRINT_APPLICATION_CREDENTIALS", async () => {
  writeFileSync(join(project, "token.mjs"), `
    import { Client } from "neuprint";
    const client = await Client.connect({ server: process.argv[2], token: process.argv[3] === "none" ? null : undefined });
    await client.fetchVersion();`);
  for (const [flag, expected] of [["given", "Bearer from-the-environment"], ["none", undefined]]) {
    const env = { ...process.env, NEUPRINT_APPLICATION_CREDENTIALS: '{"token":"from-the-environment"}' };
    await promisify(execFile)(process.execPath, ["token.mjs", address, flag], { cwd: project, env });
    assert.equal(asked.at(-1).authorization, expected);
  }
});
