// A worker thread of Node.

import { parentPort } from "node:worker_threads";
import { Skeleton } from "../skeleton/node.js";
import { perform } from "./tasks.js";

parentPort.on("message", (message) => {
  const [answer, transfer] = perform(Skeleton, message);
  parentPort.postMessage(answer, transfer);
});
