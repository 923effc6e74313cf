// The client, with what only JavaScript can do: being a default, and being forgotten.

import { Client as Connections, Table } from "./dist/neuprint.js";
import { arrowModule, environment } from "./environment.js";
import { NeuprintError } from "./error.js";
import { guardFreed } from "./freed.js";
import { asJson } from "./table.js";

/**
 * All clients that were neither closed nor collected, each with what it is equal by. Only the default one is held. Looking
 * through a reference keeps its client alive for a while, so that is done only when somebody asks for the clients.
 */
const clients = new Map();
/** How many clients there are of each kind. */
const kinds = new Map();
let chosen;

function forget(reference) {
  const kind = clients.get(reference);
  if (!clients.delete(reference)) return false;
  const left = kinds.get(kind) - 1;
  if (left > 0) kinds.set(kind, left);
  else kinds.delete(kind);
  return true;
}

const collected = new FinalizationRegistry(forget);

function live() {
  const found = [];
  for (const reference of [...clients.keys()]) {
    const client = reference.deref();
    if (client) found.push(client);
    else forget(reference);
  }
  return found;
}

const allEqual = (found) => found.every((client) => client.equals(found[0]));
const names = (found) => found.map((client) => `${client.dataset ?? "(no dataset yet)"} of ${client.server}`);

/** Hands warnings of an Arrow answer to who listens. If nobody does, they are still not silent. */
function tellLosses(warnings, listener) {
  if (listener) return warnings.forEach((warning) => listener(warning));
  if (warnings.length === 0) return;
  const lines = warnings.map(({ message }) => `  ${message}`);
  console.warn(["neuprint: this Arrow answer may not be exact, as JSON is:", ...lines].join("\n"));
}

guardFreed(Connections, "this client was closed: make another one");

export class Client extends Connections {
  #reference = new WeakRef(this);
  #ready;

  constructor(options) {
    super(options && options.token === undefined ? { ...options, token: environment.token() } : options);
    const kind = this.kind();
    clients.set(this.#reference, kind);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    collected.register(this, this.#reference, this);
    // A second, different client takes the first one's place away: code that relies on a default must then choose.
    chosen = kinds.size === 1 || allEqual(live()) ? this : undefined;
  }

  static async connect(options) {
    const client = new Client(options);
    try {
      await client.open(options);
    } catch (error) {
      client.close();
      throw error;
    }
    return client;
  }

  get ready() {
    this.#ready ??= this.open().then(() => this);
    return this.#ready;
  }

  async fetchCustom(cypher, options) {
    const format = options?.format ?? "table";
    if (format !== "table" && format !== "json") {
      throw new NeuprintError("invalid-argument", '`format` must be "table" or "json"');
    }
    if (typeof (options?.onWarning ?? tellLosses) !== "function") {
      throw new NeuprintError("invalid-argument", "`onWarning` must be a function");
    }
    const table = options?.useArrow ? await this.#fetchArrow(cypher, options) : await super.fetchCustom(cypher, options);
    if (format === "table") return table;
    const json = asJson(table);
    table.free();
    return json;
  }

  /** Without rows there is no stream, but a table. */
  async #fetchArrow(cypher, options) {
    const answer = await super.fetchArrow(cypher, options);
    let table = answer;
    if (!(answer instanceof Table)) {
      const read = (await arrowModule()).readArrow(answer);
      table = Table.ofTransfer(read.table);
      tellLosses(read.warnings, options.onWarning);
    }
    options.onProgress?.(table.length);
    return table;
  }

