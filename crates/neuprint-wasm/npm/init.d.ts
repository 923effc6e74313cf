/**
 * The package for environments that load WebAssembly in their own way: nothing works before `init` or `initSync` was
 * called, once, with the files `neuprint/neuprint_bg.wasm` and `neuprint/skeleton_bg.wasm`.
 *
 * @packageDocumentation
 */
import type { InitInput, SyncInitInput } from "./dist/neuprint.js";

/** One thing for each wasm file. */
export interface WasmFiles<File> {
  /** For `neuprint/neuprint_bg.wasm`. */
  client: File;
  /** For `neuprint/skeleton_bg.wasm`. */
  skeleton: File;
}

/**
 * Loads the wasm files: each from an address, a `Response`, its bytes, or a `WebAssembly.Module`. What is left out is
 * fetched from beside its module. Gives the memory of each.
 */
export default function init(files?: Partial<WasmFiles<InitInput | Promise<InitInput>>>): Promise<WasmFiles<WebAssembly.Memory>>;
/** Compiles the wasm files of these bytes or modules at once. Gives the memory of each. */
export function initSync(files: WasmFiles<SyncInitInput>): WasmFiles<WebAssembly.Memory>;

export type { InitInput, SyncInitInput } from "./dist/neuprint.js";
export * from "./index.js";
