/**
 * Skeletons off the main thread: SWC parsed and healed in workers, the result as transferred typed arrays.
 *
 * @packageDocumentation
 */
/// <reference lib="esnext.disposable" />

import type { Bridge, HealOptions, SkeletonData } from "../skeleton/index.js";

/** How a worker is made. */
export interface SkeletonWorkerOptions {
  /** How many threads there may be at most; 1 if left out. Each loads the wasm file when it is first needed. */
  threads?: number | undefined;
}

/** How far a task has come. */
export interface TaskProgress {
  readonly stage: "parse" | "heal";
  /** Bytes of `total` that are parsed, or nodes of `total` that are healed, which comes at once for all. */
  readonly done: number;
  readonly total: number;
}

/** What every task takes. */
export interface TaskOptions {
  /** Ends the task at once, even in the middle of its work: its thread is ended, others go on. */
  signal?: AbortSignal | undefined;
  /** Hands the input's buffers over instead of copying them; they are empty afterwards. */
  transfer?: boolean | undefined;
  /** Hears how far the task has come: after every 4 MiB that are parsed, and when healing begins and ends. */
  onProgress?: ((progress: TaskProgress) => void) | undefined;
}

/** A skeleton as columns that belong to you. `Skeleton.fromColumns(columns)` makes a `Skeleton` of them. */
export interface ParsedColumns {
  readonly columns: SkeletonData;
}

/** A healed skeleton as columns, and what was done to it. */
export interface HealedColumns extends ParsedColumns {
  /** The edges that were added, longest first. */
  readonly bridges: Bridge[];
  readonly fragmentsBefore: number;
  readonly fragmentsAfter: number;
  /** Which fragment each node belonged to, from 0. */
  readonly fragmentOfNodes: Uint32Array;
}

/**
 * Workers that parse and heal skeletons. Ask for as many as you like at once: they wait for a free thread.
 *
 * ```js
 * const worker = new SkeletonWorker({ threads: 4 });
 * const healed = await Promise.all(texts.map((swc) => worker.heal(swc, { maxDistance: 1000 })));
 * worker.terminate();
 * ```
 */
export class SkeletonWorker {
  constructor(options?: SkeletonWorkerOptions);
  /** Reads an SWC file, as `Skeleton.parse`, with the same errors. */
  parse(swc: string | Uint8Array, options?: TaskOptions): Promise<ParsedColumns>;
  /** Joins the fragments of an SWC file or of columns, as `skeleton.heal`. */
  heal(skeleton: string | Uint8Array | SkeletonData, options?: TaskOptions & HealOptions): Promise<HealedColumns>;
  /** Ends all threads; what was asked and not answered fails with the code `aborted`. */
  terminate(): void;
  [Symbol.dispose](): void;
}

export { NeuprintError } from "../error.js";
export type { NeuprintErrorCode, NeuprintErrorDetails } from "../error.js";
