// What a real neuPrint server answered, and a server that gives it back byte for byte.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { read } from "./expected.mjs";

export const data = process.env.NEUPRINT_TEST_DATA ?? "../shared/data";
const recording = join(data, "neo4j-answers/rest.jsonl.gz");
const skeletons = join(data, "hemibrain-mb/skeletons");

/** Why the tests that need the recordings are skipped; false if they are there. Where they have to be, that is a failure. */
export const missing = reasonToSkip();

function reasonToSkip() {
  const absent = [recording, skeletons, join(data, "roi-meshes")].find((path) => !existsSync(path));
  if (absent === undefined) return false;
  const reason = `the recordings of a real server are not there (${absent})`;
  if (process.env.NEUPRINT_TEST_DATA_REQUIRED === "1") throw new Error(reason);
  return reason;
}

/** What each recorded credential was sent as. */
export const TOKENS = { reader: "user-token", admin: "admin-token", "no access": "noaccess-token", "terms not accepted": "tos-token", invalid: "invalid-token" };
const DATASET = "hemibrain:v1.2.1";

/** The header with which a record was asked for; undefined if there was none. */
export function authorizationOf({ name, credential }) {
  if (credential === "none") return name.includes("Basic") ? "Basic dXNlcjpwYXNz" : undefined;
  return `Bearer ${TOKENS[credential] ?? ""}`;
}

const unzipped = (file) => gunzipSync(readFileSync(file));

/** The recorded requests and answers. What Arrow streams hold has its digits. */
export const readRecords = () =>
  unzipped(recording).toString().trimEnd().split("\n").map((line) => {
    const [, decoded] = line.split('"decoded": ');
    return { ...JSON.parse(line), ...(decoded && { decoded: read(decoded.slice(0, -1)) }) };
  });

/** Of a long answer the file that the server had it from. */
function stored(path) {
  const [, skeleton] = path.match(/^\/api\/skeletons\/skeleton\/[^/]+\/(\d+)\?format=swc$/) ?? [];
  const [, mesh] = path.match(/^\/api\/roimeshes\/mesh\/[^/]+\/([^/]+)$/) ?? [];
  if (skeleton) {
    const file = join(skeletons, `${skeleton}.swc`);
    return existsSync(file) ? readFileSync(file) : unzipped(`${file}.gz`);
  }
  return mesh && unzipped(join(data, "roi-meshes", `${decodeURIComponent(mesh)}.obj.gz`));
}

/**
 * The bytes of an answer; undefined where only their number and hash were recorded, and no file has them.
 */
export function bytesOf(record) {
  if (record.answer_base64 !== undefined) return Buffer.from(record.answer_base64, "base64");
  if (record.answer !== undefined) return Buffer.from(record.answer);
  const bytes = stored(record.path);
  const same = bytes?.length === record.length && createHash("sha256").update(bytes).digest("hex") === record.sha256;
  return same ? bytes : undefined;
}

/** The dataset that a request is about. */
export function datasetOf({ path, body }) {
  const [, named] = path.match(/^\/api\/(?:skeletons\/skeleton|roimeshes\/mesh)\/([^/]+)\//) ?? path.match(/[?&]dataset=([^&]+)/) ?? [];
  return (named && decodeURIComponent(named)) || body?.dataset || DATASET;
}

/**
 * A server with an address for each record: `${address}/${who}/${number}`. It lists the dataset that the record is about,
 * so that a client connects, and answers everything else with the record. `asked(who, number)` tells what came: method,
 * path, authorization and body of each request.
 */
export async function replayingServer(records) {
  const requests = new Map();
  const listing = records.find(({ path, credential }) => path === "/api/dbmeta/datasets" && credential === "reader");
  const lists = (record) => (datasetOf(record) === DATASET ? bytesOf(listing) : JSON.stringify({ [datasetOf(record)]: {} }));
  const server = createServer(async (request, response) => {
    const [, who, number, url] = request.url.match(/^\/(\w+)\/(\d+)(\/.*)$/) ?? [];
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "authorization, content-type");
    if (request.headers["access-control-request-method"]) return response.writeHead(204).end();
    const record = records[number];
    const asked = requests.get(`${who} ${number}`) ?? [];
    requests.set(`${who} ${number}`, [...asked, { method: request.method, path: url, authorization: request.headers.authorization, body: Buffer.concat(pieces).toString() }]);
    const json = (body) => response.writeHead(200, { "content-type": "application/json" }).end(body);
    // How a client connects; and how it looks again which datasets there are when it hears that there is no such one.
    const connects = url === "/api/dbmeta/datasets" && (asked.length === 0 || !record.path.includes("/dbmeta/datasets"));
    if (connects) return json(lists(record));
    // A transaction has begun before something is asked in it.
    const [, transaction] = record.path.match(/\/transaction\/(\d+)\//) ?? [];
    if (transaction && url === "/api/raw/cypher/transaction") return json(`{"transaction_id":${transaction}}`);
    // Where Arrow has no rows the client asks in JSON, which was not recorded.
    if (record.path === "/api/custom/arrow" && url === "/api/custom/custom") return json('{"columns":["b"],"data":[]}');
    const { "Content-Type": type, "Content-Encoding": encoding } = record.response_headers;
    response.writeHead(record.status, { ...(type && { "content-type": type }), ...(encoding && { "content-encoding": encoding }) });
    response.end(bytesOf(record));
  });
  server.listen(0, "127.0.0.1");
  // A test that failed before it closed its server must not keep the run from ending.
  server.unref();
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    asked: (who, number) => requests.get(`${who} ${number}`) ?? [],
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
