// For Node, Deno and Bun: reads the wasm files from disk, and the token from NEUPRINT_APPLICATION_CREDENTIALS. There is no
// top-level await, so that `require` works too.

import "./skeleton/node.js";
import { readFileSync } from "node:fs";
import { initSync } from "./dist/neuprint.js";
import { environment } from "./environment.js";

initSync({ module: readFileSync(new URL("./dist/neuprint_bg.wasm", import.meta.url)) });

environment.arrow = () => import("./arrow/node.js");
environment.token = () => {
  try {
    return process.env.NEUPRINT_APPLICATION_CREDENTIALS;
  } catch {
    // Deno without the right to read the environment.
    return undefined;
  }
};

export * from "./exports.js";
