// For environments that load wasm in their own way: nothing works before `init` or `initSync` was called.

import initClient, { initSync as initClientSync } from "./dist/neuprint.js";
import initSkeleton, { initSync as initSkeletonSync } from "./dist/skeleton.js";

export default async function init({ client, skeleton } = {}) {
  const [{ memory }, skeletons] = await Promise.all([
    initClient({ module_or_path: client }),
    initSkeleton({ module_or_path: skeleton }),
  ]);
  return { client: memory, skeleton: skeletons.memory };
}

export function initSync({ client, skeleton }) {
  const { memory } = initClientSync({ module: client });
  return { client: memory, skeleton: initSkeletonSync({ module: skeleton }).memory };
}

export * from "./exports.js";
