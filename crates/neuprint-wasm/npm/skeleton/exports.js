// What `neuprint/skeleton` offers, whichever way its wasm file was loaded.

import { Skeleton } from "../dist/skeleton.js";
import { guardFreed } from "../freed.js";

guardFreed(Skeleton, "this skeleton was freed: its nodes are gone");

export { Skeleton } from "../dist/skeleton.js";
export { NeuprintError } from "../error.js";
