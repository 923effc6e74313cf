/** Connections of a result as a graph and as a matrix; with the keyboard, too. */
import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";
import { addressAtRest } from "./support/address.ts";
import { expectAccessible } from "./support/axe.ts";
import { parseCsv } from "./support/csv.ts";
import type { QueryPage } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";
import { withRows } from "./support/with-rows.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const COLUMNS = ["bodyId_pre", "type_pre", "bodyId_post", "type_post", "weight"];
/** Two KCs onto one MBON, which answers one of them; one pair is there twice, one row has no target. */
const ROWS = [
  '[720575940628857211,"KC",31,"MBON",7]',
  '[12,"KC",31,"MBON",8]',
  '[12,"KC",31,"MBON",1]',
  '[31,"MBON",12,"KC",2]',
  "[12,\"KC\",null,null,5]",
];

/** A result with these columns and rows (JSON texts), shown as a graph or as a matrix. */
async function shownAs(page: Page, view: string, columns: string[], rows: string[], look: (query: QueryPage) => Promise<void>): Promise<void> {
  await withRows(page, columns, rows, async (query) => {
    await page.getByRole("radio", { name: view, exact: true }).check();
    await look(query);
  });
}

async function saved(page: Page, button: Locator): Promise<{ name: string; text: string }> {
  const [download]: [Download, void] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "latin1") };
}

const picture = (page: Page) => page.getByRole("img", { name: /^Graph of/ });
const matrix = (page: Page) => page.getByRole("grid", { name: "Matrix of connections" });
const activeCell = (page: Page) => matrix(page).getByRole("gridcell", { selected: true });

/** How many pixels of a picture are not of its background. */
async function drawnPixels(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext("2d");
    if (context === null || width === 0 || height === 0) return 0;
    const { data } = context.getImageData(0, 0, width, height);
    return data.reduce((sum, value, at) => sum + (at % 4 === 3 && value > 0 ? 1 : 0), 0);
  });
}

test("connections are found, added up and drawn, and every node is in the list with its partners", async ({ page }) => {
  await shownAs(page, "Graph", COLUMNS, ROWS, async () => {
    await expect(picture(page)).toHaveAccessibleName(/^Graph of 3 nodes/);
    await expect.poll(() => drawnPixels(picture(page))).toBeGreaterThan(500);
    await expect(page.getByText("3 neurons, 3 connections. 1 row added to an earlier row of the same pair. 1 row left out: source or target is null.")).toBeVisible();

    const list = page.getByRole("region", { name: "Neurons" });
    await expect(list.getByRole("listitem")).toHaveCount(3);
    await list.getByRole("button", { name: /^31 MBON/ }).click();
    const selected = page.getByRole("region", { name: "Selected" });
    await expect(selected.getByRole("heading", { name: "31" })).toBeVisible();
    // Of 16 synapses 9 come from 12.
    await expect(selected.getByRole("list", { name: "Inputs" }).getByRole("listitem").first()).toHaveText(/^12KC9 · 56 %/);
    await expect(selected.getByRole("list", { name: "Outputs" }).getByRole("listitem")).toHaveText(/^12KC2 · 100 %/);
    await expectAccessible(page);

    await selected.getByRole("list", { name: "Inputs" }).getByRole("button", { name: /^720575940628857211/ }).click();
    await expect(selected.getByRole("heading", { name: "720575940628857211" })).toBeVisible();
    await selected.getByRole("button", { name: "All" }).click();
    await page.getByRole("searchbox", { name: "Find a neuron" }).fill("mb");
    await expect(list.getByRole("listitem")).toHaveCount(1);
  });
});

