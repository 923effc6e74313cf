/** The table of results: columns, filters, finding, selection, cells, the inspector, groups; with the keyboard, too. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { boxAtRest } from "./support/layout.ts";
import { QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";
import { withRows } from "./support/with-rows.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const CONNECTIONS = [
  '[720575940628857211,"KC",5,null]',
  '[720575940628857210,"KC",7,""]',
  '[9007199254740993,"PN",11,"a\\tb"]',
  '[4,"PN",2,"c"]',
  '[5,"LN",3,"d"]',
];
const COLUMNS = ["bodyId", "type", "weight", "note"];

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const head = (query: QueryPage, name: string) => query.grid.getByRole("columnheader", { name: new RegExp(`^${name}\\b`) });
const heads = async (query: QueryPage) =>
  (await query.grid.getByRole("columnheader").getByRole("button", { name: /^Menu of/ }).all()).length;

/** Opens the menu of a column as the keyboard does, and chooses from it. */
async function choose(query: QueryPage, column: string, entry: string): Promise<void> {
  await head(query, column).getByRole("button").first().focus();
  await query.page.keyboard.press("ArrowDown");
  const menu = query.page.getByRole("menu", { name: `Column ${column}` });
  await menu.getByRole("menuitem", { name: entry }).click();
}

test("columns are sorted, pinned, moved, hidden and resized from their menus and with keys", async ({ page }) => {
  await withRows(page, COLUMNS, CONNECTIONS, async (query) => {
    await choose(query, "weight", "Sort down");
    await expect(head(query, "weight")).toHaveAttribute("aria-sort", "descending");
    await expect.poll(async () => (await query.drawnRows())[0]?.[2]).toBe("11");

    await choose(query, "weight", "Pin to the left");
    await expect(head(query, "weight")).toHaveAttribute("aria-colindex", "2");
    await choose(query, "note", "Move left");
    await expect(head(query, "note")).toHaveAttribute("aria-colindex", "4");

    await choose(query, "type", "Hide");
    await expect(head(query, "type")).toHaveCount(0);
    expect(await heads(query)).toBe(3);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "type" }).click();
    await page.keyboard.press("Escape");
    await expect(head(query, "type")).toHaveCount(1);

    const button = head(query, "type").getByRole("button").first();
    const before = (await boxAtRest(head(query, "type"))).width;
    await button.focus();
    await page.keyboard.press("Alt+ArrowRight");
    await expect.poll(async () => (await head(query, "type").boundingBox())?.width).toBe(before + 16);
    const place = Number(await head(query, "type").getAttribute("aria-colindex"));
    await page.keyboard.press("Alt+Shift+ArrowLeft");
    await expect(head(query, "type")).toHaveAttribute("aria-colindex", String(place - 1));

    // The next result with the same columns has them as they were put.
    // With a limit, so that no hint moves the grid down.
    await query.ask("MATCH (n) RETURN n LIMIT 300000");
    await query.expectRows(CONNECTIONS.length);
    await expect(head(query, "weight")).toHaveAttribute("aria-colindex", "2");
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitem", { name: "As the query has them" }).click();
    await expect(head(query, "weight")).toHaveAttribute("aria-colindex", "4");
  });
});

test("columns are resized and moved with the pointer", async ({ page }) => {
  await withRows(page, COLUMNS, CONNECTIONS, async (query) => {
    const box = await boxAtRest(head(query, "type"));
    const middle = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width - 3, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 57, middle, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await head(query, "type").boundingBox())?.width).toBe(box.width + 60);
    await expect(head(query, "type")).toHaveAttribute("aria-sort", "none");

    const target = await boxAtRest(head(query, "bodyId"));
    await page.mouse.move(box.x + 30, middle);
    await page.mouse.down();
    await page.mouse.move(target.x + 10, middle, { steps: 40 });
    await page.mouse.up();
    await expect(head(query, "type")).toHaveAttribute("aria-colindex", "2");
    await expect(head(query, "type")).toHaveAttribute("aria-sort", "none");
  });
});

