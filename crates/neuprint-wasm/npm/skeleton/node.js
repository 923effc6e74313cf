// For Node, Deno and Bun: reads the wasm file from disk, without top-level await, so that `require` works too.

import { readFileSync } from "node:fs";
import { initSync } from "../dist/skeleton.js";

initSync({ module: readFileSync(new URL("../dist/skeleton_bg.wasm", import.meta.url)) });

export * from "./exports.js";
