/** Charts of a result: proposed, set by hand, selected in, kept in the link, saved. */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { addressAtRest } from "./support/address.ts";
import { expectAccessible } from "./support/axe.ts";
import type { QueryPage } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";
import { withRows } from "./support/with-rows.ts";

/** Twelve connections: weights 1 to 12, three types onto two, one row without a type, one ID beyond all floats. */
const COLUMNS = ["a.bodyId", "a.type", "b.type", "weight"];
const TYPES = ["KC", "KC", "KC", "KC", "KC", "PN", "PN", "PN", "LN", "LN", "LN", null];
const ROWS = TYPES.map((type, at) =>
  JSON.stringify(["ID", type, at % 2 ? "MBON" : "DAN", at + 1]).replace('"ID"', `${720575940628857210n + BigInt(at)}`),
);

const chart = (page: Page) => page.getByRole("region", { name: "Chart", exact: true });
const picture = (page: Page) => chart(page).getByRole("img");
const proposal = (page: Page, name: string) =>
  chart(page).getByRole("navigation", { name: "Proposed charts" }).getByRole("button", { name, exact: true });
const set = (page: Page, label: string, option: string) => chart(page).getByRole("combobox", { name: label, exact: true }).selectOption(option);
const show = (page: Page, view: "Rows" | "Chart") => page.getByRole("radiogroup", { name: "Show as" }).getByText(view).click();
const filters = (page: Page) => page.getByRole("list", { name: "Filters" });
const scope = (page: Page, text: string) => expect(page.getByText(text, { exact: true })).toBeVisible();

async function openChart(query: QueryPage): Promise<void> {
  await show(query.page, "Chart");
  await expect(picture(query.page)).toBeVisible();
}

/** The numbers behind the chart, row by row. */
async function numbers(page: Page): Promise<string[][]> {
  const details = chart(page).getByText("Show the numbers");
  const table = chart(page).getByRole("region", { name: "Numbers of the chart" }).getByRole("table");
  if (!(await table.isVisible())) await details.click();
  await expect(table).toBeVisible();
  const rows = await table.getByRole("row").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
}

/** Drags over the picture, from one point to another, as parts of its size. */
async function drag(target: Locator, from: [number, number], to: [number, number]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const size = await target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { left, top, width, height };
  });
  const at = ([x, y]: [number, number]): [number, number] => [size.left + x * size.width, size.top + y * size.height];
  await target.page().mouse.move(...at(from));
  await target.page().mouse.down();
  await target.page().mouse.move(...at(to), { steps: 4 });
  await target.page().mouse.up();
}

test("charts are proposed by the columns' types, and the first is drawn", async ({ page }) => {
  await withRows(page, COLUMNS, ROWS, async (query) => {
    await openChart(query);
    const names = chart(page).getByRole("navigation", { name: "Proposed charts" }).getByRole("button");
    await expect(names).toHaveText([
      "weight by a.type and b.type",
      "weight by a.type",
      "Rows by a.type",
      "Spread of weight",
      "weight in order",
    ]);
    await expect(proposal(page, "weight by a.type and b.type")).toHaveAttribute("aria-pressed", "true");
    await expect(picture(page)).toHaveAccessibleName(/^Sum of weight by a.type and b.type: 4 rows by 2 columns. The largest cell is LN, DAN with 20\.$/);
    await expectAccessible(page);
    // The grid is there again as it was, and the chart, too.
    await show(page, "Rows");
    await query.expectRows(12);
    await show(page, "Chart");
    await expect(picture(page)).toBeVisible();
  });
});

