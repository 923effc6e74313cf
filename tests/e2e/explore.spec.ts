/** The page of forms: each form on the embedded sample, what is refused and why, and numbers that a second query confirms. */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { parseCsv } from "./support/csv.ts";
import { expect, test } from "./support/test.ts";

class ExplorePage {
  readonly results: Locator;
  readonly status: Locator;
  readonly rows: Locator;
  readonly cypher: Locator;

  constructor(readonly page: Page) {
    this.results = page.getByRole("region", { name: "Results" });
    this.status = this.results.getByRole("status").first();
    this.rows = page.getByRole("table", { name: "First rows" }).locator("tbody").getByRole("row");
    this.cypher = page.getByRole("textbox", { name: "Cypher" });
  }

  async goto(query = ""): Promise<void> {
    await this.page.goto(`/explore${query}`);
    await expect(this.page.getByRole("heading", { level: 2 })).toBeVisible();
  }

  async form(name: string): Promise<void> {
    await this.page.getByRole("navigation", { name: "Forms" }).getByRole("button", { name }).click();
    await expect(this.page.getByRole("heading", { name, level: 2 })).toBeVisible();
  }

  field(name: string | RegExp): Locator {
    return this.page.getByRole("textbox", { name, exact: true });
  }

  private questions = 0;

  /** The first 50 rows that a query of the user's own gives. It names a column `asked`. */
  async ask(cypher: string): Promise<string[][]> {
    // Each answer has a column of its own, by which it is known.
    const name = `asked${++this.questions}`;
    await this.cypher.fill(cypher.replaceAll(/\basked\b/g, name));
    await this.page.getByRole("button", { name: "Run this text" }).click();
    await expect(this.page.getByRole("columnheader", { name, exact: true })).toBeVisible();
    return this.rows.evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
  }
}

async function saved(page: Page, button: string): Promise<string[][]> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^hemibrain-sample-v1\.2\.1-[a-z-]+\.csv$/);
  return parseCsv(await readFile(await download.path(), "utf8"));
}

test("the page is in the navigation, and shows neurons with their number", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Explore" }).click();
  const explore = new ExplorePage(page);
  await expect(explore.status).toHaveText(/^2,290 rows, the first 50 shown · /);
  await expect(explore.rows).toHaveCount(50);
  await expect(page).toHaveURL(/\/explore\?form=find$/);
});

test("pages follow each other, each with the app's worker and the open dataset", async ({ page }) => {
  const explore = new ExplorePage(page);
  await explore.goto("?form=find&type=DA1_lPN");
  const pages = page.getByRole("navigation", { name: "Pages" });
  for (let round = 0; round < 2; round++) {
    await expect(explore.status).toHaveText(/ rows/);
    await pages.getByRole("link", { name: "Skeletons" }).click();
    await expect(page.getByRole("table", { name: "Neurons" }).getByRole("row").nth(1)).toContainText(/fragment/);
    await pages.getByRole("link", { name: "Explore" }).click();
  }
  await expect(explore.status).toHaveText(/^2,290 rows/);
});

test("neurons are found by type, by regular expression, by ROI and by any property", async ({ page }) => {
  const explore = new ExplorePage(page);
  await explore.goto();
  await explore.field("Types").fill("DA1_lPN");
  await expect(explore.status).toHaveText(/^7 rows · /);
  await expect(explore.cypher).toHaveValue(/n\.type = 'DA1_lPN'/);
  await explore.field("Types").fill("lLN1_[ab]");
  await expect(explore.status).toHaveText(/^0 rows · /);
  await page.getByRole("switch", { name: /regular expressions/ }).check();
  await expect(explore.status).not.toHaveText(/^0 rows/);
  await explore.field("Types").fill("");
  await page.getByRole("combobox", { name: "Property" }).selectOption("cropped");
  await page.getByRole("combobox", { name: "Test" }).selectOption("is");
  await explore.field("Value").fill("perhaps");
  await expect(page.getByText("`cropped` is true or false, and `perhaps` is not.")).toBeVisible();
  await explore.field("Value").fill("false");
  await expect(explore.cypher).toHaveValue(/n\.cropped = false/);
  await expect(explore.status).toHaveText(/^\d+ rows/);
  await page.getByRole("combobox", { name: "Property" }).selectOption("");
  await page.getByRole("combobox", { name: /add to inputs/i }).selectOption("AL(R)");
  await expect(explore.field("Inputs in ROIs")).toHaveValue("AL(R)");
  await expect(explore.cypher).toHaveValue(/info\[roi\]\.post >= 1/);
  await expect(explore.status).toHaveText(/^[1-9]\d* rows/);
});

