/**
 * The service worker: the app's own files for days without a network. The page registers it once skeletons of a server are
 * kept, and takes it away when all is forgotten.
 *
 * Whatever can be fetched is fetched, so that nobody sees an old app; what cannot comes from the copy of the last build that
 * was seen. Requests to servers never pass through here.
 */

/** What the app consists of, and a name for exactly these files: written before this script by finish.mjs. */
declare const FILES: string[];
declare const BUILD: string;

/** What service workers have beyond pages, as far as it is used. */
interface Scope {
  registration: { readonly scope: string; unregister(): Promise<boolean> };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate" | "fetch" | "message", listener: (event: Happening) => void): void;
}
interface Happening extends Event {
  readonly request: Request;
  readonly data: unknown;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

const scope = self as unknown as Scope;
const PREFIX = "neuprint-app ";
const at = (file: string) => new URL(file, scope.registration.scope).href;
/** The page has this address; under its file's name some hosts redirect, which no copy of a page may. */
const PAGE = at("./");
const addresses = new Set([PAGE, ...FILES.map(at)]);

async function keep(): Promise<void> {
  const cache = await caches.open(PREFIX + BUILD);
  await cache.addAll([...addresses].map((address) => new Request(address, { cache: "no-cache" })));
  await scope.skipWaiting();
}

async function drop(isOld: (name: string) => boolean): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && isOld(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function answer(request: Request, address: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(PREFIX + BUILD)).match(address);
    if (kept) return kept;
    throw error;
  }
}

scope.addEventListener("install", (event) => event.waitUntil(keep()));
scope.addEventListener("activate", (event) =>
  event.waitUntil(drop((name) => name !== PREFIX + BUILD).then(() => scope.clients.claim())),
);
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  // Every page of the app is the same file.
  const address = request.mode === "navigate" ? PAGE : request.url;
  if (addresses.has(address)) event.respondWith(answer(request, address));
});
scope.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(drop(() => true).then(() => scope.registration.unregister()));
});
