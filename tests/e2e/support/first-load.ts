/** What a first visit costs: the bytes of every response's body as it came over the wire, workers included. */
import type { Page, Request } from "@playwright/test";

export interface Loaded {
  url: string;
  /** Of the body, as it was sent: compressed if the server compressed it. */
  bytes: number;
}

/** Counts from now on. Call before the page is opened. */
export function countResponses(page: Page): { soFar(): Promise<Loaded[]> } {
  const finished: Request[] = [];
  page.on("requestfinished", (request) => finished.push(request));
  return {
    // The list is fixed when it is asked for; the sizes of its members no longer change.
    soFar: async () =>
      await Promise.all(
        [...finished].map(async (request) => ({ url: request.url(), bytes: (await request.sizes()).responseBodySize })),
      ),
  };
}
