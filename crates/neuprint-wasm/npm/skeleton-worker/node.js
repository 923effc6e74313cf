// For Node: worker threads. One that has nothing to do does not keep the program alive.

import { Worker } from "node:worker_threads";
import { Pool } from "./pool.js";

function start(heard, broke) {
  // Flags that were meant for the program, such as --eval, are not passed on.
  const worker = new Worker(new URL("./thread-node.js", import.meta.url), { execArgv: [] });
  worker.on("message", (message) => {
    if (!message.progress) worker.unref();
    heard(message);
  });
  worker.on("error", (error) => broke(error?.message ?? error));
  return {
    post(message, transfer) {
      worker.postMessage(message, transfer);
      worker.ref();
    },
    terminate: () => void worker.terminate(),
  };
}

export class SkeletonWorker extends Pool {
  constructor(options) {
    super(start, options);
  }
}

if (Symbol.dispose) SkeletonWorker.prototype[Symbol.dispose] = SkeletonWorker.prototype.terminate;
export { NeuprintError } from "../error.js";