test("pasted IDs of any form are found, what is missing is listed, damaged ones are refused", async ({ page }) => {
  const explore = new ExplorePage(page);
  await explore.goto();
  const ids = explore.field("Body IDs");
  for (const text of ["754538881, 1734350788", "[754538881,\n 1734350788.0]", "bodyId\n\"754538881\"\n'1734350788'", "754538881n 1734350788L"]) {
    await ids.fill("");
    await expect(explore.status).toHaveText(/^2,290 rows/);
    await ids.fill(text);
    await expect(explore.status, text).toHaveText(/^2 rows · /);
  }
  await ids.fill("754538881 42 9007199254740993");
  await expect(explore.status).toHaveText(/^1 row · /);
  await expect(explore.results.getByText("2 body IDs are not found in this dataset: 42, 9007199254740993")).toBeVisible();
  for (const [text, reason] of [
    ["7.20576E+17", /`7\.20576E\+17` has lost digits in a spreadsheet/],
    ["1734350788.5", /`1734350788\.5` is not a whole number/],
    ["9223372036854775808", /`9223372036854775808` is larger than any body ID/],
    ["DA1_lPN", /`DA1_lPN` is not a number/],
  ] as const) {
    await ids.fill(`754538881 ${text}`);
    await expect(page.getByText(reason)).toBeVisible();
    await expect(ids).toHaveAttribute("aria-invalid", "true");
    await expect(explore.rows).toHaveCount(0);
  }
});

test("the Cypher can be changed, opened on the query page, and copied as a program", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const explore = new ExplorePage(page);
  await explore.goto();
  await explore.field("Types").fill("KCa'b'");
  await expect(explore.cypher).toHaveValue(/n\.type = 'KCa\\'b\\''/);
  await page.getByText("Copy as a program").click();
  const program = page.getByRole("region", { name: "Program" });
  await expect(program).toContainText("client.fetch_custom(");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`"WHERE n.type = 'KCa\\\\'b\\\\''",`);
  expect(copied).toContain('dataset="hemibrain-sample:v1.2.1"');
  for (const [language, text] of [
    ["JavaScript", 'import { Client } from "neuprint";'],
    ["Rust", "use neuprint_http::HttpTransport;"],
    ["curl", "Bearer $NEUPRINT_TOKEN"],
  ] as const) {
    await page.getByRole("radio", { name: language }).check();
    await expect(program).toContainText(text);
  }

  await explore.cypher.fill("RETURN 'a & b' AS x");
  await explore.cypher.press("Control+Enter");
  await expect(explore.status).toHaveText(/^1 row · /);
  await expect(explore.rows).toHaveText(["a & b"]);
  await explore.cypher.fill("RETURN 1 +");
  await page.getByRole("button", { name: "Run this text" }).click();
  await expect(explore.results.getByRole("alert")).toBeVisible();
  await page.getByRole("button", { name: "Back to the form" }).click();
  await expect(explore.status).toHaveText(/^0 rows · /);

  await page.getByRole("link", { name: "Open in the query page" }).click();
  await expect(page.getByRole("textbox", { name: /cypher/i })).toContainText("WHERE n.type = 'KCa\\'b\\''");
  await expect(page).toHaveURL(/\/\?q=/);
});

