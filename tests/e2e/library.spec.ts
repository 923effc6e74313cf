/** The query library: examples, history, stars, files of it, and where it is kept. */
import { readFile } from "node:fs/promises";
import { readLibrary, writeLibrary } from "../../www/editor/src/library/file.ts";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { LibraryPanel } from "./support/library.ts";
import { Connection, QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

type Page = ConstructorParameters<typeof QueryPage>[0];

async function opened(page: Page): Promise<[QueryPage, LibraryPanel]> {
  const query = new QueryPage(page);
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  return [query, new LibraryPanel(page)];
}

test("a library's file is read as it was written, and anything else is refused with a reason", () => {
  const stars: Parameters<typeof writeLibrary>[0] = [["RETURN 'ä\n\"'", "mine", 5, "a:v1", "here"]];
  const history: Parameters<typeof writeLibrary>[1] = [["RETURN 1", "a:v1", "here", 6, 1, 2.5, false]];
  expect(readLibrary(writeLibrary(stars, history))).toEqual([stars, history]);
  const reason = (file: unknown) => {
    try {
      readLibrary(typeof file === "string" ? file : JSON.stringify(file));
      return "read";
    } catch (reason) {
      return reason;
    }
  };
  const empty = { format: "neuprint-query-library", version: 1, starred: [], history: [] };
  expect(reason(empty)).toBe("read");
  expect(reason("bodyId,type\n1,KC")).toMatch(/not JSON/);
  expect(reason([1])).toMatch(/no query library/);
  expect(reason({ ...empty, version: 2 })).toMatch(/version 2/);
  expect(reason({ ...empty, starred: undefined })).toMatch(/no list “starred”/);
  expect(reason({ ...empty, history: [{ text: "RETURN 1" }] })).toMatch(/Entry 1 of “history”/);
  expect(reason({ ...empty, starred: [{ text: " ", name: "", when: 1, dataset: "", server: "" }] })).toMatch(/Entry 1 of “starred”/);
});

test("an example runs with a click; with Alt, or by its button, it is only inserted", async ({ page }) => {
  const [query, library] = await opened(page);
  await library.example("Types in a region").click();
  await query.expectRows(320);
  await expect(query.editor).toContainText("n.`AL(R)`");
  await expect(library.example("Types in a region")).toHaveAttribute("aria-current", "true");
  await library.example("Primary regions").click({ modifiers: ["Alt"] });
  await expect(query.editor).toContainText("UNWIND m.primaryRois");
  await query.expectRows(320);
  await library.example("Labels").hover();
  await library.panel.getByRole("listitem").filter({ hasText: "The kinds of nodes" }).getByRole("button", { name: "Insert without running" }).click();
  await expect(query.editor).toContainText("CALL db.labels()");
  await query.expectRows(320);
});

test("the history survives a reload, has each query once, and marks those that failed", async ({ page }) => {
  const [query, library] = await opened(page);
  await query.ask("UNWIND [1, 2, 3] AS number RETURN number");
  await query.expectRows(3);
  await query.ask("RETURN nothing");
  await expect(query.alert).toBeVisible();
  await query.ask("UNWIND [1, 2, 3] AS number RETURN number");
  await query.expectRows(3);
  await library.open("History");
  await expect(library.past).toHaveCount(2);
  await expect(library.past.first()).toContainText(/UNWIND.*3 rows · .* · just now/);
  await expect(library.past.nth(1)).toContainText(/RETURN nothing.*failed/);
  await expect(library.panel.getByText("never answers or tokens")).toBeVisible();

  await page.reload();
  await query.expectRows(3);
  await library.open("History");
  await expect(library.past).toHaveCount(2);
  await library.past.filter({ hasText: "RETURN nothing" }).hover();
  await library.past.filter({ hasText: "RETURN nothing" }).getByRole("button", { name: "Forget" }).click();
  await expect(library.past).toHaveCount(1);
  await page.reload();
  await library.open("History");
  await expect(library.past).toHaveCount(1);
});

test("search looks through everything, by text and by dataset", async ({ page }) => {
  const [query, library] = await opened(page);
  const fake = await FakeServer.start({});
  try {
    await query.ask("RETURN 'needle' AS hay");
    await query.expectRows(1);
    await new Connection(page).open(fake.address, "", DATASET);
    await query.ask("MATCH (n) RETURN 'other' AS hay");
    await expect(query.status).toContainText(/^1 row /);
    await library.search.fill("NEEDLE");
    await expect(library.past).toHaveCount(1);
    await library.search.fill("hay generated");
    await expect(library.past).toHaveText([/other/]);
    await library.search.fill("strongest");
    await expect(library.example("Strongest inputs")).toBeVisible();
    await expect(library.past).toHaveCount(0);
    await library.search.fill("no such thing at all");
    await expect(library.panel.getByText("None.")).toHaveCount(3);
    await library.search.fill("");
    await expect(library.panel.getByRole("tab", { name: "Examples" })).toHaveAttribute("aria-selected", "true");
  } finally {
    await fake.stop();
  }
});

test("a query gets a star by Ctrl-S, another name, and loses the star", async ({ page }) => {
  const [query, library] = await opened(page);
  await query.ask("// My own\nRETURN 7 AS seven");
  await query.expectRows(1);
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByText("Starred as “My own”")).toBeVisible();
  await expect(page.getByRole("button", { name: "Star this query" })).toHaveAttribute("aria-pressed", "true");
  await library.open("Starred");
  await expect(library.starred).toHaveText([/My own/]);
  await library.starred.first().hover();
  await library.starred.getByRole("button", { name: "Rename" }).click();
  await page.keyboard.type("Seven");
  await page.keyboard.press("Enter");
  await expect(library.starred).toHaveText([/Seven/]);
  await library.starred.getByRole("button", { name: "Rename" }).click();
  await page.keyboard.type("Nothing");
  await page.keyboard.press("Escape");
  await expect(library.starred).toHaveText([/Seven/]);
  await page.reload();
  await library.open("Starred");
  await expect(library.starred).toHaveText([/Seven/]);
  await library.starred.first().getByRole("button", { name: /^Seven/ }).click();
  await query.expectRows(1);
  await page.getByRole("button", { name: "Star this query" }).click();
  await expect(library.starred).toHaveCount(0);
});

