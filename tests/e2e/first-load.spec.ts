/** The first visit: how many bytes come before one can type, and that nothing goes elsewhere. */
import { address } from "./support/app.ts";
import type { Page } from "@playwright/test";
import { countResponses } from "./support/first-load.ts";
import { QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

/** What may come before the editor accepts input. */
const LIMIT = 350_000;
/** What may come after that, each: the app, the client with tables, the engine, its dataset. */
const LATER = { "neuprint-app[^/]*_bg.wasm": 354_500, "worker_bg.wasm": 372_500, "engine_bg.wasm": 600_000, ".npdata": 600_000 };

test("the editor accepts input after 350 KB at most, and nothing comes from elsewhere", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  const responses = countResponses(page);
  const query = new QueryPage(page);
  await page.goto("/", { waitUntil: "commit" });
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  // What was asked for before the editor was there; the engine and the dataset are asked for after that.
  const ready = await page.evaluate(() => performance.timeOrigin + (performance.getEntriesByName("editor-ready")[0]?.startTime ?? 0));
  const loaded = await responses.soFar();
  const before = loaded.filter(({ started }) => started <= ready);

  const sum = before.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { url, bytes } of before) console.log(`${bytes.toLocaleString("en").padStart(10)}  ${url.slice(address.length)}`);
  console.log(`${sum.toLocaleString("en").padStart(10)}  bytes before the editor accepted input`);
  expect(before.some(({ url }) => url.endsWith("/editor.js"))).toBe(true);
  // The app comes behind the editor, which takes input without it.
  expect(before.some(({ url }) => url.endsWith(".wasm"))).toBe(false);
  expect(sum).toBeLessThanOrEqual(LIMIT);

  const all = await responses.soFar();
  for (const { url } of all) expect(url.startsWith(address), url).toBe(true);
  for (const [part, most] of Object.entries(LATER)) {
    const late = all.find(({ url }) => new RegExp(`${part}$`).test(url));
    console.log(`${String(late?.bytes.toLocaleString("en")).padStart(10)}  ${late?.url.slice(address.length)}, after that`);
    expect(late?.started, part).toBeGreaterThan(ready);
    expect(late?.bytes, part).toBeLessThanOrEqual(most);
  }
  expect(errors).toEqual([]);
});

/** Opens the page while the app is kept from coming; what is given back lets it come. */
async function openWithoutApp(page: Page): Promise<() => void> {
  let letGo: () => void = () => {};
  const held = new Promise<void>((go) => (letGo = go));
  await page.route("**/neuprint-app*_bg.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  return letGo;
}

test("what is written before the app is there stays and runs, and the opening example does not", async ({ page }) => {
  const letGo = await openWithoutApp(page);
  const query = new QueryPage(page);
  await query.editor.click();
  await page.keyboard.insertText("MATCH (n:Neuron) RETURN count(n) AS early");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(query.editor).toContainText("AS early");
  letGo();
  await expect(page.getByRole("columnheader", { name: "early" })).toBeVisible();
  await expect(query.editor).toBeFocused();
  await page.keyboard.insertText(" // and on");
  await expect(query.editor).toContainText("AS early // and on");
  await expect(page.getByRole("tab", { name: /early/ })).toHaveCount(1);
});

test("who has chosen the empty editor writes over the opening example", async ({ page }) => {
  const letGo = await openWithoutApp(page);
  const query = new QueryPage(page);
  await query.editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  letGo();
  await expect(query.editor).toContainText("MATCH (n:Neuron)");
  await page.keyboard.insertText("RETURN 1 AS late");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("columnheader", { name: "late" })).toBeVisible();
  await expect(query.editor.locator(".cm-line")).toHaveText(["RETURN 1 AS late"]);
});

test("the app works without its editor, in a plain field", async ({ page }) => {
  await page.route("**/editor.js", (route) => route.abort());
  await page.goto("/");
  const field = page.getByRole("textbox", { name: "Cypher query" });
  await field.fill("RETURN 7 AS plain");
  await field.press("Control+Enter");
  await expect(page.getByRole("columnheader", { name: "plain" })).toBeVisible();
});