for (const [direction, arrow] of [
  ["Inputs", "<-[e:ConnectsTo]-"],
  ["Outputs", "-[e:ConnectsTo]->"],
] as const) {
  test(`${direction.toLowerCase()} of a type have the numbers that its edges give`, async ({ page }) => {
    const explore = new ExplorePage(page);
    await explore.goto("?form=connections");
    await explore.field("Types or body IDs").fill("lLN1_b");
    await page.getByRole("radio", { name: direction }).check();
    await expect(explore.status).toHaveText(/neurons, \d+ partners$/);
    const table = page.getByRole("table", { name: "Partners by type" });
    const shown = await table
      .locator("tbody")
      .getByRole("row")
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
    const excludedText = await explore.results.getByText(/of the weight .* partners that are not Traced/).textContent();

    const match = `MATCH (n:Neuron {type: 'lLN1_b'})${arrow}(m) WHERE e.weight > 0`;
    const types = await explore.ask(
      `${match} AND m.status = 'Traced' RETURN m.type AS asked, count(DISTINCT m), count(DISTINCT n), sum(e.weight) AS w ORDER BY w DESC, asked`,
    );
    expect(shown.length).toBeGreaterThan(5);
    const [[all, traced, number]] = (await explore.ask(
      `${match} RETURN sum(e.weight) AS asked, sum(CASE m.status WHEN 'Traced' THEN e.weight ELSE 0 END),
       count(DISTINCT CASE m.status WHEN 'Traced' THEN coalesce(m.type, '') END)`,
    )) as [[string, string, string]];
    expect(shown.length).toBe(Number(number));
    const whole = Number(traced);
    for (const [at, [type, cells, connected, weight]] of types.entries()) {
      const row = shown[at]!;
      expect(row[0]).toBe(type === "null" ? "no type" : type);
      expect(row[1]).toBe(cells);
      expect(row[2]).toMatch(new RegExp(`^${connected} of \\d+$`));
      expect(row[3]!.replaceAll(",", "")).toBe(weight);
      const percent = (100 * Number(weight)) / whole;
      expect(row[5]).toBe(percent < 0.05 ? "< 0.1 %" : `${percent.toFixed(1)} %`);
      const sides = [6, 7, 8].reduce((sum, side) => sum + Number(row[side]!.replaceAll(",", "")), 0);
      expect(sides).toBe(Number(weight));
    }
    const excluded = (100 * (Number(all) - whole)) / Number(all);
    expect(excludedText).toContain(`${excluded.toFixed(1)} % of the weight`);
  });
}

