/** What a first visit costs: the bytes of every response's body as it came over the wire, workers included. */
import type { Page, Request } from "@playwright/test";

export interface Loaded {
  url: string;
  /** Of the body, as it was sent: compressed if the server compressed it. */
  bytes: number;
  /** When it was asked for, milliseconds since 1970. */
  started: number;
}

/** Counts from now on. Call before the page is opened. */
export function countResponses(page: Page): { soFar(): Promise<Loaded[]> } {
  const finished: Request[] = [];
  page.on("requestfinished", (request) => finished.push(request));
  // The list is fixed when it is asked for; the sizes of its members no longer change.
  return { soFar: async () => await Promise.all([...finished].map(size)) };
}

async function size(request: Request): Promise<Loaded> {
  // The debugger reports no bytes for the main script of a worker, but the server said how many they are.
  const said = await (await request.response())?.headerValue("content-length");
  const bytes = said ? Number(said) : (await request.sizes()).responseBodySize;
  return { url: request.url(), bytes, started: request.timing().startTime };
}
