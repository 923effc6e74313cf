// For environments that load wasm in their own way: nothing works before `init` or `initSync` was called.

export { default, initSync } from "../dist/viewer.js";
export * from "./exports.js";