test("a type shows its cells, and partners are looked at by side, by ROI and as a matrix", async ({ page }) => {
  const explore = new ExplorePage(page);
  await explore.goto("?form=connections&of=DA1_lPN,LHPD2a1&partners=all&share=all");
  await expect(explore.status).toHaveText(/neurons, \d+ partners$/);
  await expect(explore.results.getByText(/100 % is all .* input synapses .* property post counts them/)).toBeVisible();
  const types = page.getByRole("table", { name: "Partners by type" });
  const first = types.locator("tbody").getByRole("button").first();
  await first.press("Enter");
  await expect(first).toHaveAttribute("aria-expanded", "true");
  const cells = page.getByRole("table", { name: "Cells of this type" });
  // The sample has the skeletons of five of the neurons that are asked for, and of none of these partners.
  await expect(cells.getByTitle("This dataset has no skeleton of this body").first()).toHaveText(/^\d+$/);
  await expect(cells.getByRole("link")).toHaveCount(0);
  const in3d = explore.results.getByRole("link", { name: /^view \d+ in 3d$/i });
  await expect(in3d).toHaveText("View 5 in 3D");
  await expect(in3d).toHaveAttribute("href", /\/skeletons\?ids=\d+(,\d+){4}$/);

  const partners = await saved(page, "Types (CSV)");
  const column = (name: string) => partners.slice(1).map((row) => Number(row[partners[0]!.indexOf(name)]));
  const sum = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
  expect(sum(column("left")) + sum(column("right")) + sum(column("noSide"))).toBe(sum(column("weight")));
  await page.getByRole("checkbox", { name: /body ids as text/i }).check();
  const file = await saved(page, "Cells (CSV)");
  expect(file[1]![file[0]!.indexOf("bodyId")]).toMatch(/^="\d+"$/);
  expect(sum(file.slice(1).map((row) => Number(row[file[0]!.indexOf("weight")])))).toBe(sum(column("weight")));

  await page.getByRole("radio", { name: "Left and right" }).check();
  const picture = page.getByRole("img", { name: /types by their weight on the left and on the right/ });
  await picture.press("ArrowRight");
  const paired = page.getByRole("table", { name: "Weights on the left and on the right" });
  const name = await paired.getByRole("rowheader").first().textContent();
  await expect(explore.results.getByText(new RegExp(`^${name}: [\\d,]+ left, [\\d,]+ right$`))).toBeVisible();
  await page.getByRole("radio", { name: "Linear" }).check();

  await page.getByRole("radio", { name: "ROIs" }).check();
  const rois = page.getByRole("table", { name: "Weight by ROI" }).locator("tbody").getByRole("row");
  const weights = await rois.evaluateAll((rows) => rows.map((row) => Number(row.children[1]!.textContent!.replaceAll(",", ""))));
  expect(sum(weights)).toBe(sum(column("weight")));

  await page.getByRole("radio", { name: "Matrix" }).check();
  await expect(page.getByRole("table", { name: "Matrix of weights" }).getByRole("columnheader", { name: "DA1_lPN" })).toBeVisible();
  const matrix = await saved(page, "Matrix (CSV)");
  expect(matrix[0]).toEqual(["from", "DA1_lPN", "LHPD2a1"]);
  expect(sum(matrix.slice(1).flatMap((row) => row.slice(1).map(Number)))).toBe(sum(column("weight")));
  await page.getByRole("radio", { name: "Neurons" }).check();
  const neurons = await saved(page, "Matrix (CSV)");
  expect(neurons[1]![0]).toMatch(/^="\d+"$/);
  expect(sum(neurons.slice(1).flatMap((row) => row.slice(1).map(Number)))).toBe(sum(column("weight")));
});

test("partners are ordered by any column, up and down, and the link keeps the order", async ({ page }) => {
  const explore = new ExplorePage(page);
  await explore.goto("?form=connections&of=DA1_lPN,LHPD2a1&partners=all");
  const table = page.getByRole("table", { name: "Partners by type" });
  const head = (name: string) => table.getByRole("columnheader", { name, exact: true });
  const column = async (name: string) => {
    const at = await head(name).evaluate((cell) => [...cell.parentElement!.children].indexOf(cell));
    const texts = await table.locator("tbody > tr").evaluateAll((rows, at) => rows.map((row) => row.children[at]!.textContent!), at);
    return texts.map((text) => Number(/^[\d,.]+/.exec(text)?.[0].replaceAll(",", "")));
  };
  const falling = (numbers: number[]) => numbers.every((number, at) => at === 0 || number <= numbers[at - 1]!);
  await expect(head("Weight")).toHaveAttribute("aria-sort", "descending");
  expect(falling(await column("Weight"))).toBe(true);
  expect(falling(await column("Cells"))).toBe(false);

  await head("Cells").getByRole("button").press("Enter");
  await expect(head("Cells")).toHaveAttribute("aria-sort", "descending");
  await expect(head("Weight")).not.toHaveAttribute("aria-sort");
  expect(falling(await column("Cells"))).toBe(true);
  // Of as many cells the stronger type stays first.
  const [cells, weights] = [await column("Cells"), await column("Weight")];
  expect(cells.every((count, at) => at === 0 || count < cells[at - 1]! || weights[at]! <= weights[at - 1]!)).toBe(true);
  await head("Cells").getByRole("button").click();
  await expect(head("Cells")).toHaveAttribute("aria-sort", "ascending");
  expect(falling((await column("Cells")).toReversed())).toBe(true);

  await head("Type").getByRole("button").click();
  await explore.results.getByRole("button", { name: /^Show \d+ more types$/ }).click();
  const names = table.locator("tbody").getByRole("rowheader");
  const sorted = await names.allTextContents();
  expect(sorted.slice(0, -1)).toEqual(sorted.slice(0, -1).toSorted());
  expect(sorted.at(-1)).toBe("no type");
  await expect(page).toHaveURL(/sort=type/);
  await page.reload();
  await expect(head("Type")).toHaveAttribute("aria-sort", "ascending");
  await expect(names).toHaveText(sorted.slice(0, 100));
});

