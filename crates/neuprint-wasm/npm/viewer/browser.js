// For browsers and bundlers: fetches the wasm file from beside this module. Bundlers know this form of its address.

import init from "../dist/viewer.js";

await init({ module_or_path: new URL("../dist/viewer_bg.wasm", import.meta.url) });

export * from "./exports.js";
