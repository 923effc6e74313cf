// For browsers and bundlers: fetches the wasm files from beside the modules. Bundlers know this form of an address.

import initClient from "./dist/neuprint.js";
import initSkeleton from "./dist/skeleton.js";
import { environment } from "./environment.js";

await Promise.all([
  initClient({ module_or_path: new URL("./dist/neuprint_bg.wasm", import.meta.url) }),
  initSkeleton({ module_or_path: new URL("./dist/skeleton_bg.wasm", import.meta.url) }),
]);

environment.arrow = () => import("./arrow/browser.js");

export * from "./exports.js";
