/**
 * Skeletons, synapses and brain regions in 3D, on a canvas of a page: WebGL2, without a dependency. It takes typed arrays,
 * fetches nothing, and draws when it is told to.
 *
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" />

export { Viewer } from "../dist/viewer.js";
export type { Counts, DrawnColumns, Legend, Picked } from "../dist/viewer.js";
export { NeuprintError } from "../error.js";
export type { NeuprintErrorCode, NeuprintErrorDetails } from "../error.js";
