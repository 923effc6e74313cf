// For environments that load wasm in their own way: nothing works before `init` or `initSync` was called.

import initClient, { initSync as initClientSync } from "./dist/neuprint.js";
import initSkeleton, { initSync as initSkeletonSync } from "./dist/skeleton.js";
import { environment } from "./environment.js";

/** Arrow's file is not asked for before it is needed. */
function loadArrowFrom(file) {
  environment.arrow = async () => {
    const arrow = await import("./dist/arrow.js");
    await arrow.default({ module_or_path: await (typeof file === "function" ? file() : file) });
    return arrow;
  };
}

export default async function init({ client, skeleton, arrow } = {}) {
  loadArrowFrom(arrow);
  const [{ memory }, skeletons] = await Promise.all([
    initClient({ module_or_path: client }),
    initSkeleton({ module_or_path: skeleton }),
  ]);
  return { client: memory, skeleton: skeletons.memory };
}

export function initSync({ client, skeleton, arrow }) {
  loadArrowFrom(arrow);
  const { memory } = initClientSync({ module: client });
  return { client: memory, skeleton: initSkeletonSync({ module: skeleton }).memory };
}

export * from "./exports.js";
