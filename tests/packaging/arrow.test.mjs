// Arrow streams: answers that the server sends so, and tables written so. The module for them is loaded when it is needed.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { install } from "./support/tarball.mjs";

const { project, remove } = install();
writeFileSync(join(project, "program.mjs"), 'export * from "neuprint";\n');
const { Client, NeuprintError } = await import(pathToFileURL(join(project, "program.mjs")).href);

const JSON_ANSWER = `{"columns":["bodyId","size","share","ok","type","rois","info","mixed","none"],"data":[
  [720575940628857211,18446744073709551615,0.5,true,"KCg",["EB",720575940628857211],{"a":1},1,null],
  [-1,3,2.25,null,"",[],{},"one",null],[7,4,-0.0,false,"é😀",null,null,[1],null]]}`;
/** What the server answers at the Arrow endpoint: status, type, body. */
let arrowAnswer;
const asked = [];
let server, client;

before(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    asked.push({ url: request.url, body });
    const send = (status, type, bytes) => response.writeHead(status, { "content-type": type }).end(bytes);
    if (request.url === "/api/dbmeta/datasets") return send(200, "application/json", '{"test:v1":{}}');
    if (request.url === "/api/custom/arrow") return send(...arrowAnswer);
    const empty = JSON.parse(body).cypher.includes("EMPTY");
    send(200, "application/json", empty ? '{"columns":["x"],"data":[]}' : JSON_ANSWER);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  client = await Client.connect({ server: `http://127.0.0.1:${server.address().port}`, retries: 0 });
});

after(() => {
  client?.close();
  server?.closeAllConnections();
  server?.close();
  remove();
});

const stream = (bytes) => [200, "application/vnd.apache.arrow.stream", bytes];
const code = (promise) => promise.then(() => "none", (error) => (error instanceof NeuprintError ? error.code : String(error)));

test("a table that was written as Arrow is read back with every digit, type and null", async () => {
  const table = await client.fetchCustom("RETURN all");
  const written = await table.toArrow();
  assert.ok(written instanceof Uint8Array);
  arrowAnswer = stream(written);
  const queries = [];
  const rows = [];
  const listening = await Client.connect({ server: client.server, dataset: "test:v1", onQuery: (cypher) => queries.push(cypher) });
  const read = await listening.fetchCustom("RETURN all", { useArrow: true, onProgress: (count) => rows.push(count) });
  listening.close();
  assert.equal(read.toJSONText(), table.toJSONText());
  assert.deepEqual(read.columnNames.map((name) => read.column(name).type), table.columnNames.map((name) => table.column(name).type));
  assert.deepEqual([asked.at(-1).url, queries, rows], ["/api/custom/arrow", ["RETURN all"], [3]]);
  // What is shown is written: some of the rows, in another order.
  arrowAnswer = stream(await table.sort([{ column: "bodyId" }]).slice(1).toArrow());
  const part = await client.fetchCustom("RETURN all", { useArrow: true, format: "json" });
  assert.deepEqual(part.data.map(([bodyId]) => bodyId), [7, 720575940628857211n]);
});

test("without rows the server fails, and JSON tells", async () => {
  arrowAnswer = [500, "application/json", '{"message":"Internal Server Error"}'];
  const table = await client.fetchCustom("RETURN EMPTY", { useArrow: true });
  assert.deepEqual([table.length, table.columnNames], [0, ["x"]]);
});

test("what is wrong with a stream or a query is a NeuprintError", async () => {
  const written = await (await client.fetchCustom("RETURN all")).toArrow();
  for (const bytes of [written.subarray(0, written.length / 2), Buffer.from("<html>")]) {
    arrowAnswer = stream(bytes);
    assert.equal(await code(client.fetchCustom("RETURN 1", { useArrow: true })), "malformed-response");
  }
  arrowAnswer = [400, "application/json", '{"error":"failed to execute query: Neo4jError: Neo.ClientError.Statement.SyntaxError (oh (line 1, column 1 (offset: 0)))"}'];
  assert.equal(await code(client.fetchCustom("RETRUN 1", { useArrow: true })), "cypher-syntax");
  const sent = asked.length;
  assert.equal(await code(client.fetchCustom("CREATE (n)", { useArrow: true })), "write-refused");
  assert.equal(asked.length, sent);
});

const data = join(process.env.NEUPRINT_TEST_DATA ?? "../shared/data", "neo4j-answers/rest.jsonl.gz");
const skip = existsSync(data) ? false : `the recordings of a real server are not there (${data})`;

test("the streams of a real server are read, with nulls in columns that are declared to have none", { skip }, async () => {
  const recorded = gunzipSync(readFileSync(data)).toString().trim().split("\n");
  const streams = recorded.filter((line) => line.includes("/api/custom/arrow") && line.includes('"decoded"'));
  assert.ok(streams.length > 8, `${streams.length} streams`);
  for (const line of streams) {
    const { name, answer_base64 } = JSON.parse(line);
    // Integers beyond 2^53 as text, before they are rounded.
    const [, behind] = line.split('"decoded": ');
    const decoded = JSON.parse(behind.slice(0, -1).replace(/(?<=[[ ])-?\d{16,}(?=[\],])/g, '"$&"'));
    arrowAnswer = stream(Buffer.from(answer_base64, "base64"));
    const table = await client.fetchCustom("RETURN recorded", { useArrow: true, onWarning: () => {} });
    const cell = (value) => (typeof value === "bigint" ? (Number.isSafeInteger(Number(value)) ? Number(value) : String(value)) : value);
    const rows = [...table].map((row) => table.columnNames.map((column) => cell(row[column])));
    // pyarrow gives maps as lists of pairs.
    const expected = decoded.rows.map((row) => row.map((value) => (Array.isArray(value) && Array.isArray(value[0]) ? Object.fromEntries(value) : value)));
    assert.deepEqual(rows, expected, name);
    assert.deepEqual(table.columnNames, decoded.schema.map(([column]) => column), name);
  }
});
