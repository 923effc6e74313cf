// The skeletons of an element: fetched, read and healed in a worker, each kept until it is no longer wanted.

import { NeuprintError } from "../error.js";
import { SkeletonWorker } from "../skeleton-worker/browser.js";
import { healOptions } from "./settings.js";

/** One of a few threads for all elements of a page. */
let worker;
const threads = () => (worker ??= new SkeletonWorker({ threads: Math.min(4, navigator.hardwareConcurrency || 2) }));

/** The neurons that an attribute `src` names. */
export function named(src) {
  return (src ?? "").split(/\s+/).filter(Boolean).map((address) => {
    const path = address.split(/[?#]/)[0].split("/").pop();
    let name = path;
    try {
      name = decodeURIComponent(path);
    } catch {
      // A name with a bare % is told as it is written.
    }
    return { name: /^(data|blob):/.test(address) ? "neuron" : name.replace(/\.swc$/i, "") || address, address };
  });
}

/** The bytes of a file. */
async function fetched(address) {
  const url = new URL(address, document.baseURI);
  let response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new NeuprintError("network", `${address} could not be loaded: there is no answer, or its server does not let this page read it (CORS).`, {}, error);
  }
  if (!response.ok) throw new NeuprintError("not-found", `${address} could not be loaded: the server answers ${response.status} ${response.statusText}`.trimEnd() + ".", { status: response.status });
  return new Uint8Array(await response.arrayBuffer());
}

/** A neuron on its way: what was read is kept, and healed as often as settings change. */
export class Source {
  #load;
  #raw;

  constructor({ name, address, swc, color }) {
    this.name = name;
    this.color = color;
    /** What tells it from others. */
    this.input = address ?? swc;
    this.#load = () => (address === undefined ? swc : fetched(address));
  }

  /** Columns, bridges and unit, healed as it is said. */
  async skeleton(healing, unit) {
    this.#raw ??= Promise.resolve(this.#load()).then(async (swc) => (await threads().parse(swc)).columns);
    let columns;
    try {
      columns = await this.#raw;
    } catch (error) {
      // It is asked for again the next time.
      this.#raw = undefined;
      throw error;
    }
    const measured = unit ?? (columns.unit === "unknown" ? undefined : columns.unit);
    if (!healing) return { columns, bridges: [], unit: measured };
    const healed = await threads().heal(columns, healOptions(healing, measured));
    return { columns: healed.columns, bridges: healed.bridges, unit: measured };
  }
}