test("neurons are grouped by type, and the view is in the link", async ({ page }) => {
  await shownAs(page, "Graph", COLUMNS, ROWS, async () => {
    await page.getByRole("radio", { name: "Types" }).check();
    await expect(page.getByText(/^2 types, 2 connections\./)).toBeVisible();
    await page.getByRole("region", { name: "Types" }).getByRole("button", { name: /^KC 2 neurons/ }).click();
    await expect(page.getByRole("list", { name: "Outputs" }).getByRole("listitem")).toHaveText(/^MBON1 neuron16 · 100 %/);
    await page.getByRole("combobox", { name: "Percent of", exact: true }).selectOption("source's output");
    const before = await addressAtRest(page);
    await page.getByRole("radio", { name: "Neurons" }).check();
    await expect.poll(() => page.url()).not.toBe(before);
    await page.goto(before);
    await page.getByRole("button", { name: /^run\b/i }).click();
    await expect(page.getByText(/^2 types, 2 connections\./)).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Percent of", exact: true })).toHaveValue("output");
  });
});

test("a node shows only its rows, and the graph is of the rows that are shown", async ({ page }) => {
  await shownAs(page, "Graph", COLUMNS, ROWS, async (query) => {
    await page.getByRole("region", { name: "Neurons" }).getByRole("button", { name: /^12 KC/ }).click();
    await page.getByRole("button", { name: "Show only rows of its outputs" }).click();
    await expect(page.getByText(/^2 neurons, 1 connection\./)).toBeVisible();
    await page.getByRole("radio", { name: "Rows", exact: true }).check();
    await query.expectRows(3);
    await expect(page.getByRole("list", { name: "Filters" })).toContainText("bodyId_pre");
  });
});

