// For browsers and bundlers: fetches the wasm file from beside this module. Bundlers know this form of its address.

import init from "../dist/arrow.js";

await init({ module_or_path: new URL("../dist/arrow_bg.wasm", import.meta.url) });

export { readArrow, writeArrow } from "../dist/arrow.js";
