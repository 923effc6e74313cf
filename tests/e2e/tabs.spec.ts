/** Several results: tabs, keeping, refreshing, closing, two side by side. */
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { boxAtRest } from "./support/layout.ts";
import { Connection, QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

test("a run takes the tab of the one before, unless that is kept", async ({ page }) => {
  const query = new QueryPage(page);
  const tabs = page.getByRole("tablist", { name: "Results" }).getByRole("tab");
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  await query.ask("UNWIND range(1, 5) AS five RETURN five");
  await query.expectRows(5);
  await expect(tabs).toHaveCount(1);
  await expect(tabs.first()).toContainText(/5 rows · just now/);
  await expect(tabs.first()).toContainText("hemibrain-sample");

  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await query.ask("UNWIND range(1, 7) AS seven RETURN seven");
  await query.expectRows(7);
  await expect(tabs).toHaveCount(2);
  await query.ask("UNWIND range(1, 8) AS eight RETURN eight");
  await query.expectRows(8);
  await expect(tabs).toHaveCount(2);

  await tabs.first().click();
  await query.expectRows(5);
  await expect(tabs.first()).toHaveAttribute("aria-selected", "true");
  await expect(page.locator("#result-panel")).toHaveAccessibleName(/five/);
});

test("tabs are reached and closed with the keyboard", async ({ page }) => {
  const query = new QueryPage(page);
  const tabs = page.getByRole("tablist", { name: "Results" }).getByRole("tab");
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  for (const count of [2, 3]) {
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await query.ask(`UNWIND range(1, ${count}) AS n RETURN n`);
    await query.expectRows(count);
  }
  await tabs.last().focus();
  await page.keyboard.press("ArrowLeft");
  await query.expectRows(2);
  await expect(tabs.nth(1)).toBeFocused();
  await page.keyboard.press("Home");
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  await page.keyboard.press("Delete");
  await expect(tabs).toHaveCount(2);
  await query.expectRows(2);
  await expect(tabs.first()).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(tabs.first()).toBeFocused();
  await expect(tabs).toHaveCount(1);
  await page.keyboard.press("Delete");
  await expect(tabs).toHaveCount(0);
  await expect(page.getByText(/run the query to ask/i)).toBeVisible();
});

test("refreshing runs the query again in place and keeps the order", async ({ page }) => {
  let rows = 3;
  const fake = await FakeServer.start({
    query: () => ({ body: `{"columns":["n"],"data":[${Array.from({ length: rows }, (_, n) => `[${n}]`)}],"debug":""}` }),
  });
  try {
    const query = new QueryPage(page);
    await query.goto();
    await query.expectRows(TRACED_AND_NOT_CROPPED);
    await new Connection(page).open(fake.address, "", DATASET);
    await expect(page.getByRole("button", { name: new RegExp(`connection:.*${DATASET}`, "i") })).toBeVisible();
    // A result of another dataset stays, with its name, and is not refreshed from this one.
    const tabs = page.getByRole("tablist", { name: "Results" }).getByRole("tab");
    await expect(tabs.first()).toContainText("hemibrain-sample");
    await expect(page.getByRole("button", { name: "Refresh" })).toBeDisabled();

    await query.ask("MATCH (n) RETURN n.n AS n");
    await query.expectRows(3);
    const head = query.grid.getByRole("columnheader", { name: /^n\b/ });
    await head.getByRole("button").first().click();
    await head.getByRole("button").first().click();
    await expect(head).toHaveAttribute("aria-sort", "descending");
    rows = 4;
    await query.editor.click();
    await page.keyboard.type("// something else ");
    await page.getByRole("button", { name: "Refresh" }).click();
    await query.expectRows(4);
    await expect(head).toHaveAttribute("aria-sort", "descending");
    await expect.poll(async () => (await query.drawnRows()).flat().map((cell) => cell.trim())).toEqual(["3", "2", "1", "0"]);
  } finally {
    await fake.stop();
  }
});

test("two results are seen side by side", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  await expect(page.getByRole("button", { name: "Compare" })).toBeDisabled();
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await query.ask("UNWIND range(1, 6) AS six RETURN six");
  await query.expectRows(6);
  await page.getByRole("button", { name: "Compare" }).click();
  const beside = page.getByRole("region", { name: "Result beside it" });
  await expect(page.locator("#result-panel").getByRole("grid")).toHaveAttribute("aria-rowcount", "7");
  await expect(beside.getByRole("grid")).toHaveAttribute("aria-rowcount", String(TRACED_AND_NOT_CROPPED + 1));
  // The one that is beside comes to the front: they change places.
  await page.getByRole("tablist", { name: "Results" }).getByRole("tab").first().click();
  await expect(beside.getByRole("grid")).toHaveAttribute("aria-rowcount", "7");
  const [left, right] = [await boxAtRest(page.locator("#result-panel")), await boxAtRest(beside)];
  expect(right.x).toBeGreaterThan(left.x + 100);
  await page.setViewportSize({ width: 390, height: 844 });
  const [above, below] = [await boxAtRest(page.locator("#result-panel")), await boxAtRest(beside)];
  expect(below.y).toBeGreaterThan(above.y + 50);
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(beside).toHaveCount(0);
});
