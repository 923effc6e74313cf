// For Node, Deno and Bun: reads the wasm file from disk.

import { readFileSync } from "node:fs";
import { initSync } from "../dist/arrow.js";

initSync({ module: readFileSync(new URL("../dist/arrow_bg.wasm", import.meta.url)) });

export { readArrow, writeArrow } from "../dist/arrow.js";
