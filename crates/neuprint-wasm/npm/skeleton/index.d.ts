/**
 * Skeletons without a server: SWC parsed, healed, measured and written.
 *
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" />

export { Skeleton, SwcParser } from "../dist/skeleton.js";
export type {
  Bridge,
  ExtraColumn,
  HeaderField,
  HealOptions,
  Healed,
  LengthOptions,
  ParsedSwc,
  Provenance,
  SwcOptions,
  SwcParserOptions,
  SwcProblem,
} from "../dist/skeleton.js";
export { NeuprintError } from "../error.js";
export type { NeuprintErrorCode, NeuprintErrorDetails } from "../error.js";
