// What the package offers, whichever way its wasm file was loaded.

import "./table.js";
import { Skeleton } from "./dist/neuprint.js";
import { guardFreed } from "./freed.js";

guardFreed(Skeleton, "this skeleton was freed: its nodes are gone");

export { Cells, Skeleton, Table, Transaction } from "./dist/neuprint.js";
export * from "./client.js";
export { IsNull, NotNull } from "./criteria.js";
export {
  assignSidesInGroups,
  bilateralSyndist,
  connectionTableToMatrix,
  mergeNeuronProperties,
  neuroglancerLink,
  parseBodyIds,
  parseNeuroglancerLink,
  syndistMatrix,
} from "./dist/neuprint.js";
export { NeuprintError } from "./error.js";
export { disableDebugLogging, enableDebugLogging, setupDebugLogging } from "./logging.js";
