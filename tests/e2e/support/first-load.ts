/** What a first visit costs: the bytes of every response, as they came over the wire. */
import type { CDPSession, Page } from "@playwright/test";

export interface Loaded {
  url: string;
  /** Of the body, as it was sent: compressed if the server compressed it. */
  bytes: number;
}

/** Counts from now on. Call before the page is opened. */
export async function countResponses(page: Page): Promise<{ soFar(): Loaded[] }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const urls = new Map<string, string>();
  const heads = new Map<string, number>();
  const loaded = new Map<string, Loaded>();
  session.on("Network.responseReceived", ({ requestId, response }) => {
    urls.set(requestId, response.url);
    heads.set(requestId, response.encodedDataLength);
    loaded.set(requestId, { url: response.url, bytes: 0 });
  });
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const entry = loaded.get(requestId);
    if (entry) entry.bytes += encodedDataLength;
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const entry = loaded.get(requestId);
    // The final count includes the head of the response; the issue is the body.
    if (entry) entry.bytes = Math.max(entry.bytes, encodedDataLength - (heads.get(requestId) ?? 0));
  });
  await session.send("Network.enable");
  return { soFar: () => [...loaded.values()].filter(({ url }) => url.startsWith("http")) };
}
