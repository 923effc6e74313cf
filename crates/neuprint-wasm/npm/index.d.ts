/**
 * neuPrint in JavaScript: queries whose 64-bit integers stay exact, skeletons, and healing.
 *
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" />

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
export type {
  BodyId,
  Bridge,
  CellValue,
  ClientOptions,
  Column,
  ColumnOf,
  ConnectionMatrix,
  DatasetInfo,
  DatasetOptions,
  HealDistance,
  HealOptions,
  Healed,
  LengthOptions,
  MatrixOptions,
  Mesh,
  Meta,
  NeuroglancerOptions,
  NeuroglancerScene,
  PastedBodyIds,
  QueryOptions,
  RequestOptions,
  Row,
  ServerInfo,
  SideOptions,
  SkeletonOptions,
  SortKey,
  SyndistOptions,
  VoxelSize,
} from "./dist/neuprint.js";
export { NeuprintError } from "./error.js";
export type { NeuprintErrorCode, NeuprintErrorDetails } from "./error.js";
