// What the package offers, whichever way its wasm file was loaded.

import "./table.js";

export { Cells, Table, Transaction } from "./dist/neuprint.js";
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
export { disableDebugLogging, enableDebugLogging, setupDebugLogging } from "./logging.js";
export { Gaps, NeuprintError, Skeleton } from "./skeleton/exports.js";
