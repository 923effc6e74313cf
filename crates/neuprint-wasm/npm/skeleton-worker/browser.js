// For browsers, bundlers, Deno and Bun: module workers.

import { Pool } from "./pool.js";

/**
 * Whether the page is of another origin than this module, whose script it may then not start as a worker; a script of its
 * own that imports it, it may.
 */
function isElsewhere() {
  const here = new URL(import.meta.url);
  return /^https?:$/.test(here.protocol) && globalThis.location !== undefined && here.origin !== location.origin;
}

/**
 * Imported while it runs, since pages' policies take a worker's own imports for further workers; what is said meanwhile waits.
 */
const script = (thread) => `
  const waiting = [];
  onmessage = (event) => waiting.push(event);
  import(${JSON.stringify(thread)}).then(
    () => waiting.forEach((event) => onmessage(event)),
    (error) => setTimeout(() => { throw error; }),
  );`;

function startFromElsewhere() {
  // Not to be rewritten by bundlers, whose workers are of the page's origin.
  const [name, here] = ["./thread.js", import.meta.url];
  const address = URL.createObjectURL(new Blob([script(new URL(name, here).href)], { type: "text/javascript" }));
  try {
    return new Worker(address, { type: "module" });
  } finally {
    // The worker has begun to load it by then.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}

function start(heard, broke) {
  // Bundlers know this form.
  const worker = isElsewhere() ? startFromElsewhere() : new Worker(new URL("./thread.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => {
    event.preventDefault();
    broke(event.message ?? "its script could not be loaded");
  };
  return { post: (message, transfer) => worker.postMessage(message, transfer), terminate: () => worker.terminate() };
}

export class SkeletonWorker extends Pool {
  constructor(options) {
    super(start, options);
  }
}

if (Symbol.dispose) SkeletonWorker.prototype[Symbol.dispose] = SkeletonWorker.prototype.terminate;
export { NeuprintError } from "../error.js";
