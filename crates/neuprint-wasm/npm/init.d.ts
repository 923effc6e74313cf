/**
 * The package for environments that load WebAssembly in their own way: nothing works before `init` or `initSync` was
 * called, once, with the files `neuprint/neuprint_bg.wasm` and `neuprint/skeleton_bg.wasm`.
 *
 * @packageDocumentation
 */
import type { InitInput, SyncInitInput } from "./dist/neuprint.js";

/** One thing for each wasm file that is loaded at once. */
export interface WasmFiles<File> {
  /** For `neuprint/neuprint_bg.wasm`. */
  client: File;
  /** For `neuprint/skeleton_bg.wasm`. */
  skeleton: File;
}

/** The wasm file that is loaded when the first Arrow stream is read or written. */
export interface LaterWasmFiles {
  /** `neuprint/arrow_bg.wasm`, or a function that gives it then. Left out, it is fetched from beside its module. */
  arrow?: InitInput | Promise<InitInput> | (() => InitInput | Promise<InitInput>) | undefined;
}

/**
 * Loads the wasm files: each from an address, a `Response`, its bytes, or a `WebAssembly.Module`. What is left out is
 * fetched from beside its module. Gives the memory of each that is loaded.
 */
export default function init(
  files?: Partial<WasmFiles<InitInput | Promise<InitInput>>> & LaterWasmFiles,
): Promise<WasmFiles<WebAssembly.Memory>>;
/** Compiles the wasm files of these bytes or modules at once. Gives the memory of each that is loaded. */
export function initSync(files: WasmFiles<SyncInitInput> & LaterWasmFiles): WasmFiles<WebAssembly.Memory>;

export type { InitInput, SyncInitInput } from "./dist/neuprint.js";
export * from "./index.js";
