/**
 * The package for environments that load WebAssembly in their own way: nothing works before `init` or `initSync` was
 * called, once, with the file `neuprint/neuprint_bg.wasm`.
 *
 * @packageDocumentation
 */
export { default, initSync } from "./dist/neuprint.js";
export type { InitInput, InitOutput, SyncInitInput } from "./dist/neuprint.js";
export * from "./index.js";
