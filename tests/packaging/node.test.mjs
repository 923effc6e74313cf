// The package in Node: a client against a server that answers as neuPrint does, and skeletons.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { BIG, HUGE, SWC, fakeServer } from "./support/fake-server.mjs";
import { install } from "./support/tarball.mjs";

const { project, folder, remove } = install();
// As a user's program would import it: through the manifest's `exports`.
writeFileSync(join(project, "program.mjs"), 'export * from "neuprint";\n');
const { Client, NeuprintError, Skeleton } = await import(pathToFileURL(join(project, "program.mjs")).href);
const server = await fakeServer();
after(async () => {
  await server.close();
  remove();
});

const TOKEN = "token-that-must-not-leak";
const connect = (options) => Client.connect({ server: server.address, retries: 0, ...options });

/** What a promise or a function fails with: a NeuprintError of this code. */
async function fails(code, what) {
  let error;
  try {
    await (typeof what === "function" ? what() : what);
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error instanceof NeuprintError, `${code}: ${error}`);
  assert.ok(error instanceof Error);
  assert.equal(error.name, "NeuprintError");
  assert.equal(error.code, code, error.message);
  assert.ok(error.message.length > 10, error.message);
  assert.equal(typeof error.details, "object");
  return error;
}

test("a CommonJS program gets the same package", () => {
  const required = createRequire(join(project, "program.cjs"))("neuprint");
  assert.equal(required.Skeleton.parse(SWC).length, 5);
  assert.equal(required.NeuprintError, NeuprintError);
});

