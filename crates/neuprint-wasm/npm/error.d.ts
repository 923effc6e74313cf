import type { FoundSkeleton, SkeletonForms, Table } from "./dist/neuprint.js";

/** A stable name for what happened. */
export type NeuprintErrorCode =
  | "network" // no answer came, or the connection broke
  | "cors-blocked" // the browser does not let this page read the server's answers
  | "aborted" // by the caller's signal
  | "timeout" // of the client or of the database
  | "budget-exceeded" // the query needs more memory, rows or steps than it may
  | "unauthorized" // the server wants a valid token
  | "forbidden" // the token's owner may not do this
  | "terms-of-service-required" // accept them at details.tosUrl
  | "dataset-not-found" // details.available lists those there are
  | "cypher-syntax" // the query is wrong, at details.line and details.column
  | "query-failed" // the database stopped the query
  | "write-refused" // the query would write; nothing was sent
  | "not-found" // no skeleton or mesh of this name
  | "unsupported" // the server or dataset cannot do this
  | "server-error" // details.status is the HTTP status
  | "malformed-response" // the answer is not what neuPrint sends
  | "invalid-swc" // at details.line and details.column
  | "invalid-argument" // something given cannot be used
  | "internal"; // a mistake of this library

/** What an error says beside its message. Which fields there are depends on its code. */
export interface NeuprintErrorDetails {
  /** Where a query or a file is wrong, counted from 1. */
  readonly line?: number;
  /** Where in the line, counted from 1. */
  readonly column?: number;
  /** The database's own code, such as `Neo.ClientError.Statement.SyntaxError`. */
  readonly neo4jCode?: string;
  /** The clause that would write. */
  readonly keyword?: string;
  /** The dataset that was asked. */
  readonly dataset?: string | undefined;
  /** The datasets there are. */
  readonly available?: string[];
  /** Where terms of service can be accepted. */
  readonly tosUrl?: string;
  /** What was not found, in words. */
  readonly what?: string;
  /** The neuron whose skeleton is not valid. */
  readonly bodyId?: bigint;
  /** The region whose mesh is not valid. */
  readonly roi?: string;
  /** How many bytes of an answer came before the place where it is cut off or malformed. */
  readonly at?: number;
  /** The rows that were complete before that place, or that other requests of the same query were answered. */
  readonly partial?: Table;
  /** The skeletons that `fetchSkeletons` had before it failed, in the form that was asked for. */
  readonly partialSkeletons?: FoundSkeleton<SkeletonForms[keyof SkeletonForms]>[];
  /** The HTTP status. */
  readonly status?: number;
  /** The path that was asked for. */
  readonly path?: string;
  /** The server's address as it was given. */
  readonly server?: string;
  /** The server that can be reached but not read. */
  readonly origin?: string;
  /** The criterion or option that cannot be used. */
  readonly field?: string;
  /** What was given for it. */
  readonly value?: string;
  /** For how many neurons there were answers when a query of several requests failed; they are in `partial`. */
  readonly done?: number;
  /** For how many neurons answers were wanted. */
  readonly total?: number;
  /** The client's own limit that was passed. */
  readonly milliseconds?: number;
}

/** What every method of this package throws or rejects with. */
export declare class NeuprintError extends Error {
  /** Makes one, for tests and for code that stands in for a client. */
  constructor(code: NeuprintErrorCode, message: string, details?: NeuprintErrorDetails, cause?: unknown);
  /** `NeuprintError`. */
  readonly name: "NeuprintError";
  /** What happened. */
  readonly code: NeuprintErrorCode;
  /** More about it. */
  readonly details: NeuprintErrorDetails;
  /** Where an `AbortSignal` ended the request: its reason. */
  readonly cause?: unknown;
}