test("every kind of chart shows the numbers of the rows", async ({ page }) => {
  await withRows(page, COLUMNS, ROWS, async (query) => {
    await openChart(query);
    await set(page, "Order", "By name");
    await expect
      .poll(() => numbers(page))
      .toEqual([
        ["a.type", "DAN", "MBON"],
        ["KC", "9", "6"],
        ["LN", "20", "10"],
        ["PN", "7", "14"],
        ["null", "", "12"],
      ]);

    await proposal(page, "weight by a.type").click();
    await expect(picture(page)).toHaveAccessibleName(/4 values of a.type. The largest is LN, 30\./);
    expect(await numbers(page)).toEqual([
      ["a.type", "Sum of weight", "Rows"],
      ["LN", "30", "3"],
      ["PN", "21", "3"],
      ["KC", "15", "5"],
      ["null", "12", "1"],
    ]);
    await set(page, "Show", "Mean");
    await expect(picture(page)).toHaveAccessibleName(/^Mean of weight by a.type/);

    await proposal(page, "Spread of weight").click();
    await expect(picture(page)).toHaveAccessibleName(/12 rows in 12 bins, the first 1, the last 12\./);
    await set(page, "Colour", "a.type");
    await expect.poll(async () => (await numbers(page))[0]).toEqual(["weight", "Rows", "KC", "PN", "LN", "null"]);

    await set(page, "Chart", "Scatter");
    await expect(picture(page)).toHaveAccessibleName(/12 points/);
    await chart(page).getByLabel("Logarithmic across").check();
    await expect(picture(page)).toHaveAccessibleName(/12 points/);

    await proposal(page, "weight in order").click();
    await expect(picture(page)).toHaveAccessibleName(/12 points; Row from 1 to 12, weight from 1 to 12\./);
  });
});

test("dragging over a histogram shows only those rows, in the grid as well", async ({ page }) => {
  await withRows(page, COLUMNS, ROWS, async (query) => {
    await openChart(query);
    await proposal(page, "Spread of weight").click();
    await expect(picture(page)).toHaveAccessibleName(/12 bins/);
    await drag(picture(page), [0.02, 0.5], [0.3, 0.5]);
    // The left end of the plot is outside: a drag that begins there selects nothing.
    await expect(filters(page).getByRole("listitem")).toHaveCount(0);
    await drag(picture(page), [0.5, 0.5], [0.9, 0.3]);
    await expect(filters(page)).toContainText(/weight \d+ to \d+/);
    const chip = (await filters(page).innerText()).match(/weight (\d+) to (\d+)/);
    const [low, high] = [Number(chip?.[1]), Number(chip?.[2])];
    await expect(picture(page)).toHaveAccessibleName(new RegExp(`${high - low + 1} rows in .* the first ${low}, the last ${high}\\.`));
    await show(page, "Rows");
    await query.expectRows(high - low + 1);
    await show(page, "Chart");
    await chart(page).getByRole("button", { name: "Clear the selection" }).click();
    await expect(picture(page)).toHaveAccessibleName(/12 rows in 12 bins/);
    await expect(filters(page).getByRole("listitem")).toHaveCount(0);
  });
});

