// What the package offers, whichever way its wasm file was loaded.

export { Client, Skeleton, Table } from "./dist/neuprint.js";
export { NeuprintError } from "./error.js";