test("types, instances and values are offered while they are written", async ({ page }) => {
  const explore = new ExplorePage(page);
  await explore.goto("?form=find");
  const types = explore.field("Types");
  const offered = page.getByRole("listbox", { name: "Types: suggestions" });
  await types.pressSequentially("KCg-m, lLN2T");
  await expect(offered.getByRole("option", { name: "lLN2T_a" })).toBeVisible();
  const names = await offered.getByRole("option").allTextContents();
  expect(names.every((name) => name.startsWith("lLN2T"))).toBe(true);
  expect(names.length).toBeGreaterThan(1);
  await expectAccessible(page);
  await types.press("ArrowDown");
  await types.press("ArrowDown");
  await expect(offered.getByRole("option", { selected: true })).toHaveText(names[1]!);
  const chosen = await offered.getByRole("option", { selected: true }).getAttribute("id");
  await expect(types).toHaveAttribute("aria-activedescendant", chosen!);
  await types.press("Enter");
  await expect(types).toHaveValue(`KCg-m, ${names[1]}`);
  await expect(offered).toBeHidden();
  await expect(explore.cypher).toHaveValue(new RegExp(`'${names[1]}'`));
  // The caret is behind the name: one goes on writing.
  await types.pressSequentially(", DA1");
  await offered.getByRole("option", { name: "DA1_lPN" }).click();
  await expect(types).toHaveValue(`KCg-m, ${names[1]}, DA1_lPN`);
  await expect(types).toBeFocused();

  await types.fill("DA");
  await expect(offered.getByRole("option").first()).toBeVisible();
  await types.press("Escape");
  await expect(offered).toBeHidden();
  await expect(types).toHaveValue("DA");
  // A name in full, digits and parts of a pattern have nothing to choose from.
  await explore.field("Status").pressSequentially("Tra");
  await expect(page.getByRole("option", { name: "Traced", exact: true })).toBeVisible();
  await explore.field("Status").fill("Traced");
  await expect(page.getByRole("listbox", { name: "Status: suggestions" })).toBeHidden();
  await page.getByRole("switch", { name: /regular expressions/ }).check();
  await types.fill("lLN");
  await expect(explore.cypher).toHaveValue(/lLN/);
  await expect(offered).toBeHidden();

  await page.getByRole("combobox", { name: "Property" }).selectOption("instance");
  await explore.field("Value").pressSequentially("DA1");
  await page.getByRole("listbox", { name: "Value: suggestions" }).getByRole("option", { name: "DA1_lPN_R" }).click();
  await expect(explore.field("Value")).toHaveValue("DA1_lPN_R");
});

