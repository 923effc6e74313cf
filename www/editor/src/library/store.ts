/**
 * The library in IndexedDB. Each change is one transaction on the records that it is about, so that two tabs of the
 * browser never write over each other's; each tells the others when it has changed something.
 */
import { fromPast, fromStarred, type Kind, past, type Past, starred, type Starred } from "./entries.ts";

const NAME = "neuprint-library";
const VERSION = 1;
/** A query is kept once: a starred one by its text, one of the history per dataset. */
const KEYS: Record<Kind, string | string[]> = { starred: "text", history: ["dataset", "text"] };

export interface Store {
  /** All that is kept. What cannot be read is left out. */
  all(): Promise<[Starred[], Past[]]>;
  /** Puts and drops entries, all of them or none. */
  change(kind: Kind, put: unknown[], drop: (string | [dataset: string, text: string])[]): Promise<void>;
  /** Drops everything of some kinds. */
  clear(kinds: Kind[]): Promise<void>;
}

/** Opens the library; rejected where the browser keeps nothing, as in some private windows. */
export async function openLibrary(changed: () => void): Promise<Store> {
  const database = await open();
  const others = new BroadcastChannel(NAME);
  others.onmessage = changed;

  const write = async (kinds: Kind[], act: (store: (kind: Kind) => IDBObjectStore) => void) => {
    const transaction = database.transaction(kinds, "readwrite");
    const done = finished(transaction);
    act((kind) => transaction.objectStore(kind));
    await done;
    others.postMessage(null);
  };
  return {
    async all() {
      const transaction = database.transaction(["starred", "history"]);
      const [stars, history] = await Promise.all([
        answered(transaction.objectStore("starred").getAll()),
        answered(transaction.objectStore("history").getAll()),
      ]);
      return [stars.map(starred).filter((entry) => entry !== null), history.map(past).filter((entry) => entry !== null)];
    },
    change: (kind, put, drop) =>
      write([kind], (store) => {
        for (const key of drop) store(kind).delete(key);
        for (const entry of put) store(kind).put(kind === "starred" ? fromStarred(entry as Starred) : fromPast(entry as Past));
      }),
    clear: (kinds) => write(kinds, (store) => kinds.forEach((kind) => store(kind).clear())),
  };
}

function open(): Promise<IDBDatabase> {
  // Where there is none this throws, which rejects the promise as well.
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, VERSION);
    opening.onupgradeneeded = () => {
      for (const [kind, keyPath] of Object.entries(KEYS)) opening.result.createObjectStore(kind, { keyPath });
    };
    opening.onsuccess = () => {
      const database = opening.result;
      // A later version of the app, in another tab, must not wait for this one.
      database.onversionchange = () => database.close();
      resolve(database);
    };
    opening.onerror = opening.onblocked = () => reject(opening.error);
  });
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}