test("numbers are filtered exactly by fields and by the histogram, and chips say so", async ({ page }) => {
  await withRows(page, COLUMNS, CONNECTIONS, async (query) => {
    await choose(query, "bodyId", "Filter…");
    const panel = page.getByRole("group", { name: "Filter bodyId" });
    await panel.getByLabel("From").fill("720575940628857211");
    await panel.getByLabel("From").press("Enter");
    await query.expectRows(1);
    await expect(query.grid.getByText("720575940628857211")).toBeVisible();
    await expect(page.getByText("1 of 5 rows")).toBeVisible();
    await panel.getByLabel("To").fill("many");
    await panel.getByLabel("To").press("Enter");
    await expect(panel.getByRole("alert")).toHaveText("This is not a number.");
    await panel.getByLabel("To").fill("");
    await panel.getByLabel("To").press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Remove the filter bodyId ≥ 720575940628857211" }).click();
    await query.expectRows(5);

    await choose(query, "weight", "Filter…");
    const bars = page.getByRole("group", { name: "Filter weight" }).locator("svg.histogram");
    const box = await boxAtRest(bars);
    await page.mouse.move(box.x + 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.18, box.y + 10, { steps: 4 });
    await page.mouse.up();
    // The smallest weight is 2; larger ones lie to the right.
    await expect(page.getByRole("list", { name: "Filters" })).toContainText(/weight (2 to|= 2)/);
    await expect(query.grid).not.toHaveAttribute("aria-rowcount", "6");
    await expect(query.grid.getByText("11", { exact: true })).toHaveCount(0);
  });
});

test("texts are filtered by what they contain, by patterns, values and null; a mistake is explained", async ({ page }) => {
  await withRows(page, COLUMNS, CONNECTIONS, async (query) => {
    await choose(query, "type", "Filter…");
    const panel = page.getByRole("group", { name: "Filter type" });
    await panel.getByLabel("Contains").fill("n");
    await query.expectRows(3);
    await panel.getByLabel("Regular expression").check();
    await panel.getByLabel("Matches").fill("^P");
    await query.expectRows(2);
    await panel.getByLabel("Matches").fill("(");
    await expect(panel.getByRole("alert")).toBeVisible();
    await query.expectRows(2);
    await panel.getByRole("button", { name: "Clear" }).click();
    await query.expectRows(5);
    await panel.getByRole("group", { name: "Values" }).getByLabel(/KC/).check();
    await query.expectRows(2);
    await page.keyboard.press("Escape");

    await choose(query, "note", "Filter…");
    await page.getByRole("group", { name: "Filter note" }).getByRole("radio", { name: "Null", exact: true }).check();
    await query.expectRows(1);
    await page.keyboard.press("Escape");
    await choose(query, "weight", "Filter…");
    await page.getByRole("textbox", { name: "From", exact: true }).fill("1000");
    await page.getByRole("textbox", { name: "From", exact: true }).press("Enter");
    await page.keyboard.press("Escape");
    await expect(page.getByText("No row passes the filters.")).toBeVisible();
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await query.expectRows(5);
  });
});

test("null and empty text are told apart, and so are integers beyond 2^53", async ({ page }) => {
  await withRows(page, COLUMNS, CONNECTIONS, async (query) => {
    await expect(query.grid.getByText("720575940628857211")).toBeVisible();
    const rows = await query.drawnRows();
    expect(rows.map((row) => row[3])).toEqual(["null", '""', expect.stringMatching(/^a\sb$/), "c", "d"]);
    expect(rows.map((row) => row[0])).toEqual(["720575940628857211", "720575940628857210", "9007199254740993", "4", "5"]);
  });
});

test("finding leads from cell to cell", async ({ page }) => {
  await withRows(page, COLUMNS, CONNECTIONS, async (query) => {
    await query.grid.focus();
    await page.keyboard.press("ControlOrMeta+f");
    const search = page.getByRole("search");
    await search.getByRole("textbox").fill("pn");
    await expect(search).toContainText("2 cells");
    await expect(query.grid).toHaveAttribute("aria-activedescendant", /-2-1$/);
    await page.keyboard.press("Enter");
    await expect(query.grid).toHaveAttribute("aria-activedescendant", /-3-1$/);
    await search.getByRole("button", { name: "Previous" }).click();
    await expect(query.grid).toHaveAttribute("aria-activedescendant", /-2-1$/);
    await search.getByRole("textbox").fill("nobody");
    await expect(search).toContainText("Nowhere");
    await search.getByRole("textbox").press("Escape");
    await expect(search).toHaveCount(0);
    await expect(query.grid).toBeFocused();
  });
});

