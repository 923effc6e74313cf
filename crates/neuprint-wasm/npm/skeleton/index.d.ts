/**
 * Skeletons without a server: SWC parsed, healed, measured and written.
 *
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" />

export { Skeleton } from "../dist/skeleton.js";
export type {
  Bounds,
  Bridge,
  HealOptions,
  Healed,
  JoinOptions,
  LengthOptions,
  LenientSkeleton,
  NodeChoice,
  NodeKind,
  PruneTwigsOptions,
  Segments,
  SkeletonColumns,
  SkeletonData,
  SkeletonGraph,
  SkeletonPath,
  SkeletonUnit,
  SplitSkeleton,
  SwcProblem,
} from "../dist/skeleton.js";
export type { Position } from "../position.js";
export { NeuprintError } from "../error.js";
export type { NeuprintErrorCode, NeuprintErrorDetails } from "../error.js";
