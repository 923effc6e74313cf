/**
 * Skeletons without a server: SWC parsed, healed, measured and written.
 *
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" />

export { Gaps, Skeleton } from "../dist/skeleton.js";
export type { Attached, Bridge, BridgeOptions, GapOptions, HealOptions, Healed, LengthOptions, LenientSkeleton, SwcProblem } from "../dist/skeleton.js";
export { NeuprintError } from "../error.js";
export type { NeuprintErrorCode, NeuprintErrorDetails } from "../error.js";