test("ranges are selected with keys and pointer, announced, and copied in every format", async ({ page }) => {
  await withRows(page, COLUMNS, CONNECTIONS, async (query) => {
    await query.grid.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(query.grid.getByRole("gridcell", { selected: true })).toHaveText(["KC", "5", "KC", "7"]);
    await expect(page.getByText("2 rows × 2 columns").first()).toBeVisible();
    await page.keyboard.press("ControlOrMeta+c");
    await expect.poll(() => clipboard(page)).toMatch(/^KC\t5\r?\nKC\t7\s*$/);

    for (const [entry, text] of [
      ["CSV with heads", /^type,weight\r?\nKC,5\r?\nKC,7/],
      ["Markdown", /\| *type *\| *weight *\|/],
      ["Python list", /^\[\("KC", 5\),\s*\("KC", 7\)\]|^\[\('KC', 5\),\s*\('KC', 7\)\]/],
      ["JSON", /"weight": ?5/],
    ] as const) {
      await page.getByRole("button", { name: "Copy as" }).click();
      await page.getByRole("menuitem", { name: entry, exact: true }).click();
      await expect.poll(() => clipboard(page)).toMatch(text);
    }

    const cell = (row: number, column: number) => query.grid.getByRole("row").nth(row).getByRole("gridcell").nth(column);
    await cell(1, 2).hover();
    await page.mouse.down();
    await cell(4, 3).hover();
    await page.mouse.up();
    await expect(query.grid.getByRole("gridcell", { selected: true })).toHaveCount(8);
    await cell(5, 2).click({ modifiers: ["Shift"] });
    await expect(query.grid.getByRole("gridcell", { selected: true })).toHaveCount(5);
    await query.grid.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await expect(query.grid.getByRole("gridcell", { selected: true })).toHaveCount(20);
    await choose(query, "weight", "Copy column");
    await expect.poll(() => clipboard(page)).toMatch(/^5\r?\n7\r?\n11\r?\n2\r?\n3\s*$/);
  });
});

test("the inspector says what a column holds, and its values filter", async ({ page }) => {
  await withRows(page, COLUMNS, CONNECTIONS, async (query) => {
    await choose(query, "weight", "Inspect");
    const inspector = page.getByRole("complementary", { name: "Column inspector" });
    await expect(inspector).toContainText("of 5 rows");
    for (const [name, value] of [["Null", "0"], ["Distinct", "5"], ["Min", "2"], ["Max", "11"], ["Mean", "5.6"], ["Median", "5"]] as const)
      await expect(inspector.getByRole("term").filter({ hasText: name }).locator("+ dd")).toHaveText(value);
    await expect(inspector.getByRole("table", { name: "How the numbers are spread" }).getByRole("row")).not.toHaveCount(0);

    await query.grid.focus();
    await query.grid.getByText("KC").first().click();
    await expect(inspector.getByRole("heading", { name: "type" })).toBeVisible();
    await inspector.getByRole("button", { name: /^KC/ }).click();
    await query.expectRows(2);
    await expect(inspector).toContainText("of the filtered 2 rows");
    await inspector.getByRole("button", { name: "Close the inspector" }).click();
    await expect(inspector).toHaveCount(0);
  });
});

test("rows are grouped and spread into a new table with a title", async ({ page }) => {
  await withRows(page, COLUMNS, CONNECTIONS, async (query) => {
    await choose(query, "type", "Group by this…");
    const form = page.getByRole("dialog", { name: "Group rows" });
    await expect(form.getByRole("checkbox", { name: "type" })).toBeChecked();
    await expect(form.getByLabel("Measure", { exact: true })).toHaveValue("0");
    await form.getByRole("button", { name: "Add a measure" }).click();
    await form.getByLabel("Measure", { exact: true }).last().selectOption("max");
    await form.getByLabel("Of the column").last().selectOption("weight");
    await form.getByRole("button", { name: "Group", exact: true }).click();
    await query.expectRows(3);
    await expect(page.getByText("type: sum of weight, max of weight").first()).toBeVisible();
    expect((await query.drawnRows()).map((row) => row.join(" "))).toEqual(["KC 12 7", "PN 13 11", "LN 3 3"]);
  });
});

