/**
 * neuPrint in JavaScript: queries whose 64-bit integers stay exact, skeletons, and healing.
 *
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" />

export { Cells, Client, Skeleton, Table, Transaction } from "./dist/neuprint.js";
export type {
  AdjacencyOptions,
  AdjacencyTables,
  BatchOptions,
  BodyId,
  Bridge,
  CellValue,
  ClientOptions,
  Column,
  ColumnOf,
  CommonConnectivityOptions,
  CompletenessOptions,
  ConnectionOptions,
  DailyType,
  Database,
  DatasetAccess,
  DatasetInfo,
  DatasetListOptions,
  DatasetOptions,
  ExactCriterion,
  ExactProperty,
  FindOptions,
  FoundSkeleton,
  FurtherWeight,
  HealDistance,
  HealOptions,
  Healed,
  Instance,
  IntegerCriterion,
  LengthOptions,
  Mesh,
  Meta,
  NeuronCriteria,
  NeuronOptions,
  NeuronTables,
  Neurons,
  PathOptions,
  PresenceCriterion,
  PresenceProperty,
  Profile,
  QueryOptions,
  RequestOptions,
  RoiConnectivity,
  RoiHierarchyOptions,
  RoiLink,
  RoiMeshOptions,
  RoiTree,
  Route,
  Row,
  ServerInfo,
  ShortestPathOptions,
  SkeletonForms,
  SkeletonGraph,
  SkeletonOptions,
  SkeletonsOptions,
  SortKey,
  TextCriterion,
  VoxelSize,
} from "./dist/neuprint.js";
export * from "./client.js";
export { IsNull, NotNull } from "./criteria.js";
export { NeuprintError } from "./error.js";
export type { NeuprintErrorCode, NeuprintErrorDetails } from "./error.js";
export { disableDebugLogging, enableDebugLogging, setupDebugLogging } from "./logging.js";
