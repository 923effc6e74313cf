/** A result as a file: which rows and columns, every format, downloads, and the disk where the browser can. */
import { expectAccessible } from "./support/axe.ts";
import { parseCsv } from "./support/csv.ts";
import { ExportDialog, disk, release, setDisk, withDisk, withoutPicker } from "./support/export.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

type Page = ConstructorParameters<typeof QueryPage>[0];

const QUERY = "MATCH (n) RETURN n LIMIT 300000";
const COLUMNS = ["bodyId_pre", "bodyId_post", "weight", "note"];
const ROWS = ['[720575940628857211,12,5,"a,\\"b\\""]', "[9007199254740993,12,7,null]", '[12,720575940628857211,11,""]'];

/** A result with these columns and rows (JSON texts), as a server sends it. */
async function withRows(page: Page, columns: string[], rows: string[], test: (query: QueryPage, dialog: ExportDialog) => Promise<void>): Promise<void> {
  const body = `{"columns":${JSON.stringify(columns)},"data":[${rows.join(",")}],"debug":""}`;
  const fake = await FakeServer.start({ query: () => ({ body }) });
  try {
    const query = new QueryPage(page);
    await query.goto();
    await new Connection(page).open(fake.address, "", DATASET);
    await query.ask(QUERY);
    await query.expectRows(rows.length);
    await test(query, new ExportDialog(page));
  } finally {
    await fake.stop();
  }
}

/** Opens the menu of a column, and chooses from it. */
async function choose(query: QueryPage, column: string, entry: string): Promise<void> {
  await query.grid.getByRole("columnheader", { name: new RegExp(`^${column}\\b`) }).getByRole("button").first().focus();
  await query.page.keyboard.press("ArrowDown");
  await query.page.getByRole("menu", { name: `Column ${column}` }).getByRole("menuitem", { name: entry }).click();
}

const many = (count: number) => Array.from({ length: count }, (_, row) => `[${row},"neuron number ${row}"]`);

