/**
 * `neuprint/skeleton` for environments that load WebAssembly in their own way: nothing works before `init` or `initSync`
 * was called, once, with the file `neuprint/skeleton_bg.wasm`.
 *
 * @packageDocumentation
 */
export { default, initSync } from "../dist/skeleton.js";
export type { InitInput, InitOutput, SyncInitInput } from "../dist/skeleton.js";
export * from "./index.js";
