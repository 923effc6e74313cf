/**
 * neuPrint in JavaScript: queries whose 64-bit integers stay exact, skeletons, and healing.
 *
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" />

export { Cells, Client, Skeleton, Table } from "./dist/neuprint.js";
export type {
  BodyId,
  Bridge,
  CellValue,
  ClientOptions,
  Column,
  ColumnOf,
  DatasetInfo,
  DatasetOptions,
  HealDistance,
  HealOptions,
  Healed,
  LengthOptions,
  Mesh,
  Meta,
  QueryOptions,
  RequestOptions,
  Row,
  ServerInfo,
  SkeletonOptions,
  SortKey,
  VoxelSize,
} from "./dist/neuprint.js";
export { NeuprintError } from "./error.js";
export type { NeuprintErrorCode, NeuprintErrorDetails } from "./error.js";