test("bars and cells are selected with the keyboard, IDs keep their digits", async ({ page }) => {
  await withRows(page, COLUMNS, ROWS, async (query) => {
    await openChart(query);
    await proposal(page, "weight by a.type").click();
    await expect(picture(page)).toHaveAccessibleName(/4 values/);
    await picture(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect(chart(page).getByText("LN: sum of weight 30, 3 rows")).toBeVisible();
    // In another size the same bar is selected.
    const width = () => picture(page).evaluate((svg) => svg.clientWidth);
    const before = await width();
    await page.setViewportSize({ width: 1000, height: 700 });
    await expect.poll(width).toBeLessThan(before);
    await expect(chart(page).getByText("LN: sum of weight 30, 3 rows")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Enter");
    await expect(filters(page)).toContainText("a.type is “PN” or “KC”");
    await scope(page, "8 of 12 rows");

    await set(page, "Chart", "Histogram");
    await set(page, "Numbers", "a.bodyId");
    await expect(picture(page)).toHaveAccessibleName(/the first 720,575,940,628,857,210/);
    await picture(page).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(filters(page)).toContainText("a.bodyId = 720575940628857211");
    await scope(page, "1 of 12 rows");
  });
});

test("a range of points is selected, and those left out are named", async ({ page }) => {
  const rows = Array.from({ length: 60 }, (_, at) => JSON.stringify([at, at * at / 10, at % 2 ? "a" : "b"]));
  const more = ["[null,1.5,null]", "[7,null,null]", "[null,null,null]"];
  await withRows(page, ["x", "y", "t"], [...rows, ...more], async (query) => {
    await openChart(query);
    await expect(picture(page)).toHaveAccessibleName("y against x: 60 points; x from 0 to 59, y from 0 to 348.1.");
    await expect(chart(page).getByRole("list", { name: "Not in the chart" })).toHaveText("3 rows without a value.");
    await set(page, "Colour", "t");
    await expect(chart(page).getByText("b", { exact: true }).first()).toBeVisible();
    await drag(picture(page), [0.4, 0.2], [0.8, 0.85]);
    await expect(filters(page).getByRole("listitem")).toHaveCount(2);
    await expect(filters(page)).toContainText(/x \d+ to \d+/);
    await expect(picture(page)).not.toHaveAccessibleName(/60 points/);
    await show(page, "Rows");
    await expect(query.grid).not.toHaveAttribute("aria-rowcount", "64");
  });
});

test("the link restores the chart", async ({ page }) => {
  await page.goto("/");
  await show(page, "Chart");
  await expect(picture(page)).toBeVisible();
  await set(page, "Chart", "Histogram");
  await expect(picture(page)).toHaveAccessibleName(/^Spread of/);
  await expect(page).toHaveURL(/view=2/);
  await chart(page).getByLabel("Logarithmic").check();
  const link = await addressAtRest(page);
  await page.goto("about:blank");
  await page.goto(link);
  await expect(picture(page)).toHaveAccessibleName(/^Spread of/);
  await expect(chart(page).getByLabel("Logarithmic")).toBeChecked();
  await expect(page.getByRole("radio", { name: "Chart" })).toBeChecked();
});

test("a chart is saved as SVG and as PNG", async ({ page }) => {
  await withRows(page, COLUMNS, ROWS, async (query) => {
    await openChart(query);
    const save = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent("download"), chart(page).getByRole("button", { name }).click()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const svg = await save("Save SVG");
    expect(svg.name).toBe("generated-v1.0-sum-of-weight-by-a.type-and-b.type.svg");
    const parsed = await page.evaluate((text) => {
      const file = new DOMParser().parseFromString(text, "image/svg+xml");
      return {
        wrong: file.querySelector("parsererror")?.textContent ?? "",
        title: file.querySelector("title")?.textContent,
        about: file.querySelector("desc")?.textContent,
        texts: [...file.querySelectorAll("text")].map((text) => text.textContent),
        title13: [...file.querySelectorAll("text")].find((text) => text.textContent === file.querySelector("title")?.textContent)?.getAttribute("font-size"),
        classes: file.querySelectorAll("[class], style").length,
        size: [file.documentElement.getAttribute("width"), file.documentElement.getAttribute("height")].map(Number),
      };
    }, svg.bytes.toString("utf8"));
    expect(parsed.wrong).toBe("");
    expect(parsed.title).toBe("Sum of weight by a.type and b.type");
    expect(parsed.about).toContain("Dataset: generated:v1.0");
    expect(parsed.about).toContain("MATCH (n) RETURN n LIMIT 300000");
    expect(parsed.texts).toEqual(expect.arrayContaining(["KC", "MBON", "a.type", "b.type"]));
    // Its looks are its own: no style sheet is needed, and none would be read where inline ones are forbidden.
    expect([parsed.title13, parsed.classes]).toEqual(["13", 0]);

    const png = await save("Save PNG");
    expect(png.name).toMatch(/\.png$/);
    expect(png.bytes.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
    expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual(parsed.size.map((length) => length * 2));
    // It is no empty picture.
    const colours = await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const seen = new Set<number>();
      for (let at = 0; at < data.length; at += 4) seen.add((data[at] as number) << 16 | (data[at + 1] as number) << 8 | (data[at + 2] as number));
      return seen.size;
    }, png.bytes.toString("base64"));
    expect(colours).toBeGreaterThan(8);
  });
});

test("what cannot be drawn is said", async ({ page }) => {
  await withRows(page, ["word"], ['["a"]', '["b"]', "[null]"], async (query) => {
    await openChart(query);
    await expect(picture(page)).toHaveAccessibleName(/3 values of word/);
    await set(page, "Chart", "Histogram");
    await expect(chart(page).getByText("needs a column of numbers")).toBeVisible();
    await set(page, "Chart", "Bars");
    await expect(picture(page)).toHaveAccessibleName(/3 values of word/);
  });
  await withRows(page, ["x"], ["[-1]", "[0]", "[null]"], async (query) => {
    await openChart(query);
    await chart(page).getByLabel("Logarithmic").check();
    await expect(chart(page).getByText("nothing to draw")).toBeVisible();
    await expect(chart(page).getByText("2 rows with zero or less, which a logarithmic axis does not have.")).toBeVisible();
  });
});
