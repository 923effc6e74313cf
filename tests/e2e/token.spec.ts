/** The token: in the header of requests to the server that it is for, and nowhere else. */
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const TOKEN = "e2e-token-0f8c3a";

test("a request carries the token in the Authorization header and nowhere else", async ({ page }) => {
  const neuron = skeletons.generate({ seed: 3, fragments: 2, nodesPerFragment: 30, centre: [0, 0, 0] });
  const fake = await FakeServer.start({ token: TOKEN, skeletons: { "77": skeletons.toSwc(neuron) } });
  const addresses: string[] = [];
  const messages: string[] = [];
  page.on("request", (request) => addresses.push(request.url(), request.postData() ?? ""));
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  page.on("console", (message) => messages.push(message.text()));
  try {
    const query = new QueryPage(page);
    await query.goto();
    await new Connection(page).open(fake.address, TOKEN, DATASET);
    await query.ask("MATCH (n) RETURN 1 AS one");
    await query.expectRows(1);
    await page.getByRole("link", { name: "Skeletons" }).click();
    const view = new SkeletonPage(page);
    await view.add("77");
    await view.expectLoaded("77", neuron.length);

    expect(fake.seen.map(({ url }) => url)).toContainEqual("/api/custom/custom");
    expect(fake.seen.some(({ url }) => url.startsWith("/api/skeletons/skeleton/"))).toBe(true);
    for (const { url, headers, body } of fake.seen) {
      expect(headers.authorization, url).toBe(`Bearer ${TOKEN}`);
      const { authorization: _, ...others } = headers;
      expect(JSON.stringify([url, others, body])).not.toContain(TOKEN);
      expect(headers.cookie, "cookies are never sent").toBeUndefined();
    }
    expect(addresses.join("\n")).not.toContain(TOKEN);
    expect(messages.join("\n")).not.toContain(TOKEN);
    expect(page.url()).not.toContain(TOKEN);
    expect(await stored(page)).not.toContain(TOKEN);
  } finally {
    await fake.stop();
  }
});

/** Everything that the browser keeps for this origin, as text. */
async function stored(page: import("@playwright/test").Page): Promise<string> {
  return await page.evaluate(async () => {
    const parts = [document.cookie, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), location.href, JSON.stringify(history.state)];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        });
        parts.push(name, store, JSON.stringify(values));
      }
      database.close();
    }
    for (const key of await caches.keys())
      for (const request of await (await caches.open(key)).keys()) parts.push(request.url, JSON.stringify([...request.headers]));
    return parts.join("\n");
  });
}
