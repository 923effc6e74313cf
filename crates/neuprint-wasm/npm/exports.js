// What the package offers, whichever way its wasm file was loaded.

import "./table.js";

export { Cells, Client, Skeleton, Table } from "./dist/neuprint.js";
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
