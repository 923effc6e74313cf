// Asks of a client what a recorded request asked, in Node and in a page: nothing here belongs to either.

/** The query of a record; of one without, any. */
const cypher = ({ body }) => (typeof body?.cypher === "string" ? body.cypher : "RETURN 1");
const last = ({ path }) => decodeURIComponent(path.split("?")[0].split("/").at(-1));
/** A bodyId that could be one; a record may have asked for what none is. */
const body = (record) => (/^[1-9]\d*$/.test(last(record)) ? last(record) : "99");

async function inTransaction(client, record) {
  const transaction = await client.beginTransaction();
  if (record.path.endsWith("/cypher")) return transaction.query(cypher(record));
  return record.path.endsWith("/kill") ? transaction.kill() : transaction.commit();
}

/** The client's calls: which requests each stands for, as method, path and status; its name; and how it is made. */
const CALLS = [
  [/^POST \/api\/custom\/arrow /, "fetchCustom, useArrow", (client, record, warnings) => client.fetchCustom(cypher(record), { useArrow: true, onWarning: (warning) => warnings.push(warning) })],
  [/^\w+ \/api\/custom\/custom/, "fetchCustom", (client, record) => client.fetchCustom(cypher(record))],
  [/^GET \/api\/skeletons\/skeleton\/(\S*\?format=swc 200|\S* 4\d\d)$/, "fetchSkeleton", (client, record) => client.fetchSkeleton(body(record), { format: record.sha256 ? "swc" : "skeleton" })],
  [/^GET \/api\/roimeshes\/mesh\//, "fetchRoiMesh", (client, record) => client.fetchRoiMesh(last(record), { format: "obj" })],
  [/^GET \/api\/raw\/keyvalue\/key\//, "fetchRawKeyvalue", (client, record) => client.fetchRawKeyvalue("testkv", last(record))],
  [/^POST \/api\/raw\/keyvalue\/key\//, "postRawKeyvalue", (client, record) => client.postRawKeyvalue("testkv", last(record), new TextEncoder().encode(record.body))],
  [/^POST \/api\/raw\/cypher\/transaction /, "beginTransaction", async (client) => (await client.beginTransaction()).constructor.name],
  [/^POST \/api\/raw\/cypher\/transaction\//, "Transaction", inTransaction],
  [/^GET \/api\/version /, "fetchVersion", (client) => client.fetchVersion()],
  [/^GET \/api\/serverinfo /, "fetchServerInfo", (client) => client.fetchServerInfo()],
  [/^GET \/api\/available /, "fetchAvailable", (client) => client.fetchAvailable()],
  [/^GET \/api\/help\/swagger.yaml /, "fetchHelp", (client) => client.fetchHelp()],
  [/^GET \/api\/dbmeta\/version /, "fetchDbVersion", (client) => client.fetchDbVersion()],
  [/^GET \/api\/dbmeta\/database /, "fetchDatabase", (client) => client.fetchDatabase()],
  [/^GET \/api\/dbmeta\/instances /, "fetchInstances", (client) => client.fetchInstances()],
  [/^GET \S*\/dbmeta\/datasets/, "fetchDatasets", (client) => client.fetchDatasets({ reloadCache: true })],
  [/^GET \/api\/cached\/roicompleteness/, "fetchRoiCompleteness", (client) => client.fetchRoiCompleteness()],
  [/^GET \/api\/cached\/roiconnectivity/, "fetchRoiConnectivity", (client) => client.fetchRoiConnectivity()],
  [/^GET \/api\/cached\/dailytype/, "fetchDailyType", (client) => client.fetchDailyType()],
  [/^GET \/profile /, "fetchProfile", (client) => client.fetchProfile()],
  [/^GET \/token /, "fetchToken", (client) => client.fetchToken()],
  [/^GET \/dataset-access/, "fetchDatasetAccess", (client) => client.fetchDatasetAccess()],
  // What else is refused, is refused to the plainest call.
  [/ 4\d\d$/, "any call", (client) => client.fetchVersion()],
];

const callOf = ({ method, path, status }) => CALLS.find(([requests]) => requests.test(`${method} ${path} ${status}`));

/** The name of the call that stands for a record; undefined if there is none. */
export const nameOf = (record) => callOf(record)?.[1];

/** Plain data: bigints as texts, tables as the server writes them, the bytes of a file as their number and hash. */
async function plain(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string" && value.length > 10_000) return plain(new TextEncoder().encode(value));
  if (typeof value !== "object") return value;
  if (typeof value.toJSONText === "function") return { table: value.toJSONText() };
  if (typeof value.toSwc === "function") return { swc: value.toSwc() };
  if (value instanceof Uint8Array) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", value));
    const text = value.length < 100 ? new TextDecoder().decode(value) : undefined;
    return { length: value.length, sha256: [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join(""), ...(text !== undefined && { text }) };
  }
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined).map(async ([name, entry]) => [name, await plain(entry)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** What comes of a record's call, as plain data: `{ value, warnings }` or `{ error }`. */
export async function ask({ Client, NeuprintError }, server, record, dataset, token) {
  const warnings = [];
  let client;
  try {
    client = await Client.connect({ server, dataset, token, retries: 0 });
    return { value: await plain(await callOf(record)[2](client, record, warnings)), warnings };
  } catch (error) {
    if (!(error instanceof NeuprintError) || !(error instanceof Error)) return { error: { code: `no NeuprintError: ${error}` } };
    return { error: { code: error.code, message: error.message, details: await plain(error.details) } };
  } finally {
    client?.close();
  }
}
