/** The first visit: how many bytes come before one can type, and that nothing goes elsewhere. */
import { expect, test } from "@playwright/test";
import { address } from "./support/app.ts";
import { countResponses } from "./support/first-load.ts";
import { QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";

/** What may come before the editor accepts input. */
const LIMIT = 350_000;

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
  const before = await responses.soFar();

  const sum = before.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { url, bytes } of before) console.log(`${bytes.toLocaleString("en").padStart(10)}  ${url.slice(address.length)}`);
  console.log(`${sum.toLocaleString("en").padStart(10)}  bytes before the editor accepted input`);
  expect(sum).toBeGreaterThan(20_000);
  expect(sum).toBeLessThanOrEqual(LIMIT);

  await query.expectRows(TRACED_AND_NOT_CROPPED);
  for (const { url } of await responses.soFar()) expect(url.startsWith(address), url).toBe(true);
  expect(errors).toEqual([]);
});
