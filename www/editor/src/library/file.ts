/** The library as a file: JSON with a version, so that later ones can read it. */
import { fromPast, fromStarred, past, type Past, starred, type Starred } from "./entries.ts";

const FORMAT = "neuprint-query-library";
const VERSION = 1;

export function writeLibrary(stars: Starred[], history: Past[]): string {
  const file = { format: FORMAT, version: VERSION, starred: stars.map(fromStarred), history: history.map(fromPast) };
  return JSON.stringify(file, null, 1) + "\n";
}

/** What is in a file. Throws a sentence that says why it cannot be read; then nothing of it is taken. */
export function readLibrary(text: string): [Starred[], Past[]] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw "The file is not JSON. Choose one that “Export” of this panel wrote.";
  }
  const { format, version, starred: stars, history } = (typeof file === "object" && file !== null ? file : {}) as Record<string, unknown>;
  if (format !== FORMAT) throw "The file is JSON, but no query library. Choose one that “Export” of this panel wrote.";
  if (version !== VERSION) throw `The file is of version ${String(version)}, and this app reads version ${VERSION}. Open it with the app that wrote it.`;
  return [entries(stars, starred, "starred"), entries(history, past, "history")];
}

function entries<E>(list: unknown, entry: (value: unknown) => E | null, name: string): E[] {
  if (!Array.isArray(list)) throw `The file has no list “${name}”: it was changed, or not saved in full.`;
  return list.map((value, at) => {
    const read = entry(value);
    if (read === null) throw `Entry ${at + 1} of “${name}” in the file is damaged. Nothing was taken from it.`;
    return read;
  });
}