test("the dialog says which rows it means, and the file has these, as the table shows them", async ({ page }) => {
  await withoutPicker(page);
  await withRows(page, COLUMNS, ROWS, async (query, dialog) => {
    await dialog.open();
    await expect(dialog.dialog.getByText("all 3 rows")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(dialog.dialog).toBeHidden();

    await choose(query, "bodyId_post", "Hide");
    await choose(query, "weight", "Move left");
    await choose(query, "weight", "Sort down");
    await expect.poll(async () => (await query.drawnRows())[0]?.[0]).toBe("11");
    await dialog.open();
    await dialog.dialog.getByRole("textbox", { name: "File name" }).fill("my: partners");
    const [name, file] = await dialog.download();
    expect(name).toBe("my- partners.csv");
    expect(parseCsv(file.toString())).toEqual([
      ["weight", "bodyId_pre", "note"],
      ["11", "12", ""],
      ["7", "9007199254740993", ""],
      ["5", "720575940628857211", 'a,"b"'],
    ]);

    await dialog.open();
    await dialog.dialog.getByRole("checkbox", { name: /^All 4 columns/ }).check();
    await dialog.dialog.getByRole("checkbox", { name: /^IDs as text/ }).check();
    const [suggested, all] = await dialog.download();
    expect(suggested).toMatch(/^generated-v1\.0-query-\d+\.csv$/);
    expect(parseCsv(all.toString()).slice(0, 2)).toEqual([COLUMNS, ['="12"', '="720575940628857211"', "11", ""]]);
  });
});

test("filtered rows and selected cells are named, and alone in the file", async ({ page }) => {
  await withoutPicker(page);
  await withRows(page, COLUMNS, ROWS, async (query, dialog) => {
    await choose(query, "weight", "Filter…");
    await page.getByRole("group", { name: "Filter weight" }).getByLabel("From").fill("6");
    await page.keyboard.press("Enter");
    await query.expectRows(2);
    await page.keyboard.press("Escape");
    await dialog.open();
    await expect(dialog.dialog.getByText("2 filtered of 3 rows")).toBeVisible();
    await dialog.choose("JSON");
    const { about, rows } = JSON.parse((await dialog.download())[1].toString());
    expect(rows).toHaveLength(2);
    expect(about).toMatchObject({ dataset: DATASET, query: QUERY, rows: "2 filtered of 3 rows; filtered by: weight ≥ 6" });
    expect(Date.now() - Date.parse(about.when)).toBeLessThan(600_000);

    await query.grid.getByRole("gridcell", { name: "7", exact: true }).click();
    await page.keyboard.press("Shift+ArrowRight");
    await dialog.open();
    await dialog.dialog.getByRole("radio", { name: "the selected 1 row × 2 columns" }).check();
    await dialog.choose("TSV");
    expect((await dialog.download())[1].toString()).toBe("weight\tnote\r\n7\t\r\n");
  });
});

test("Arrow, Parquet and GraphML come as what they are, with where they come from", async ({ page }) => {
  await withoutPicker(page);
  await withRows(page, COLUMNS, ROWS, async (query, dialog) => {
    await dialog.open();
    await dialog.choose("Parquet");
    await expect(dialog.dialog.getByText(new RegExp(`Goes along: dataset ${DATASET}`))).toBeVisible();
    const [name, parquet] = await dialog.download();
    expect(name).toMatch(/\.parquet$/);
    expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(["PAR1", "PAR1"]);
    const id = Buffer.alloc(8);
    id.writeBigInt64LE(720575940628857211n);
    for (const part of [id, "bodyId_post", QUERY, "all 3 rows", "ARROW:schema"]) expect(parquet.includes(part)).toBe(true);

    await dialog.open();
    await dialog.choose("Arrow");
    const [, arrow] = await dialog.download();
    for (const part of [id, QUERY]) expect(arrow.includes(part)).toBe(true);

    await dialog.open();
    await dialog.choose("GraphML");
    await expect(dialog.dialog.getByRole("combobox", { name: "Edges from" })).toHaveValue("0");
    await dialog.dialog.getByRole("combobox", { name: "Edges from" }).selectOption("bodyId_post");
    await dialog.dialog.getByRole("combobox", { name: "Edges to" }).selectOption("bodyId_pre");
    const xml = (await dialog.download())[1].toString();
    expect(xml).toMatch(/<edge source="12" target="9007199254740993"><data key="\w+">7<\/data><\/edge>/);
    expect(xml.match(/<node /g)).toHaveLength(3);

    await query.ask("RETURN 1 AS one");
    await query.expectRows(3);
  });
});

test("a table without connections is no graph, and says so", async ({ page }) => {
  await withRows(page, ["bodyId", "name"], ['[1,"a"]'], async (_, dialog) => {
    await dialog.open();
    const graph = dialog.dialog.getByRole("radio", { name: /^GraphML/ });
    await expect(graph).toBeDisabled();
    await expect(graph).toHaveAccessibleName(/no two of its columns name bodies/);
  });
});

test("the keyboard alone exports, from the palette, and comes back to where it was", async ({ page }) => {
  await withDisk(page, {});
  await withRows(page, ["bodyId", "name"], many(9), async (query, dialog) => {
    await query.grid.focus();
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("export res");
    await page.keyboard.press("Enter");
    await expect(dialog.dialog.getByRole("radio", { name: /^CSV/ })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(dialog.dialog.getByRole("radio", { name: /^TSV/ })).toBeChecked();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^9 rows saved as chosen-generated-v1\.0-query-\d+\.tsv$/)).toBeVisible();
    await expect(dialog.dialog).toBeHidden();
    await expect(query.grid).toBeFocused();
    const { pieces, closed, aborted } = await disk(page);
    expect([pieces.join("").split("\r\n").length, closed, aborted]).toEqual([11, true, false]);
  });
});

