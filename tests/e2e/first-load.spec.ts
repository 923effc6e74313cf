/** The first visit: how many bytes come before one can type, and that nothing goes elsewhere. */
import { address } from "./support/app.ts";
import { countResponses } from "./support/first-load.ts";
import { QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

/** What may come before the editor accepts input. */
const LIMIT = 350_000;
/** What may come after that, each: the client with tables, the engine, its dataset. */
const LATER = { "worker_bg.wasm": 300_000, "engine_bg.wasm": 600_000, ".npdata": 600_000 };

test("the editor accepts input after 350 KB at most, and nothing comes from elsewhere", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  const responses = countResponses(page);
  const query = new QueryPage(page);
  await page.goto("/", { waitUntil: "commit" });
  await query.editor.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("// typed");
  await expect(query.editor).toContainText("// typed");
  // What was asked for before the editor was there; the engine and the dataset are asked for after that.
  const ready = await page.evaluate(() => performance.timeOrigin + (performance.getEntriesByName("editor-ready")[0]?.startTime ?? 0));
  const loaded = await responses.soFar();
  const before = loaded.filter(({ started }) => started <= ready);

  const sum = before.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { url, bytes } of before) console.log(`${bytes.toLocaleString("en").padStart(10)}  ${url.slice(address.length)}`);
  console.log(`${sum.toLocaleString("en").padStart(10)}  bytes before the editor accepted input`);
  expect(before.some(({ url }) => url.endsWith("/editor.js"))).toBe(true);
  expect(before.some(({ url }) => url.endsWith("_bg.wasm"))).toBe(true);
  expect(sum).toBeLessThanOrEqual(LIMIT);

  await query.expectRows(TRACED_AND_NOT_CROPPED);
  const all = await responses.soFar();
  for (const { url } of all) expect(url.startsWith(address), url).toBe(true);
  for (const [part, most] of Object.entries(LATER)) {
    const late = all.find(({ url }) => url.endsWith(part));
    console.log(`${String(late?.bytes.toLocaleString("en")).padStart(10)}  ${late?.url.slice(address.length)}, after that`);
    expect(late?.started, part).toBeGreaterThan(ready);
    expect(late?.bytes, part).toBeLessThanOrEqual(most);
  }
  expect(errors).toEqual([]);
});
