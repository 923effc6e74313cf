// What the client is to make of each recorded answer.
import { gunzipSync } from "node:zlib";

/** JSON with integers that no number holds as texts, before they are rounded. */
export const read = (text) =>
  JSON.parse(text.replace(/(?<=[[:, ])-?\d{16,}(?=[\],}])/g, (digits) => (Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`)));

const table = ({ columns, data }) => ({ table: { columns, data } });
const file = ({ sha256, length, answer }) => (sha256 ? { length, sha256 } : { text: answer });

/** By the name of a call: its value, from the JSON of the answer or the record. */
const VALUES = {
  fetchCustom: table,
  fetchRoiCompleteness: table,
  Transaction: (json) => (json.columns ? table(json) : null),
  beginTransaction: () => "Transaction",
  fetchVersion: (json) => json.Version,
  fetchDbVersion: (json) => json.Version,
  fetchServerInfo: (json) => ({ isPublic: json.IsPublic, version: json.Version }),
  fetchDatabase: (json) => ({ location: json.Location, description: json.Description }),
  fetchDatasets: (json) =>
    Object.fromEntries(
      Object.entries(json).map(([name, { "last-mod": lastMod, uuid, ROIs, superLevelROIs, info, hidden, logo, description }]) => {
        return [name, { lastMod, uuid, rois: ROIs, superLevelRois: superLevelROIs, info, hidden, logo, description }];
      }),
    ),
  fetchProfile: (json) => ({ email: json.Email, authLevel: json.AuthLevel, imageUrl: json.ImageURL }),
  fetchToken: (json) => json.token,
  fetchDatasetAccess: ({ tos_required: tosRequired, tos_url: tosUrl, ...same }) => ({ ...same, tosRequired, ...(tosUrl && { tosUrl }) }),
  fetchDailyType: ({ info: { bodyid, ...info }, connectivity, skeleton }) => ({
    info: { ...info, bodyId: String(bodyid) },
    connectivity: table(connectivity),
    ...(skeleton && { skeleton: table(skeleton) }),
  }),
  fetchSkeleton: (_, record) => file(record),
  fetchRoiMesh: (_, record) => file(record),
  fetchRawKeyvalue: (_, record) => file(record),
  postRawKeyvalue: () => null,
};

/** The value of a call that succeeds. */
export function valueOf(name, record) {
  // pyarrow gives maps as lists of pairs.
  const cell = (value) => (Array.isArray(value) ? Object.fromEntries(value) : value);
  if (record.decoded) {
    const { schema, rows } = record.decoded;
    return table({ columns: schema.map(([column]) => column), data: rows.map((row) => row.map(cell)) });
  }
  const answer = record.answer_base64 ? gunzipSync(Buffer.from(record.answer_base64, "base64")).toString() : record.answer;
  const json = record.response_headers["Content-Type"]?.startsWith("application/json") ? read(answer) : undefined;
  return VALUES[name](json, record);
}

const NAMED = ["/api/skeletons/", "/api/roimeshes/", "/api/raw/keyvalue/", "/api/cached/dailytype"];

/** The code of what a call fails with; undefined if it succeeds. */
export function codeOf({ status, path, answer }) {
  const says = (...words) => words.some((word) => answer.includes(word));
  if (status === 401) return "unauthorized";
  if (status === 403) return says("tos_url") ? "terms-of-service-required" : "forbidden";
  if (status === 404) return says("not available in stores") ? "dataset-not-found" : "unsupported";
  if (status === 400) {
    if (says("TransactionTimedOut")) return "timeout";
    if (says("SyntaxError")) return "cypher-syntax";
    if (says("Neo4jError")) return "query-failed";
    const missing = says("Key not found", "no store found", "no cell type exists");
    return missing && NAMED.some((places) => path.startsWith(places)) ? "not-found" : "server-error";
  }
  // Its node has no parent.
  if (path.endsWith("/2?format=swc")) return "invalid-swc";
  // Without rows there is no stream, and JSON tells.
  return status === 200 || path === "/api/custom/arrow" ? undefined : "server-error";
}