test("the library goes to a file and back, and importing loses nothing that was there", async ({ page }) => {
  const [query, library] = await opened(page);
  await query.ask("RETURN 1 AS one");
  await query.expectRows(1);
  await page.keyboard.press("ControlOrMeta+s");
  await query.ask("UNWIND [1, 2] AS two RETURN two");
  await query.expectRows(2);
  const saving = page.waitForEvent("download");
  await library.menu(/^Export/);
  const text = await readFile(await (await saving).path(), "utf8");
  const texts = readLibrary(text).map((entries) => entries.map(([text]) => text));
  expect(texts).toEqual([["RETURN 1 AS one"], ["UNWIND [1, 2] AS two RETURN two", "RETURN 1 AS one"]]);

  await library.menu(/^Forget everything/);
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Forget 1 starred and 2 past queries?");
  await expect(question.getByRole("button", { name: "Keep" })).toBeFocused();
  await question.getByRole("button", { name: "Forget" }).click();
  await library.open("History");
  await expect(library.past).toHaveCount(0);
  await query.ask("UNWIND [1, 2, 3] AS three RETURN three");
  await query.expectRows(3);

  const file = (content: string) => ({ name: "queries.json", mimeType: "application/json", buffer: Buffer.from(content) });
  const field = library.panel.getByLabel("Library file");
  await field.setInputFiles(file('{"some":"thing"}'));
  await expect(query.alert).toContainText("no query library");
  await library.panel.getByRole("button", { name: "Dismiss" }).click();
  await field.setInputFiles(file(text));
  await expect(page.getByText("3 queries are new or newer")).toBeVisible();
  await expect(library.past).toHaveCount(3);
  await library.open("Starred");
  await expect(library.starred).toHaveCount(1);
  await field.setInputFiles(file(text));
  await expect(page.getByText("Nothing in the file is new")).toBeVisible();
  await page.reload();
  await library.open("History");
  await expect(library.past).toHaveText([/three/, /two/, /one/]);
});

test("two tabs see each other's queries, and none is lost", async ({ page, context }) => {
  const [query, library] = await opened(page);
  const other = await context.newPage();
  const [otherQuery, otherLibrary] = await opened(other);
  await query.ask("RETURN 'first tab' AS text");
  await otherQuery.ask("RETURN 'second tab' AS text");
  await library.open("History");
  await otherLibrary.open("History");
  for (const { past } of [library, otherLibrary]) {
    await expect(past).toHaveCount(2);
    await expect(past.filter({ hasText: "first tab" })).toHaveCount(1);
    await expect(past.filter({ hasText: "second tab" })).toHaveCount(1);
  }
  await page.reload();
  await library.open("History");
  await expect(library.past).toHaveCount(2);
});