  close() {
    if (!forget(this.#reference)) return;
    collected.unregister(this);
    if (chosen === this) chosen = undefined;
    super.free();
  }

  free() {
    this.close();
  }

  [Symbol.dispose]() {
    this.close();
  }
}

export function defaultClient() {
  if (chosen) return chosen;
  const found = live();
  if (found.length > 0 && allEqual(found)) {
    chosen = found[0];
    return chosen;
  }
  throw new NeuprintError(
    "invalid-argument",
    found.length === 0
      ? "there is no default client, because there is no client yet: make one with `new Client`"
      : `there are ${found.length} different clients and none is the default: pass \`client\`, or call setDefaultClient. ` +
          `They are: ${names(found).join("; ")}`,
    { available: names(found) },
  );
}

export function setDefaultClient(client) {
  if (client === null || client === undefined) return clearDefaultClient();
  chosen = checked(client);
}

export function clearDefaultClient() {
  chosen = undefined;
}

export function listAllClients() {
  return live();
}

function checked(client) {
  if (client instanceof Client) return client;
  throw new NeuprintError("invalid-argument", "`client` must be a Client");
}

/** A method of clients as a function: of the option `client`, or else of the default one. */
function asFunction(name) {
  const ask = (...values) => {
    const client = values.at(-1)?.client;
    return (client === undefined || client === null ? defaultClient() : checked(client))[name](...values);
  };
  // What is wrong with the client is a rejection, as everything else is.
  return Object.defineProperty(async (...values) => ask(...values), "name", { value: name });
}

export const arrowEndpoint = asFunction("arrowEndpoint");
export const fetchAdjacencies = asFunction("fetchAdjacencies");
export const fetchAllRois = asFunction("fetchAllRois");
export const fetchAvailable = asFunction("fetchAvailable");
export const fetchBodiesNear = asFunction("fetchBodiesNear");
export const fetchCommonConnectivity = asFunction("fetchCommonConnectivity");
export const fetchConnectionMitochondria = asFunction("fetchConnectionMitochondria");
export const fetchCustom = asFunction("fetchCustom");
export const fetchCustomNeurons = asFunction("fetchCustomNeurons");
export const fetchDailyType = asFunction("fetchDailyType");
export const fetchDatabase = asFunction("fetchDatabase");
export const fetchDatasetAccess = asFunction("fetchDatasetAccess");
export const fetchDatasets = asFunction("fetchDatasets");
export const fetchDbVersion = asFunction("fetchDbVersion");
export const fetchDownstreamOrphanTasks = asFunction("fetchDownstreamOrphanTasks");
export const fetchHelp = asFunction("fetchHelp");
export const fetchInstances = asFunction("fetchInstances");
export const fetchMeanSynapses = asFunction("fetchMeanSynapses");
export const fetchMeta = asFunction("fetchMeta");
export const fetchMitochondria = asFunction("fetchMitochondria");
export const fetchNeuronKeys = asFunction("fetchNeuronKeys");
export const fetchNeurons = asFunction("fetchNeurons");
export const fetchOutputCompleteness = asFunction("fetchOutputCompleteness");
export const fetchPaths = asFunction("fetchPaths");
export const fetchPrimaryRois = asFunction("fetchPrimaryRois");
export const fetchProfile = asFunction("fetchProfile");
export const fetchRawKeyvalue = asFunction("fetchRawKeyvalue");
export const fetchRoiCompleteness = asFunction("fetchRoiCompleteness");
export const fetchRoiConnectivity = asFunction("fetchRoiConnectivity");
export const fetchRoiHierarchy = asFunction("fetchRoiHierarchy");
export const fetchRoiMesh = asFunction("fetchRoiMesh");
export const fetchServerInfo = asFunction("fetchServerInfo");
export const fetchShortestPaths = asFunction("fetchShortestPaths");
export const fetchSimpleConnections = asFunction("fetchSimpleConnections");
export const fetchSkeleton = asFunction("fetchSkeleton");
export const fetchSkeletons = asFunction("fetchSkeletons");
export const fetchSynapseConnections = asFunction("fetchSynapseConnections");
export const fetchSynapseNtKeys = asFunction("fetchSynapseNtKeys");
export const fetchSynapses = asFunction("fetchSynapses");
export const fetchSynapsesAndClosestMitochondria = asFunction("fetchSynapsesAndClosestMitochondria");
export const fetchToken = asFunction("fetchToken");
export const fetchTracedAdjacencies = asFunction("fetchTracedAdjacencies");
export const fetchVersion = asFunction("fetchVersion");
export const findNeurons = asFunction("findNeurons");
export const postRawKeyvalue = asFunction("postRawKeyvalue");
