// For browsers, bundlers, Deno and Bun: module workers.

import { Pool } from "./pool.js";

function start(heard, broke) {
  // Bundlers know this form.
  const worker = new Worker(new URL("./thread.js", import.meta.url), { type: "module" });
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
