/**
 * Where the query library is kept: IndexedDB, and files.
 *
 * ```js
 * const store = await openLibrary(() => console.log("another tab changed it"));
 * await store.change("history", [["RETURN 1", "hemibrain:v1.2.1", "…", 1764400000000, 1, 12, false]], []);
 * ```
 */
export { readLibrary, writeLibrary } from "./library/file.ts";
export { openLibrary } from "./library/store.ts";