test("common partners, shortest paths and bodies near a place are found", async ({ page }) => {
  const explore = new ExplorePage(page);
  await explore.goto();
  await explore.form("Common partners");
  await expect(explore.status).toHaveText(/fill in the form/i);
  await explore.field("Types or body IDs").fill("754538881, 1734350788");
  await explore.field("Synapses at least").fill("3");
  await expect(explore.status).toHaveText(/^[1-9]\d* rows/);
  await explore.field("Synapses at least").fill("three");
  await expect(page.getByText("`three` is not a whole number from 0 on.")).toBeVisible();

  const [[from, to]] = (await explore.ask(
    "MATCH (n:Neuron)-[e:ConnectsTo]->(m:Neuron) WHERE e.weight > 50 AND n <> m RETURN n.bodyId AS asked, m.bodyId ORDER BY asked LIMIT 1",
  )) as [[string, string]];
  await explore.form("Shortest paths");
  // Forms share what they have in common.
  await expect(explore.field("Synapses of each connection at least")).toHaveValue("three");
  await explore.field("Synapses of each connection at least").fill("10");
  await explore.field("From body ID").fill(from);
  await explore.field("To body ID").fill(from);
  await expect(page.getByText("Paths lead to another neuron.")).toBeVisible();
  await explore.field("To body ID").fill(to);
  await page.getByRole("radio", { name: "All bodies" }).check();
  await expect(explore.status).toHaveText(/^1 path · /);
  const onThePaths = page.getByRole("table", { name: "Neurons on the paths" });
  await expect(onThePaths.locator("tbody td").filter({ hasText: /^\d{6,}$/ })).toHaveText([from, to]);

  const [[x, y, z]] = (await explore.ask(
    "MATCH (s:Synapse) RETURN s.location.x AS asked, s.location.y, s.location.z ORDER BY asked LIMIT 1",
  )) as [[string, string, string]];
  await explore.form("Near a coordinate");
  await explore.field("x").fill(x);
  await explore.field("y").fill(y);
  await expect(page.getByText("The coordinate z is missing.")).toBeVisible();
  await explore.field("z").fill(z);
  await expect(explore.status).toHaveText(/^[1-9]\d* rows?/);
  await expect(explore.rows.first()).toContainText("synapses");
});

test("the address restores a form, and holds no other form's fields", async ({ page }) => {
  const explore = new ExplorePage(page);
  await explore.goto();
  await explore.field("Types").fill("not & kept");
  await explore.form("Connections");
  await explore.field("Types or body IDs").fill("lLN2T_a, 754538881");
  await page.getByRole("radio", { name: "Outputs" }).check();
  await page.getByRole("radio", { name: "ROIs" }).check();
  await expect(page).toHaveURL(/form=connections&of=lLN2T_a,\+754538881&direction=outputs&view=rois$/);
  await page.reload();
  await expect(explore.field("Types or body IDs")).toHaveValue("lLN2T_a, 754538881");
  await expect(page.getByRole("radio", { name: "Outputs" })).toBeChecked();
  await expect(page.getByRole("table", { name: "Weight by ROI" })).toBeVisible();
  await expect(page).toHaveURL(/view=rois$/);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height } });

      test("has no serious violation and no sideways scrolling", async ({ page }, info) => {
        const explore = new ExplorePage(page);
        for (const [name, query] of [
          ["find", "?form=find&ids=754538881,42&type=DA1_lPN"],
          ["refused", "?form=find&ids=7.20576E%2B17&property=cropped&kind=boolean&operator=is&value=x"],
          ["types", "?form=connections&of=DA1_lPN,LHPD2a1&partners=all&share=all"],
          ["sides", "?form=connections&of=lLN1_b&view=sides"],
          ["rois", "?form=connections&of=LHPD2a1&partners=all&view=rois"],
          ["matrix", "?form=connections&of=lLN1_b,lLN2T_a&view=matrix"],
          ["near", "?form=near&x=1"],
        ] as const) {
          await explore.goto(query);
          await expect(explore.status).toHaveText(/row|\d partner|cannot be asked/);
          if (name === "types") await page.getByRole("table", { name: "Partners by type" }).locator("tbody").getByRole("button").first().click();
          await expectAccessible(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          if (process.env.EXPLORE_PICTURES) {
            await page.screenshot({ path: `${process.env.EXPLORE_PICTURES}/${name}-${info.titlePath.at(-2)!.replaceAll(/\W+/g, "-")}.png` });
          }
        }
      });
    });
  }
}
