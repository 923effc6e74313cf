// What `neuprint/skeleton` offers, whichever way its wasm file was loaded.

import { Gaps, Skeleton, SwcParser } from "../dist/skeleton.js";
import { guardFreed } from "../freed.js";

guardFreed(Skeleton, "this skeleton was freed: its nodes are gone");
guardFreed(SwcParser, "this parser was freed: what it read is gone");
guardFreed(Gaps, "these gaps were freed");

export { Gaps, Skeleton, SwcParser } from "../dist/skeleton.js";
export { NeuprintError } from "../error.js";
