// What `neuprint/viewer` offers, whichever way its wasm file was loaded.

import { NeuprintError } from "../error.js";
import { guardFreed } from "../freed.js";
import { Viewer as Bound } from "../dist/viewer.js";

/** The codes of what fails otherwise than by an argument. */
const CODES = { constructor: "unsupported", render: "internal" };

/** Failures of the wasm module as this package tells them. */
function told(error, method) {
  if (error instanceof NeuprintError) return error;
  if (error instanceof WebAssembly.RuntimeError) return new NeuprintError("internal", `a mistake of this library; please report it, and load the page again: ${error.message}`, {}, error);
  return new NeuprintError(CODES[method] ?? "invalid-argument", error?.message ?? String(error), {}, error);
}

guardFreed(Bound, "this viewer was freed");

for (const [name, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(Bound.prototype))) {
  if (typeof method !== "function" || name === "constructor" || name === "free" || name === "__destroy_into_raw") continue;
  Bound.prototype[name] = function (...given) {
    try {
      const answer = method.apply(this, given);
      return answer instanceof Promise ? answer.catch((error) => Promise.reject(told(error, name))) : answer;
    } catch (error) {
      throw told(error, name);
    }
  };
}

export class Viewer extends Bound {
  constructor(canvas) {
    try {
      super(canvas);
    } catch (error) {
      throw told(error, "constructor");
    }
  }
}

export { NeuprintError };