test("an ID is a link with a menu: in 3D, partners, its type, copy", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.ask("MATCH (n:Neuron) WHERE n.bodyId = 754538881 RETURN n.bodyId AS bodyId");
  await query.expectRows(1);
  await query.grid.focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "Body 754538881" });
  await expect(menu.getByRole("menuitem", { name: "Open in 3D" })).toBeFocused();
  await expect(menu.getByRole("menuitem", { name: "Open in 3D" })).toHaveAttribute("href", /754538881/);
  const neuroglancer = menu.getByRole("menuitem", { name: "Open in neuroglancer" });
  await expect(neuroglancer).toContainText("the dataset names no segmentation for neuroglancer");
  await expect(neuroglancer).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(() => clipboard(page)).toBe("754538881");
  await expect(query.grid).toBeFocused();

  await query.grid.getByRole("button", { name: "Menu of 754538881" }).click();
  await menu.getByRole("menuitem", { name: "All of its type" }).click();
  await expect(query.grid.getByText("754538881")).toBeVisible();
  await expect(head(query, "status")).toBeVisible();
  await query.grid.getByRole("button", { name: "Menu of 754538881" }).click();
  await menu.getByRole("menuitem", { name: "Partners" }).click();
  await expect(head(query, "direction")).toBeVisible();
  await expect(query.grid).not.toHaveAttribute("aria-rowcount", "1");
});

test("lists, maps, locations and roiInfo can be read, and are there in full", async ({ page }) => {
  const roiInfo = JSON.stringify({ EB: { pre: 3, post: 5 }, NotPrimary: { post: 1 } });
  const point = '{"type":"Point","coordinates":[1,2,3]}';
  await withRows(page, ["list", "place", "map", "roiInfo"], [`[[1,720575940628857211],${point},{"a":[1,2]},${JSON.stringify(roiInfo)}]`], async (query) => {
    const [row] = await query.drawnRows();
    expect(row?.slice(0, 3)).toEqual(["[1, 720575940628857211]", "1, 2, 3", "{a: [1, 2]}"]);
    expect(row?.[3]).toContain("NotPrimary 1");
    await query.grid.getByRole("gridcell").nth(3).dblclick();
    await expect(page.getByRole("dialog")).toContainText('"post":5');
  });
});

test("of forty columns only those in sight are drawn, and all are reached", async ({ page }) => {
  const columns = Array.from({ length: 40 }, (_, at) => `column${at}`);
  const rows = Array.from({ length: 30 }, (_, row) => `[${columns.map((_, at) => row * 100 + at).join(",")}]`);
  await withRows(page, columns, rows, async (query) => {
    await expect(query.grid).toHaveAttribute("aria-colcount", "41");
    await expect(query.grid.getByRole("row").nth(1).getByRole("gridcell").first()).toHaveText("0");
    expect(await query.grid.getByRole("row").nth(1).getByRole("gridcell").count()).toBeLessThan(30);
    await query.grid.focus();
    await page.keyboard.press("End");
    await expect(query.grid).toHaveAttribute("aria-activedescendant", /-0-39$/);
    await expect(query.grid.locator('[id$="-0-39"]')).toHaveText("39");
    await expect(query.grid.locator('[id$="-0-39"]')).toBeInViewport();
    await expect(head(query, "column39")).toBeInViewport();
    const [cell, name] = [await boxAtRest(query.grid.locator('[id$="-0-39"]')), await boxAtRest(head(query, "column39"))];
    expect(cell.x).toBe(name.x);
  });
});

test("300,000 rows are filtered and both ends are reached", async ({ page }) => {
  const rows = Array.from({ length: 300_000 }, (_, row) => `[${row},"neuron ${row % 1000}",${row / 7}]`);
  await withRows(page, ["row", "name", "share"], rows, async (query) => {
    await choose(query, "row", "Filter…");
    await page.getByRole("textbox", { name: "From", exact: true }).fill("299,990");
    await page.getByRole("textbox", { name: "From", exact: true }).press("Enter");
    await query.expectRows(10);
    await expect(page.getByText("10 of 300,000 rows")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Remove the filter/ }).click();
    await query.expectRows(300_000);
    await query.grid.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await expect(query.grid.getByRole("gridcell", { name: "299999", exact: true })).toBeVisible();
  });
});

test("with the keyboard alone: sort, filter, select, copy, inspect; and nothing is in the way of screen readers", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  await page.getByRole("button", { name: "Inspect the column" }).focus();
  await page.keyboard.press("Tab");
  await expect(query.grid).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(head(query, "bodyId").getByRole("button").first()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(head(query, "type").getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(head(query, "type")).toHaveAttribute("aria-sort", "ascending");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Sort up" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Filter…" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Contains")).toBeFocused();
  await page.keyboard.insertText("DA1");
  await expect(page.getByRole("list", { name: "Filters" })).toContainText("type contains “DA1”");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(head(query, "type").getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("ControlOrMeta+c");
  await expect.poll(() => clipboard(page)).toMatch(/^\d+\r?\n\d+\s*$/);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Column inspector" })).toBeVisible();
  await expectAccessible(page);
});
