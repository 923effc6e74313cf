// What `neuprint/skeleton` offers, whichever way its wasm file was loaded.

import { Gaps, Skeleton } from "../dist/skeleton.js";
import { guardFreed } from "../freed.js";

guardFreed(Skeleton, "this skeleton was freed: its nodes are gone");
guardFreed(Gaps, "these gaps were freed");

export { Gaps, Skeleton } from "../dist/skeleton.js";
export { NeuprintError } from "../error.js";
