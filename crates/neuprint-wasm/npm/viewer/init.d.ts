/**
 * `neuprint/viewer` for environments that load WebAssembly in their own way: nothing works before `init` or `initSync` was
 * called, once, with the file `neuprint/viewer_bg.wasm`.
 *
 * @packageDocumentation
 */
export { default, initSync } from "../dist/viewer.js";
export type { InitInput, InitOutput, SyncInitInput } from "../dist/viewer.js";
export * from "./index.js";
