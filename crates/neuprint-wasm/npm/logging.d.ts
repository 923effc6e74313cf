/**
 * Shows every query that clients send from now on, with its dataset: by `console.debug`, or by this function. No token is
 * in them.
 */
export declare function setupDebugLogging(to?: (dataset: string, cypher: string) => void): void;
/** Shows queries again. */
export declare function enableDebugLogging(): void;
/** Shows queries no longer. */
export declare function disableDebugLogging(): void;
