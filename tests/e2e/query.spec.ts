/** The query page: the opening example, errors, sorting, export, and large answers. */
import { parseCsv } from "./support/csv.ts";
import { ExportDialog, withoutPicker } from "./support/export.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

test("the page opens with the example already run, and its rows are those of the source data", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await expect(query.editor).toContainText('n.status = "Traced" AND NOT coalesce(n.cropped, false)');
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  const [first] = await query.drawnRows();
  expect(first?.some((cell) => /^\d{6,}$/.test(cell.trim()))).toBe(true);
});

test("an error of a query is shown with what and where, and the next query works", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.ask("MATCH (n:Neuron RETURN n.bodyId");
  await expect(query.alert).toContainText(/line 1/i);
  await query.ask("UNWIND [3, 1, 2] AS number RETURN number");
  await query.expectRows(3);
  await expect(query.alert).toHaveCount(0);
});

test("what the engine does not speak is refused, not answered wrongly", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.ask("MATCH (n:Neuron) DELETE n");
  await expect(query.alert).toBeVisible();
});

test("a bodyId opens its skeleton", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.ask("MATCH (n:Neuron) WHERE n.bodyId = 754538881 RETURN n.bodyId AS bodyId");
  await query.expectRows(1);
  await query.grid.getByRole("link", { name: /754538881/ }).click();
  await expect(page).toHaveURL(/754538881/);
  await expect(page.getByRole("table", { name: "Neurons" })).toContainText("754538881");
});

test("a bodyId without a skeleton is no link, and the page says why", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.ask("MATCH (n:Neuron) WHERE n.bodyId IN [754538881, 1765040289] RETURN n.bodyId AS bodyId");
  await query.expectRows(2);
  await expect(query.grid.getByText("1765040289")).toBeVisible();
  await expect(query.grid.getByRole("link")).toHaveText(["754538881"]);
  await expect(page.getByText(/have a skeleton here; plain ones do not/)).toBeVisible();
});

test("Escape stops a query that runs long, and the page stays usable meanwhile", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  await query.ask("UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b WITH a, b WHERE a < b RETURN count(*)");
  await expect(page.getByRole("button", { name: /^cancel/i })).toBeEnabled();
  await page.keyboard.press("Escape");
  await expect(query.status).toContainText(/cancelled after/i);
  await query.ask("RETURN 1 AS one");
  await query.expectRows(1);
});

test("exact integers, nulls and lists are shown, sorted and exported as they are", async ({ page }) => {
  await withoutPicker(page);
  const query = new QueryPage(page);
  const rows = [
    [720575940628857211n, "b, \"quoted\"", "[1,2]"],
    [9007199254740993n, null, "[]"],
    [720575940628857210n, "a\nline", "[3]"],
  ];
  const data = rows.map(([id, text, list]) => `[${id},${JSON.stringify(text)},${list}]`).join(",");
  const fake = await FakeServer.start({ query: () => ({ body: `{"columns":["id","text","list"],"data":[${data}],"debug":""}` }) });
  try {
    await query.goto();
    await new Connection(page).open(fake.address, "", DATASET);
    await query.ask("MATCH (n) RETURN n.id AS id, n.text AS text, n.list AS list");
    await query.expectRows(3);
    await expect(query.grid.getByText("9007199254740993")).toBeVisible();
    await expect(query.grid.getByText("null", { exact: true })).toBeVisible();

    await query.grid.getByRole("columnheader", { name: /^id\b/ }).getByRole("button").first().click();
    await expect(query.grid.getByRole("columnheader", { name: /^id\b/ })).toHaveAttribute("aria-sort", "ascending");
    const dialog = new ExportDialog(page);
    await dialog.open();
    const [, file] = await dialog.download();
    const table = parseCsv(file.toString());
    expect(table).toEqual([
      ["id", "text", "list"],
      ["9007199254740993", "", "[]"],
      ["720575940628857210", "a\nline", "[3]"],
      ["720575940628857211", 'b, "quoted"', "[1,2]"],
    ]);
  } finally {
    await fake.stop();
  }
});

test("100,000 rows scroll through the elements of those in sight", async ({ page }) => {
  const query = new QueryPage(page);
  const data = Array.from({ length: 100_000 }, (_, row) => `[${row},"neuron ${row}",${row / 7}]`).join(",");
  const fake = await FakeServer.start({ query: () => ({ body: `{"columns":["row","name","share"],"data":[${data}],"debug":""}` }) });
  try {
    await query.goto();
    await new Connection(page).open(fake.address, "", DATASET);
    // With a limit, so that no hint makes the grid smaller.
    await query.ask("MATCH (n) RETURN n.row, n.name, n.share LIMIT 100000");
    await query.expectRows(100_000);

    const drawn = await query.grid.getByRole("row").count();
    await query.grid.getByRole("row").evaluateAll((rows) => rows.forEach((row) => Object.assign(row, { seen: true })));
    await query.grid.hover();
    for (let turn = 0; turn < 40; turn++) {
      await page.mouse.wheel(0, 1500);
      // One frame per turn: what is counted is the page's own work, not the queue of turns.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    const first = async () => Number((await query.drawnRows())[0]?.find((cell) => /^\d+$/.test(cell)));
    await expect.poll(first).toBeGreaterThan(100);
    // One for each row in sight and a few beyond; what scrolls in has the element of what scrolled out.
    const rows = await query.grid.getByRole("row").evaluateAll((rows) => rows.map((row) => "seen" in row));
    expect(drawn).toBeLessThan(100);
    // At the top there are none beyond, above.
    expect(Math.abs(rows.length - drawn)).toBeLessThanOrEqual(12);
    expect(rows.filter((seen) => !seen).length).toBeLessThanOrEqual(12);

    await query.grid.getByRole("row").nth(1).click();
    await page.keyboard.press("ControlOrMeta+End");
    await expect(query.grid.getByText("neuron 99999", { exact: true })).toBeVisible();
  } finally {
    await fake.stop();
  }
});
