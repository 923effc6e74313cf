/**
 * Skeletons without a server: SWC parsed, healed, measured and written.
 *
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" />

export { Gaps, Skeleton, SwcParser } from "../dist/skeleton.js";
export type {
  Attached,
  Bounds,
  Bridge,
  BridgeOptions,
  ExtraColumn,
  GapOptions,
  HeaderField,
  HealOptions,
  Healed,
  JoinOptions,
  LengthOptions,
  NodeChoice,
  NodeKind,
  ParsedSwc,
  Provenance,
  PruneTwigsOptions,
  Segments,
  SkeletonColumns,
  SkeletonData,
  SkeletonGraph,
  SkeletonPath,
  SkeletonUnit,
  SplitSkeleton,
  SwcOptions,
  SwcParserOptions,
  SwcProblem,
} from "../dist/skeleton.js";
export type { Position } from "../position.js";
export { NeuprintError } from "../error.js";
export type { NeuprintErrorCode, NeuprintErrorDetails } from "../error.js";