test("a large result goes to the disk in pieces; a picker that is dismissed is no error", async ({ page }) => {
  await withDisk(page, { dismiss: true });
  await withRows(page, ["bodyId", "name"], many(60_000), async (_, dialog) => {
    await dialog.open();
    await dialog.save.click();
    await expect.poll(async () => (await disk(page)).asked.length).toBe(1);
    await expect(dialog.save).toHaveAttribute("aria-disabled", "false");
    await expect(dialog.dialog.getByRole("alert")).toHaveCount(0);
    await expect(dialog.status).toHaveText("");

    await setDisk(page, { dismiss: false });
    await dialog.save.click();
    await expect(page.getByText(/^60,000 rows saved as chosen-/)).toBeVisible();
    const { pieces, closed } = await disk(page);
    expect(pieces.length).toBeGreaterThan(2);
    expect(closed).toBe(true);
    const lines = pieces.join("").split("\r\n");
    expect([lines.length, lines[0], lines[60_000]]).toEqual([60_002, "bodyId,name", "59999,neuron number 59999"]);
  });
});

test("an export is stopped, by its button and by Escape, and leaves nothing behind", async ({ page }) => {
  await withDisk(page, { slow: true });
  await withRows(page, ["bodyId", "name"], many(60_000), async (_, dialog) => {
    for (const stop of [() => dialog.dialog.getByRole("button", { name: "Stop" }).click(), () => page.keyboard.press("Escape")]) {
      await setDisk(page, { pieces: [], aborted: false, removed: false, slow: true });
      if (!(await dialog.dialog.isVisible())) await dialog.open();
      await dialog.save.click();
      await expect.poll(async () => (await disk(page)).pieces.length).toBe(1);
      await expect(dialog.dialog.getByRole("progressbar", { name: "Rows written" })).toBeVisible();
      await expect(dialog.status).toHaveText("Writing…");
      await stop();
      await release(page);
      await expect(dialog.status).toHaveText("Stopped. Nothing was saved.");
      await expect.poll(async () => (await disk(page)).removed).toBe(true);
      const { pieces, closed, aborted } = await disk(page);
      expect([pieces.length, closed, aborted]).toEqual([1, false, true]);
    }
    await page.keyboard.press("Escape");
    await expect(dialog.dialog).toBeHidden();
  });
});

test("a disk that fails is told in the dialog, and the next one is tried from there", async ({ page }) => {
  await withDisk(page, { full: true });
  await withRows(page, ["bodyId", "name"], many(60_000), async (_, dialog) => {
    await dialog.open();
    await dialog.save.click();
    await expect(dialog.dialog.getByRole("alert")).toContainText("The disk is full.");
    expect((await disk(page)).closed).toBe(false);
    expect((await disk(page)).aborted).toBe(true);
    await expectAccessible(page);

    await setDisk(page, { full: false, pieces: [] });
    await dialog.save.click();
    await expect(page.getByText(/^60,000 rows saved as/)).toBeVisible();
    expect((await disk(page)).closed).toBe(true);
  });
});

test("a writer of Parquet that cannot be loaded is told, and another format goes on", async ({ page }) => {
  await withoutPicker(page);
  await page.route("**/parquet.js", (route) => route.abort());
  await withRows(page, ["bodyId", "name"], many(3), async (_, dialog) => {
    await dialog.open();
    await dialog.choose("Parquet");
    await dialog.save.click();
    await expect(dialog.dialog.getByRole("alert")).toContainText("The part of the app that writes Parquet could not be loaded.");
    await dialog.choose("Arrow");
    expect((await dialog.download())[0]).toMatch(/\.arrows$/);
  });
});

test("rows of a query that was cancelled are said to be some", async ({ page }) => {
  await withoutPicker(page);
  const fake = await FakeServer.start({
    slow: (_, answer) => answer.send('{"columns":["n"],"data":[[1],[2],'),
  });
  try {
    const query = new QueryPage(page);
    await query.goto();
    await new Connection(page).open(fake.address, "", DATASET);
    await query.ask("MATCH (n) RETURN n.bodyId LIMIT 5");
    await query.expectRows(2);
    await page.getByRole("button", { name: /^cancel/i }).click();
    const dialog = new ExportDialog(page);
    await expect(query.status).toContainText(/cancelled after/i);
    await dialog.open();
    await expect(dialog.dialog.getByText("The query was cancelled: these are the rows that had come.")).toBeVisible();
  } finally {
    await fake.stop();
  }
});
