// A module worker: what it hears before its wasm file is there waits in the order in which it came.

import init, { Skeleton, SwcParser } from "../dist/skeleton.js";
import { perform } from "./tasks.js";

const ready = init({ module_or_path: new URL("../dist/skeleton_bg.wasm", import.meta.url) });

onmessage = async ({ data }) => {
  try {
    await ready;
  } catch (error) {
    const message = `the wasm file of skeletons could not be loaded: ${error?.message ?? error}`;
    return postMessage({ id: data.id, failed: { code: "network", message } });
  }
  const [answer, transfer] = perform({ Skeleton, SwcParser }, data, postMessage);
  postMessage(answer, transfer);
};
