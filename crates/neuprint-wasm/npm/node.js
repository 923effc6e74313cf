// For Node, Deno and Bun: reads the wasm file from disk. There is no top-level await, so that `require` works too.

import { readFileSync } from "node:fs";
import { initSync } from "./dist/neuprint.js";

initSync({ module: readFileSync(new URL("./dist/neuprint_bg.wasm", import.meta.url)) });

export * from "./exports.js";
