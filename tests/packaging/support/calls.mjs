// neuprint-python's calls as calls of the package: names from one table, arguments by the names that they have there.
import { readFileSync } from "node:fs";

const folder = new URL("../../oracle/neuprint_python/", import.meta.url);
/** By the name in Python: the one here. */
export const NAMES = new Map(
  readFileSync(new URL("names.tsv", folder), "utf8").trimEnd().split("\n").slice(1).map((line) => line.split("\t")).map(([python, , javascript]) => [python, javascript]),
);
/** The calls that end otherwise here, each with its reason; see `otherwise.rs` beside the file. */
export const OTHERWISE = JSON.parse(readFileSync(new URL("otherwise.json", folder), "utf8"));

/** The arguments that stand before the options here, by their names in Python. What else there is, is an option. */
const POSITIONAL = {
  "client.fetch_custom": ["cypher"],
  "client.fetch_roi_mesh": ["roi"],
  "client.fetch_skeleton": ["body"],
  fetch_adjacencies: ["sources", "targets"],
  fetch_common_connectivity: ["criteria"],
  fetch_connection_mitochondria: ["source_criteria", "target_criteria", "synapse_criteria"],
  fetch_custom_neurons: ["q"],
  fetch_downstream_orphan_tasks: ["criteria"],
  fetch_mean_synapses: ["neuron_criteria", "synapse_criteria"],
  fetch_mitochondria: ["neuron_criteria", "mito_criteria"],
  fetch_neurons: ["criteria"],
  fetch_output_completeness: ["criteria"],
  fetch_paths: ["upstream_bodyId", "downstream_bodyId"],
  fetch_shortest_paths: ["upstream_bodyId", "downstream_bodyId"],
  fetch_simple_connections: ["upstream_criteria", "downstream_criteria"],
  fetch_synapse_connections: ["source_criteria", "target_criteria", "synapse_criteria"],
  fetch_synapses: ["neuron_criteria", "synapse_criteria"],
  fetch_synapses_and_closest_mitochondria: ["neuron_criteria", "synapse_criteria"],
};
/** Options that are called otherwise here, or not at all. */
const OPTIONS = { path_length: "length", returned_columns: "columns", search_direction: "direction", mark_primary: null };
/** Options that make the same of an answer as Python does. */
const USUAL = { "client.fetch_skeleton": { format: "table" }, "client.fetch_roi_mesh": { format: "obj" } };

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const renamed = (entries, name) => Object.fromEntries(entries.map(([key, value]) => [name(key), value]).filter(([key]) => key !== null));

/** An argument in Python's form: `{ NeuronCriteria: { … } }`, `{ IsNull: 1 }`. */
function argument(value, { IsNull, NotNull }) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => argument(item, { IsNull, NotNull }));
  if ("IsNull" in value) return IsNull;
  if ("NotNull" in value) return NotNull;
  const [criteria] = Object.values(value);
  return renamed(Object.entries(criteria).map(([name, item]) => [name, argument(item, { IsNull, NotNull })]), camelCase);
}

const unmarked = (tree) => ({ ...tree, isPrimary: false, children: tree.children.map(unmarked) });
const nested = (children) => Object.fromEntries(children.map((child) => [`${child.name}${child.isPrimary ? "*" : ""}`, nested(child.children)]));

/** What a call returns, in the form in which Python's results were recorded. */
function result(value, call) {
  if (call.call === "fetch_roi_hierarchy") {
    const marked = call.kwargs.mark_primary !== false;
    if (typeof value === "string") return (marked ? value : value.replace(/\*$/gm, "")).trimEnd();
    return nested([marked ? value : unmarked(value)]);
  }
  if (call.call === "client.fetch_database") return { Location: value.location, Description: value.description };
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (value?.neurons) return value.connections || value.roiCounts ? [table(value.neurons), table(value.connections ?? value.roiCounts)] : table(value.neurons);
  return typeof value?.toSwc === "function" || typeof value?.column !== "function" ? value : table(value);
}

/** Integers as numbers where that is exact, and else as their digits; infinity in words, as the recordings have it. */
function cell(value) {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value === Infinity) return "Infinity";
  if (Array.isArray(value)) return value.map(cell);
  return value !== null && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cell(item)])) : value;
}

function table(value) {
  const names = value.columnNames;
  return { table: names, rows: Array.from(value, (row) => names.map((name) => cell(row[name]))) };
}

/** Makes a recorded call of a client: `{ value }` or `{ error }`. */
export async function make(call, client, neuprint) {
  const before = POSITIONAL[call.call] ?? [];
  const given = call.args.map((value) => argument(value, neuprint));
  const named = Object.entries(call.kwargs).map(([name, value]) => [name, argument(value, neuprint)]);
  const options = { ...USUAL[call.call], ...renamed(named, (name) => (name in OPTIONS ? OPTIONS[name] : camelCase(name))) };
  while (given.length < before.length) given.push(undefined);
  try {
    return { value: result(await client[NAMES.get(call.call)](...given, options), call) };
  } catch (error) {
    if (error instanceof neuprint.NeuprintError) return { error };
    throw error;
  }
}