test("the raw glue works once it was given the wasm file", async () => {
  const program = `
    import { readFileSync } from "node:fs";
    import init, { Skeleton } from "neuprint/init";
    const file = (name) => readFileSync(new URL(import.meta.resolve(\`neuprint/\${name}_bg.wasm\`)));
    await init({ client: file("neuprint"), skeleton: file("skeleton") });
    console.log(Skeleton.parse("1 0 0 0 0 1 -1").length);`;
  writeFileSync(join(project, "raw.mjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, ["raw.mjs"], { cwd: project });
  assert.equal(stdout, "1\n");
});

test("neuprint/skeleton works without a client, loads no other wasm file, and has the same class", async () => {
  const program = `
    import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const files = [];
    const { readFileSync } = fs;
    fs.readFileSync = (file, ...rest) => (files.push(String(file).split("/").at(-1)), readFileSync(file, ...rest));
    syncBuiltinESMExports();
    const { NeuprintError, Skeleton } = await import("neuprint/skeleton");
    const alone = files.filter((name) => name.endsWith(".wasm"));
    const { skeleton, fragmentsBefore } = Skeleton.parse("1 0 0 0 0 1 -1\\n2 0 3 4 0 1 -1").heal();
    const distances = [...skeleton.distancesToParent()];
    let code;
    try { Skeleton.parse("1 0"); } catch (error) { code = error instanceof NeuprintError && error.code; }
    const whole = await import("neuprint");
    console.log(JSON.stringify([alone, fragmentsBefore, distances, code, whole.Skeleton === Skeleton, whole.NeuprintError === NeuprintError]));`;
  writeFileSync(join(project, "alone.mjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, ["alone.mjs"], { cwd: project });
  // JSON has no word for the infinite distance of a root.
  assert.deepEqual(JSON.parse(stdout), [["skeleton_bg.wasm"], 2, [null, 5], "invalid-swc", true, true]);
});

test("connecting takes the server's only dataset", async () => {
  const client = await connect();
  assert.equal(client.dataset, "test:v1");
  assert.equal(client.server, server.address);
  assert.equal(await client.fetchVersion(), "1.9.9");
  assert.deepEqual(await client.fetchServerInfo(), { isPublic: true, version: "1.9.9" });
  assert.deepEqual((await client.fetchDatasets())["test:v1"].rois, ["a'L(R)"]);
  assert.deepEqual(await client.fetchMeta(), {
    primaryRois: ["a", "b"],
    allRois: ["a", "c"],
    voxelSize: { size: [8, 8, 16], unit: "nanometers", nanometres: [8, 8, 16] },
  });
});

test("a client that was only constructed connects at its first question, once", async () => {
  const own = await fakeServer();
  const client = new Client({ server: own.address });
  assert.equal(client.dataset, undefined);
  assert.equal(own.requests.length, 0);
  await Promise.all([client.fetchCustom("RETURN nothing"), client.fetchCustom("RETURN nothing")]);
  assert.equal(client.dataset, "test:v1");
  assert.equal(own.requests.filter(({ url }) => url.startsWith("/api/dbmeta/datasets")).length, 1);
  await own.close();
});

test("integers come through digit by digit", async () => {
  const table = await (await connect()).fetchCustom("RETURN exact");
  assert.equal(table.length, 3);
  assert.deepEqual(table.columnNames, ["bodyId", "size", "score", "ok", "type", "where"]);
  const types = table.columnNames.map((name) => table.column(name).type);
  assert.deepEqual(types, ["int64", "uint64", "float64", "bool", "text", "mixed"]);

  assert.deepEqual(table.column("bodyId").values, BigInt64Array.of(BIG, -1n, 7n));
  assert.deepEqual(table.column(1).values, BigUint64Array.of(HUGE, 3n, 4n));
  const score = table.column("score");
  assert.deepEqual(score.values, Float64Array.of(0.5, 2, 0));
  assert.deepEqual(score.validity, Uint8Array.of(1, 1, 0));
  assert.equal("validity" in table.column("bodyId"), false);
  assert.deepEqual(table.column("ok").values, Uint8Array.of(1, 0, 0));
  assert.deepEqual(table.column("type").values, ["KCg", null, 'a "quoted", one']);
  assert.deepEqual(table.column("where").validity, Uint8Array.of(1, 0, 1));

  const [bodyId, size, , ok, type, where] = table.row(0);
  assert.deepEqual([bodyId, size, ok, type], [BIG, HUGE, true, "KCg"]);
  assert.deepEqual(where.ids, [BIG, null]);
  assert.equal(where.x, 1.5);
  // A key like any other: it neither vanishes nor becomes the object's prototype.
  assert.deepEqual(Object.keys(where), ["ids", "x", "__proto__"]);
  assert.equal(Object.getPrototypeOf(where), Object.prototype);
  assert.deepEqual(table.toObjects()[1], { bodyId: -1n, size: 3n, score: 2, ok: false, type: null, where: null });
});

test("a table is sorted without copying it, and written as CSV", async () => {
  const table = await (await connect()).fetchCustom("RETURN exact");
  const sorted = table.sort([{ column: "ok" }, { column: 0, descending: true }]);
  assert.deepEqual(sorted.column("bodyId").values, BigInt64Array.of(-1n, BIG, 7n));
  assert.deepEqual(sorted.column("type").values, [null, "KCg", 'a "quoted", one']);
  assert.deepEqual(sorted.column("score").validity, Uint8Array.of(1, 1, 0));
  assert.deepEqual(sorted.row(0), table.row(1));
  table.free();
  const lines = sorted.toCSV().split("\r\n");
  assert.equal(lines[0], "bodyId,size,score,ok,type,where");
  assert.equal(lines[1], "-1,3,2,false,,");
  assert.equal(lines[3], '7,4,,,"a ""quoted"", one",[]');
  assert.ok(lines[2].startsWith(`${BIG},${HUGE},0.5,true,KCg,"{""ids"":[${BIG},null]`), lines[2]);
  await fails("invalid-argument", () => sorted.column("bodyID"));
  await fails("invalid-argument", () => sorted.row(3));
  await fails("invalid-argument", () => sorted.row(0.5));
  await fails("invalid-argument", () => sorted.sort([{ column: "none" }]));
});

test("an empty answer keeps its columns", async () => {
  const table = await (await connect()).fetchCustom("RETURN nothing");
  assert.deepEqual([table.length, table.columnNames, table.toObjects()], [0, ["n"], []]);
  assert.deepEqual(table.column("n"), { name: "n", type: "null", values: [] });
});

test("the token is in the Authorization header of every request and nowhere else", async () => {
  const own = await fakeServer();
  const client = await Client.connect({ server: own.address, token: JSON.stringify({ token: TOKEN }), retries: 0 });
  await client.fetchCustom("RETURN exact");
  await client.fetchSkeleton(BIG);
  const errors = [
    await fails("unauthorized", client.fetchCustom("RETURN UNAUTHORIZED")),
    await fails("not-found", client.fetchSkeleton(1)),
    await fails("invalid-argument", () => new Client({ server: own.address, token: `${TOKEN}\nX: y` })),
  ];
  await own.close();
  errors.push(await fails("network", client.fetchCustom("RETURN exact")));

  assert.ok(own.requests.length >= 5);
  for (const { url, body, headers } of own.requests) {
    assert.equal(headers.authorization, `Bearer ${TOKEN}`);
    const { authorization, ...others } = headers;
    assert.ok(!JSON.stringify([url, body, others]).includes(TOKEN));
  }
  const shown = errors.map((error) => [error.message, error.stack, JSON.stringify(error.details), String(error.cause)]);
  assert.ok(!JSON.stringify([shown, Object.entries(client), String(client)]).includes(TOKEN));
});

test("without a token no Authorization header is sent", async () => {
  const before = server.requests.length;
  await (await connect()).fetchCustom("RETURN exact");
  assert.ok(server.requests.slice(before).every(({ headers }) => !("authorization" in headers)));
});

test("refusals have codes and details", async () => {
  const client = await connect();
  const syntax = await fails("cypher-syntax", client.fetchCustom("RETURN XX YY // SYNTAX"));
  assert.equal(syntax.details.neo4jCode, "Neo.ClientError.Statement.SyntaxError");
  assert.deepEqual([syntax.details.line, syntax.details.column], [1, 8]);
  await fails("timeout", client.fetchCustom("RETURN SLOW"));
  await fails("malformed-response", client.fetchCustom("RETURN CUT"));
  assert.equal((await fails("server-error", client.fetchCustom("RETURN GATEWAY"))).details.status, 502);
  const missing = await fails("not-found", client.fetchSkeleton(12n));
  assert.deepEqual(missing.details, { what: "the skeleton of 12", dataset: "test:v1" });
  const swc = await fails("invalid-swc", client.fetchSkeleton("13"));
  assert.deepEqual(swc.details, { bodyId: 13n, line: 2, column: 5 });
  await fails("not-found", client.fetchRoiMesh("nowhere"));
  const unknown = await fails("dataset-not-found", connect({ dataset: "Test:v1" }));
  assert.deepEqual(unknown.details, { dataset: "Test:v1", available: ["test:v1"] });
});

test("a query that writes is refused before anything is sent", async () => {
  const client = await connect();
  const before = server.requests.length;
  const error = await fails("write-refused", client.fetchCustom("MATCH (n)\nDETACH DELETE n"));
  assert.deepEqual([error.details.line, error.details.keyword], [2, "DELETE"]);
  assert.equal(server.requests.length, before);
});

test("several datasets: one must be chosen, and a call may choose another", async () => {
  const own = await fakeServer({ datasets: ["one:v1", "two:v1"] });
  const error = await fails("dataset-not-found", Client.connect({ server: own.address }));
  assert.deepEqual(error.details.available, ["one:v1", "two:v1"]);
  const undecided = new Client({ server: own.address });
  assert.deepEqual(Object.keys(await undecided.fetchDatasets()), ["one:v1", "two:v1"]);

  const client = await Client.connect({ server: own.address, dataset: "one:v1" });
  await client.fetchCustom("RETURN nothing");
  await client.fetchCustom("RETURN nothing", { dataset: "two:v1" });
  await client.fetchSkeleton(BIG, { dataset: "two:v1" });
  assert.equal(client.dataset, "one:v1");
  const asked = own.requests.filter(({ url }) => url === "/api/custom/custom").map(({ body }) => JSON.parse(body).dataset);
  assert.deepEqual(asked, ["one:v1", "two:v1"]);
  assert.ok(own.requests.some(({ url }) => url.startsWith(`/api/skeletons/skeleton/two:v1/${BIG}`)));
  await own.close();
});

test("a signal aborts the request on its way", async () => {
  const client = await connect();
  const hanging = server.hanging();
  const controller = new AbortController();
  const reason = new Error("no longer wanted");
  const query = client.fetchCustom("RETURN HANG", { signal: controller.signal });
  const { closed } = await hanging;
  controller.abort(reason);
  const error = await fails("aborted", query);
  assert.equal(error.cause, reason);
  // The server sees its connection go: the request itself ended, not only the promise.
  await closed;
});

test("a signal that was aborted before sends nothing", async () => {
  const client = await connect();
  const before = server.requests.length;
  await fails("aborted", client.fetchCustom("RETURN exact", { signal: AbortSignal.abort() }));
  await fails("aborted", connect({ signal: AbortSignal.abort() }));
  assert.equal(server.requests.length, before);
});

test("one signal may serve many requests that are never aborted", async () => {
  const client = await connect();
  const { signal } = new AbortController();
  let [added, taken] = [0, 0];
  const [add, take] = [signal.addEventListener, signal.removeEventListener];
  signal.addEventListener = (...given) => (added++, add.apply(signal, given));
  signal.removeEventListener = (...given) => (taken++, take.apply(signal, given));
  for (let i = 0; i < 3; i++) await client.fetchCustom("RETURN nothing", { signal });
  assert.deepEqual([added, taken], [3, 3]);
});

test("progress is told, and what it throws ends the query", async () => {
  const client = await connect();
  const seen = [];
  await client.fetchCustom("RETURN exact", { onProgress: (rows) => seen.push(rows) });
  assert.equal(seen.at(-1), 3);

  const hanging = server.hanging();
  const mistake = new Error("a mistake of the caller");
  const query = client.fetchCustom("RETURN HANG", {
    onProgress: () => {
      throw mistake;
    },
  });
  await assert.rejects(query, (error) => error === mistake);
  await (await hanging).closed;
});

test("a server that stops in the middle of its answer runs into the timeout", async () => {
  const client = await connect({ timeout: 50 });
  const error = await fails("timeout", client.fetchCustom("RETURN HANG"));
  assert.equal(error.details.milliseconds, 50);
});

test("another fetch can be given", async () => {
  const asked = [];
  const client = await connect({
    fetch: (url, init) => {
      asked.push(new URL(url).pathname);
      return fetch(url, init);
    },
  });
  await client.fetchCustom("RETURN nothing");
  assert.deepEqual(asked, ["/api/dbmeta/datasets", "/api/custom/custom"]);
});

test("arguments that cannot be used are refused before anything is sent", async () => {
  const client = await connect();
  const before = server.requests.length;
  const unsafe = await fails("invalid-argument", client.fetchSkeleton(Number(BIG)));
  assert.match(unsafe.message, /MAX_SAFE_INTEGER/);
  for (const bodyId of [-1, -1n, 1.5, NaN, Infinity, 2n ** 63n, "", "12a", " 1", null, undefined, {}, [1]]) {
    await fails("invalid-argument", client.fetchSkeleton(bodyId));
  }
  await fails("invalid-argument", client.fetchCustom(undefined));
  await fails("invalid-argument", client.fetchCustom("RETURN exact", "test:v1"));
  await fails("invalid-argument", client.fetchCustom("RETURN exact", { signal: {} }));
  await fails("invalid-argument", client.fetchCustom("RETURN exact", { onProgress: 1 }));
  await fails("invalid-argument", client.fetchSkeleton(1, { heal: "yes" }));
  await fails("invalid-argument", client.fetchSkeleton(1, { heal: { maxDistance: 1, unit: "mm" } }));
  await fails("invalid-argument", client.fetchSkeleton(1, { heal: -1 }));
  for (const options of [undefined, {}, { server: 1 }, { server: "http://example.org" }, { server: server.address, timeout: 0 }]) {
    await fails("invalid-argument", () => new Client(options));
    await fails("invalid-argument", Client.connect(options));
  }
  assert.equal(server.requests.length, before);
});

test("a skeleton is fetched, as it is and healed", async () => {
  const client = await connect();
  const raw = await client.fetchSkeleton(BIG);
  assert.deepEqual([raw.length, raw.fragments], [5, 3]);
  for (const bodyId of [BIG, String(BIG)]) {
    const healed = await client.fetchSkeleton(bodyId, { heal: true });
    assert.deepEqual([healed.length, healed.fragments], [5, 1]);
  }
  const fragments = async (heal) => (await client.fetchSkeleton(BIG, { heal })).fragments;
  assert.equal(await fragments(false), 3);
  assert.equal(await fragments(5), 2);
  assert.equal(await fragments({ maxDistance: 12, unit: "voxel" }), 1);
  // Voxels of 8 × 8 × 16 nm; both gaps lie across the first two axes.
  assert.equal(await fragments({ maxDistance: 40, unit: "nm" }), 2);
  assert.equal(await fragments({ maxDistance: 39.9, unit: "nm" }), 3);
  assert.equal(await fragments({ maxDistance: 96, unit: "nm" }), 1);
});

test("a skeleton's columns, lengths and pieces", () => {
  const skeleton = Skeleton.parse(SWC);
  assert.deepEqual(skeleton.nodeIds, BigInt64Array.of(1n, 2n, 3n, 4n, 5n));
  assert.deepEqual(skeleton.types, Int32Array.of(0, 0, 0, 0, 0));
  assert.deepEqual(skeleton.parents, Int32Array.of(-1, 0, -1, 2, -1));
  assert.deepEqual(skeleton.xyz, Float32Array.of(0, 0, 0, 10, 0, 0, 14, 3, 0, 20, 3, 0, 32, 3, 0));
  assert.deepEqual(skeleton.radii, Float32Array.of(1, 1.5, 1, 1, 1));
  assert.equal(skeleton.xyz, skeleton.xyz);
  assert.deepEqual(skeleton.fragmentOfNodes(), Uint32Array.of(0, 0, 1, 1, 2));
  assert.equal(skeleton.cableLength(), 16);
  assert.equal(skeleton.cableLength({ scale: [8, 8, 16] }), 128);
  assert.deepEqual(skeleton.distancesFromRoot(), Float64Array.of(0, 10, 0, 6, 0));
  const turned = skeleton.reroot(2n);
  assert.deepEqual(turned.parents, Int32Array.of(1, -1, -1, 2, -1));
  assert.deepEqual(skeleton.reroot({ id: 2 }).parents, turned.parents);
});

test("healing joins the fragments by the least cable", () => {
  const { skeleton, bridges, fragmentsBefore, fragmentsAfter } = Skeleton.parse(SWC).heal();
  assert.deepEqual([fragmentsBefore, fragmentsAfter, skeleton.fragments], [3, 1, 1]);
  assert.deepEqual(bridges, [
    { child: 4, parent: 3, length: 12 },
    { child: 2, parent: 1, length: 5 },
  ]);
  assert.deepEqual(skeleton.parents, Int32Array.of(-1, 0, 1, 2, 3));
  assert.equal(skeleton.cableLength(), 33);
  const capped = Skeleton.parse(SWC).heal({ maxDistance: 5 });
  assert.deepEqual([capped.bridges.length, capped.fragmentsAfter], [1, 2]);
  const scaled = Skeleton.parse(SWC).heal({ maxDistance: 40, scale: [8, 8, 16] });
  assert.deepEqual(scaled.bridges, [{ child: 2, parent: 1, length: 40 }]);
});

test("SWC is read from text and bytes, and writing it gives it back", () => {
  const skeleton = Skeleton.parse(SWC);
  assert.equal(skeleton.toSwc(), `${SWC}\n`);
  const again = Skeleton.parse(new TextEncoder().encode(skeleton.toSwc()));
  assert.equal(again.toSwc(), skeleton.toSwc());
  const big = `${BIG} 0 0.1 0 0 1 -1\n`;
  assert.equal(Skeleton.parse(big).toSwc(), big);
  assert.equal(Skeleton.parse(big).reroot(BIG).length, 1);
});

test("what is not SWC is refused with its place", async () => {
  const error = await fails("invalid-swc", () => Skeleton.parse("1 0 0 0 0 1 -1\n2 0 0 zero 0 1 1\n"));
  assert.deepEqual(error.details, { line: 2, column: 7 });
  assert.match(error.message, /line 2/);
  for (const swc of [undefined, 1, {}, ["1 0 0 0 0 1 -1"]]) {
    await fails("invalid-argument", () => Skeleton.parse(swc));
    await fails("invalid-argument", () => Skeleton.parseLenient(swc));
  }
  const { skeleton: good, problems, furtherProblems } = Skeleton.parseLenient("1 0 0 0 0 1 -1\n2 0 0 zero 0 1 1\n3 0 1 0 0 1 2\n");
  assert.deepEqual([[...good.nodeIds], furtherProblems], [[1n, 3n], 0]);
  assert.deepEqual(problems.map(({ line, column }) => [line, column]), [[2, 7], [3, 1]]);
  assert.match(problems[0].message, /y coordinate.*zero/);
  assert.match((await fails("invalid-swc", () => Skeleton.parseLenient("<html>"))).message, /HTML/);
  const skeleton = Skeleton.parse(SWC);
  await fails("invalid-argument", () => skeleton.reroot(99n));
  await fails("invalid-argument", () => skeleton.heal({ maxDistance: NaN }));
  await fails("invalid-argument", () => skeleton.heal({ scale: [1, 1] }));
  await fails("invalid-argument", () => skeleton.cableLength({ scale: [1, 0, 1] }));
});

test("a region's surface comes as typed arrays", async () => {
  const mesh = await (await connect()).fetchRoiMesh("a'L(R)");
  assert.deepEqual(mesh.vertices, Float32Array.of(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0));
  assert.deepEqual(mesh.faces, Uint32Array.of(0, 1, 2, 0, 2, 3));
});

test("free gives memory back at once, also by `Symbol.dispose`", () => {
  const skeleton = Skeleton.parse(SWC);
  const { xyz } = skeleton;
  skeleton.free();
  assert.equal(xyz.length, 15);
  assert.throws(() => skeleton.length);
  if (Symbol.dispose) assert.equal(typeof Skeleton.prototype[Symbol.dispose], "function");
});

test("the example of the README runs", async () => {
  copyFileSync(join(folder, "examples", "query.mjs"), join(project, "query.mjs"));
  const { stdout } = await promisify(execFile)(process.execPath, ["query.mjs", server.address], { cwd: project });
  assert.deepEqual(stdout.trimEnd().split("\n"), [
    `${BIG}  KCg  9007199254740993 voxels`,
    `skeleton of ${BIG}: 5 nodes, 33 voxels of cable`,
    "healed with 2 bridges: 3 fragments before, 1 after",
  ]);
});

test("typographic quotes are named with their place, and nothing is sent", async () => {
  const client = await connect();
  const before = server.requests.length;
  const error = await fails("cypher-syntax", client.fetchCustom("RETURN ‘a’"));
  assert.deepEqual([error.details.line, error.details.column], [1, 8]);
  assert.match(error.message, /‘/);
  assert.equal(server.requests.length, before);
});

test("what was closed or freed says so", async () => {
  const client = await connect();
  const table = await client.fetchCustom("RETURN exact");
  client.close();
  client.close();
  assert.match((await fails("invalid-argument", client.fetchCustom("RETURN exact"))).message, /was closed/);
  await fails("invalid-argument", () => client.fetchSkeleton(1));
  await fails("invalid-argument", () => client.dataset);
  await fails("invalid-argument", async () => (await connect()).equals(client));
  table.free();
  table[Symbol.dispose]?.();
  assert.match((await fails("invalid-argument", () => table.row(0))).message, /was freed/);
  await fails("invalid-argument", () => table.toObjects());
  const skeleton = Skeleton.parse(SWC);
  skeleton.free();
  skeleton.free();
  await fails("invalid-argument", () => skeleton.length);
});

test("skeletons that came before a failure are in the error, in the form that was asked for", async () => {
  const client = await connect({ concurrency: 1 });
  const error = await fails("not-found", client.fetchSkeletons([BIG, BIG, 5], { format: "swc", heal: true }));
  assert.deepEqual([error.details.done, error.details.total, error.details.what], [2, 3, "the skeleton of 5"]);
  assert.deepEqual(error.details.partialSkeletons.map(({ bodyId }) => bodyId), [BIG, BIG]);
  assert.match(error.details.partialSkeletons[0].skeleton, /^# two gaps\n/);
});