test("the picture moves with the keyboard, and rests when nothing changes", async ({ page }) => {
  await shownAs(page, "Graph", COLUMNS, ROWS, async () => {
    await expect.poll(() => drawnPixels(picture(page))).toBeGreaterThan(500);
    const image = () => picture(page).evaluate((element) => (element as HTMLCanvasElement).toDataURL());
    // At rest: two pictures, a frame apart, are one.
    await expect.poll(async () => (await image()) === (await image())).toBe(true);
    const fitted = await image();
    await picture(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(image).not.toBe(fitted);
    await page.keyboard.press("+");
    await page.keyboard.press("f");
    await expect.poll(image).toBe(fitted);
    await page.getByRole("button", { name: "Zoom in" }).click();
    await expect.poll(image).not.toBe(fitted);
    await page.getByRole("button", { name: "Fit" }).click();
    await expect.poll(image).toBe(fitted);
  });
});

test("light connections are left out by a slider", async ({ page }) => {
  await shownAs(page, "Graph", COLUMNS, ROWS, async () => {
    const slider = page.getByRole("slider", { name: "Least weight" });
    await expect(slider).toHaveAttribute("aria-valuetext", "all");
    await slider.focus();
    await page.keyboard.press("End");
    await expect(slider).toHaveAttribute("aria-valuetext", "≥ 9: 1 of 3");
    await page.keyboard.press("Home");
    await expect(slider).toHaveAttribute("aria-valuetext", "all");
  });
});

test("a graph becomes a picture and a file for other programs", async ({ page }) => {
  await shownAs(page, "Graph", COLUMNS, ROWS, async () => {
    await expect.poll(() => drawnPixels(picture(page))).toBeGreaterThan(500);
    const svg = await saved(page, page.getByRole("button", { name: "Save SVG" }));
    expect(svg.name).toBe("generated-v1.0-graph.svg");
    expect(svg.text).toContain(">720575940628857211</text>");
    expect(svg.text.match(/<circle /g)).toHaveLength(3);
    const png = await saved(page, page.getByRole("button", { name: "Save PNG" }));
    expect(png.text.slice(1, 4)).toBe("PNG");
    const graphml = await saved(page, page.getByRole("button", { name: "Save GraphML" }));
    expect(graphml.text).toContain('<edge source="12" target="31">');
    expect(graphml.text).toContain('<node id="720575940628857211"/>');
  });
});

test("a table without connections says so, and lets choose columns", async ({ page }) => {
  await shownAs(page, "Graph", ["alpha", "beta", "n"], ["[1,2,3]", "[2,3,4]"], async () => {
    await expect(page.getByText(/^No columns look like connections/)).toBeVisible();
    await page.getByRole("combobox", { name: "Source", exact: true }).selectOption("beta");
    await page.getByRole("combobox", { name: "Target", exact: true }).selectOption("alpha");
    await expect(page.getByText(/^3 neurons, 2 connections\./)).toBeVisible();
  });
});

test("a matrix has exact numbers for mouse, keyboard and screen reader", async ({ page }) => {
  await shownAs(page, "Matrix", COLUMNS, ROWS, async (query) => {
    // A head, and three sources; a head, and two targets.
    await expect(matrix(page)).toHaveAttribute("aria-rowcount", "4");
    await expect(matrix(page)).toHaveAttribute("aria-colcount", "3");
    await matrix(page).focus();
    const words = "12 → 31: 9 · 56 % of the input · 100 % of the output in this result";
    await expect(activeCell(page)).toHaveText(words);
    await expect(matrix(page)).toHaveAttribute("aria-activedescendant", (await activeCell(page).getAttribute("id")) ?? "none");
    await page.keyboard.press("ArrowDown");
    await expect(activeCell(page)).toHaveText(/^720575940628857211 → 31: 7 · 44 %/);
    await page.keyboard.press("ArrowRight");
    await expect(activeCell(page)).toHaveText("720575940628857211 → 12: not connected");
    await expectAccessible(page);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await expect(matrix(page)).toHaveAttribute("aria-rowcount", "2");
    await page.getByRole("radio", { name: "Rows", exact: true }).check();
    await query.expectRows(1);
  });
});

test("a matrix is of types, of shares, in other orders, and becomes CSV", async ({ page }) => {
  await shownAs(page, "Matrix", COLUMNS, ROWS, async () => {
    const csv = await saved(page, page.getByRole("button", { name: "CSV" }));
    expect(csv.name).toMatch(/matrix\.csv$/);
    expect(parseCsv(csv.text)).toEqual([["from", "31", "12"], ["12", "9", "0"], ["720575940628857211", "7", "0"], ["31", "0", "2"]]);
    await page.getByRole("checkbox", { name: "IDs as text", exact: true }).check();
    const quoted = await saved(page, page.getByRole("button", { name: "CSV" }));
    expect(parseCsv(quoted.text)[2]?.[0]).toBe('="720575940628857211"');
    await page.getByRole("checkbox", { name: "IDs as text", exact: true }).uncheck();

    await page.getByRole("combobox", { name: "Order", exact: true }).selectOption("Type and name");
    await expect(activeCell(page)).toHaveText(/^12 → 12/);
    await page.getByRole("radio", { name: "Types" }).check();
    await expect(activeCell(page)).toHaveText(/^KC → KC: not connected/);
    await page.getByRole("combobox", { name: "Cells", exact: true }).selectOption("Mean of connected pairs");
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("from\tKC\tMBON\r\nKC\t0\t8\r\nMBON\t2\t0\r\n");
    const larger = matrix(page).locator("canvas");
    const before = await larger.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
    await page.getByRole("button", { name: "Smaller cells" }).click();
    await expect.poll(() => larger.evaluate((element) => (element as HTMLCanvasElement).toDataURL())).not.toBe(before);
  });
});

test("a large graph is cut to its strongest part, and says so", async ({ page }) => {
  const rows = Array.from({ length: 2_500 }, (_, at) => `[${at + 1},${((at * 7) % 2_500) + 10_000},${(at % 40) + 1}]`);
  await shownAs(page, "Graph", ["pre", "post", "weight"], rows, async () => {
    await expect(page.getByText(/^The 2,000 of 5,000 neurons with the largest weights/)).toBeVisible();
    await expect.poll(() => drawnPixels(picture(page))).toBeGreaterThan(5_000);
  });
});