for (const [name, value] of [
  ["is not there", "undefined"],
  ["refuses", '{ open() { throw new DOMException("no", "SecurityError"); } }'],
] as const) {
  test(`where the browser's database ${name}, the library is there until the page is closed`, async ({ page }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.addInitScript(`Object.defineProperty(window, "indexedDB", { value: ${value} })`);
    const [query, library] = await opened(page);
    await query.ask("RETURN 1 AS one");
    await query.expectRows(1);
    await page.keyboard.press("ControlOrMeta+s");
    await library.open("History");
    await expect(library.past).toHaveCount(1);
    await expect(library.panel.getByText("gone when the page is closed")).toBeVisible();
    await library.open("Starred");
    await expect(library.starred).toHaveCount(1);
    await library.menu(/^Forget everything/);
    await page.getByRole("alertdialog").getByRole("button", { name: "Forget" }).click();
    await expect(library.starred).toHaveCount(0);
    expect(errors).toEqual([]);
  });
}

test("an example speaks of the dataset that is open, which is asked for names when it is chosen", async ({ page }) => {
  const asked: string[] = [];
  const table = (columns: string[], data: unknown[][]) => ({ body: JSON.stringify({ columns, data, debug: "" }) });
  const fake = await FakeServer.start({
    query: (cypher) => {
      asked.push(cypher);
      if (cypher.includes("AS partner")) return table(["type", "body", "partner"], [["MBON01", 77, "KCg-m"]]);
      if (cypher.includes("AS roiInfo")) return table(["roiInfo"], [["{}"]]);
      return table(["bodyId"], [[77]]);
    },
  });
  try {
    const [query, library] = await opened(page);
    await new Connection(page).open(fake.address, "", DATASET);
    await expect(page.getByRole("button", { name: new RegExp(`^connection:.*${DATASET}`, "i") })).toBeVisible();
    expect(asked).toEqual([]);
    await library.example("Between two types").click();
    await expect(query.editor).toContainText('WHERE a.type = "KCg-m" AND b.type = "MBON01"');
    await expect.poll(() => asked.at(-1)).toContain('b.type = "MBON01"');
    await expect(library.example("Between two types")).toHaveAttribute("aria-current", "true");
  } finally {
    await fake.stop();
  }
});

test("a query that nothing limits gets a hint on a server, and a LIMIT by a button", async ({ page }) => {
  const fake = await FakeServer.start({});
  try {
    const [query] = await opened(page);
    const all = "MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN a.bodyId, c.weight";
    const hint = page.getByText("No LIMIT: this may return very many rows.");
    await query.ask(all);
    await expect(query.status).toContainText(/rows in/);
    await new Connection(page).open(fake.address, "", DATASET);
    await expect(hint).toBeVisible();
    await page.getByRole("button", { name: "Add LIMIT 1000" }).click();
    await expect(query.editor.locator(".cm-line").last()).toHaveText("LIMIT 1000");
    await expect(query.editor).toBeFocused();
    await expect(hint).toHaveCount(0);
    await query.editor.press("ControlOrMeta+a");
    await page.keyboard.insertText("MATCH (n:Neuron) RETURN n.bodyId ");
    await expect(hint).toBeVisible();
    await query.editor.press("End");
    await page.keyboard.insertText("LIMIT 5");
    await expect(hint).toHaveCount(0);
  } finally {
    await fake.stop();
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the panel has no serious violation, with its lists, menu and question", async ({ page }) => {
      const [query, library] = await opened(page);
      await query.ask("RETURN nothing");
      await expect(query.alert).toBeVisible();
      await page.keyboard.press("ControlOrMeta+s");
      await library.open("Starred");
      await expect(library.starred).toHaveCount(1);
      await library.starred.first().hover();
      await expectAccessible(page);
      await library.open("History");
      await library.past.first().hover();
      await expectAccessible(page);
      await library.panel.getByRole("button", { name: "Library menu" }).click();
      await expectAccessible(page);
      await library.panel.getByRole("button", { name: /^Clear the history/ }).click();
      await expectAccessible(page);
      await library.panel.getByRole("button", { name: "Keep" }).click();
      await library.search.fill("neuron");
      await expectAccessible(page);
    });
  });
}
