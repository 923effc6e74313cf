/** The entries of the library, as the app has them: short lists, the key first. */

/** A query with a name: text, name, when it was starred (milliseconds since 1970), dataset, server. */
export type Starred = [text: string, name: string, when: number, dataset: string, server: string];

/** A query that was asked: … when, rows, milliseconds that it took, whether it failed. */
export type Past = [text: string, dataset: string, server: string, when: number, rows: number, elapsed: number, failed: boolean];

export type Kind = "starred" | "history";

/** Longer texts are no queries that a server takes. */
const LONGEST = 1_000_000;

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= LONGEST;
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;

/** What may come from a disk or a file, if it is an entry. */
export function starred(value: unknown): Starred | null {
  if (typeof value !== "object" || value === null) return null;
  const { text, name, when, dataset, server } = value as Record<string, unknown>;
  const complete = isText(text) && text.trim() !== "" && isText(name) && isNumber(when) && isText(dataset) && isText(server);
  return complete ? [text, name, when, dataset, server] : null;
}

export function past(value: unknown): Past | null {
  if (typeof value !== "object" || value === null) return null;
  const { text, dataset, server, when, rows, elapsed, failed } = value as Record<string, unknown>;
  const named = isText(text) && text.trim() !== "" && isText(dataset) && isText(server);
  return named && isNumber(when) && isNumber(rows) && isNumber(elapsed) && typeof failed === "boolean"
    ? [text, dataset, server, when, rows, elapsed, failed]
    : null;
}

export const fromStarred = ([text, name, when, dataset, server]: Starred) => ({ text, name, when, dataset, server });
export const fromPast = ([text, dataset, server, when, rows, elapsed, failed]: Past) => ({ text, dataset, server, when, rows, elapsed, failed });
