// A worker thread of Node.

import { parentPort } from "node:worker_threads";
import { Skeleton, SwcParser } from "../skeleton/node.js";
import { perform } from "./tasks.js";

parentPort.on("message", (message) => {
  const [answer, transfer] = perform({ Skeleton, SwcParser }, message, (report) => parentPort.postMessage(report));
  parentPort.postMessage(answer, transfer);
});
