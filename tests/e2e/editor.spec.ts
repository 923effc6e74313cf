/** The editor: what it offers while one writes, and the mistake that it underlines. By the keyboard alone. */
import { folds } from "../../www/editor/src/fold.ts";
import { placeAt, variables } from "../../www/editor/src/scan.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

test("what stands at the cursor is told from the text", () => {
  const places: [text: string, place: Record<string, unknown>][] = [
    ["MATCH (n:", { kind: "label", from: 9 }],
    ["MATCH (n:Neu", { kind: "label", from: 9 }],
    ["MATCH (n) WHERE n:Neu", { kind: "label" }],
    ["MATCH (n:`Neu", { kind: "label", from: 10, tick: true }],
    ["MATCH (a)-[c:Con", { kind: "type", from: 13 }],
    ["MATCH (a)-[:Contains|Con", { kind: "type" }],
    ["MATCH (n:Neuron) WHERE n.", { kind: "property", variable: "n" }],
    ["MATCH (n) RETURN n.`MB(", { kind: "property", variable: "n", tick: true }],
    ["RETURN n.location.", { kind: "property", variable: null }],
    ["RETURN apoc.coll.to", { kind: "property", variable: null, path: "apoc.coll." }],
    ["MATCH (n:Neuron {sta", { kind: "key", label: "Neuron", relationship: false }],
    ["MATCH (a)-[c:ConnectsTo {", { kind: "key", label: "ConnectsTo", relationship: true }],
    ["MATCH (n:Neuron {type: 'KC", { kind: "value", property: "type", text: "KC" }],
    ['WHERE n.type = "it\\\'s', { kind: "value", text: "it's", quote: '"', regex: false }],
    ["WHERE n.type IN ['a', 'b", { kind: "value", property: "type", text: "b" }],
    ["WHERE n.type =~ 'KC", { kind: "value", regex: true }],
    ["WHERE n.type STARTS WITH 'KC", { kind: "value", property: "type" }],
    ["WHERE n.type CONTAINS 'KC", { kind: "none" }],
    ["RETURN 'a' + 'b", { kind: "none" }],
    ["RETURN {kind: n", { kind: "word" }],
    ["RETURN {ki", { kind: "word" }],
    ["MATCH (n) WHERE EXISTS { MAT", { kind: "word", word: "MAT" }],
    ["MATCH (a)-->(", { kind: "variable" }],
    ["MATCH (a)-[", { kind: "variable" }],
    ["RETURN count(n", { kind: "word", word: "n" }],
    ["RETURN n.pre AS na", { kind: "none" }],
    ["RETURN 1 // n.", { kind: "none" }],
    ["RETURN 1 /* n. */ + si", { kind: "word", word: "si" }],
    ["MATCH (a)-[*1..", { kind: "none" }],
    ["RETURN 12", { kind: "none" }],
    ["", { kind: "word", from: 0 }],
  ];
  for (const [text, place] of places) expect.soft(placeAt(text), text).toMatchObject(place);
});

test("variables are found with their labels", () => {
    const text =
      "MATCH p = (a:Neuron)-[c:ConnectsTo]->(`b b`) WHERE `b b`:Segment WITH a, size(a.type) AS s UNWIND [x IN range(1, 2) | x] AS y RETURN count(z)";
    const found = Object.fromEntries([...variables(text)].map(([name, { label }]) => [name, label]));
    expect(found).toEqual({ p: null, a: "Neuron", c: "ConnectsTo", "b b": "Segment", s: null, x: null, y: null });
    expect([...variables("MATCH (n) RETURN (ne", 20).keys()]).toEqual(["n"]);
});

test("clauses, brackets and comments of several lines can be folded", () => {
  const text = [
    "MATCH (n:Neuron)",
    "WHERE n.type STARTS",
    "WITH 'KC'",
    "RETURN {",
    "  a: 1",
    "} AS map, [",
    "  2",
    "] AS list",
    "/* of two",
    "lines */",
    "LIMIT 3",
  ].join("\n");
  const folded = [...folds(text).entries()].map(([line, { from, to }]) => [text.slice(line, from), text.slice(to).split("\n")[0]]);
  expect(folded).toEqual([
    ["MATCH (n:Neuron)", ""],
    ["RETURN {", ""],
    ["} AS map, [", "] AS list"],
    ["/*", "*/"],
  ]);
  expect(folds("MATCH (n) RETURN n\n\n").size).toBe(0);
  expect(folds("RETURN [\n1").size).toBe(1);
});

/** The editor with its list, used as people do: typing. */
class Writing extends QueryPage {
  readonly list = this.page.getByRole("listbox");

  option(name: string | RegExp) {
    return this.list.getByRole("option", { name });
  }

  /** Begins a new query. */
  async write(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.type(text);
  }

  async text(): Promise<string> {
    return (await this.editor.locator(".cm-line").allInnerTexts()).join("\n");
  }
}

async function opened(page: ConstructorParameters<typeof Writing>[0]): Promise<Writing> {
  const query = new Writing(page);
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  return query;
}

test("labels, relationship types and properties of the embedded dataset are offered", async ({ page }) => {
  const query = await opened(page);
  await query.write("MATCH (n:Neu");
  await expect(query.option(/^Neuron/)).toBeVisible();
  await expect(query.editor).toHaveAttribute("aria-autocomplete", "list");
  await page.keyboard.press("Enter");
  await page.keyboard.type(")-[c:Conn");
  await expect(query.option(/^ConnectsTo/)).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.type("]->(m:Neuron) WHERE c.wei");
  await expect(query.option(/^weight integer/)).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.type(" > 3 AND n.sta");
  await expect(query.option(/^status ?text/)).toBeVisible();
  await page.keyboard.press("Enter");
  expect(await query.text()).toBe("MATCH (n:Neuron)-[c:ConnectsTo]->(m:Neuron) WHERE c.weight > 3 AND n.status");
});

test("what is chosen right behind a letter is chosen", async ({ page }) => {
  const query = await opened(page);
  await query.write("MATCH (n:Ne");
  await expect(query.option(/^Neuron/)).toBeVisible();
  // No time passes between the letter and the key.
  for (const key of ["u", "Tab"]) await page.keyboard.press(key);
  await page.keyboard.type(") WHERE n.st");
  await expect(query.option(/^status ?text/)).toBeVisible();
  for (const key of ["a", "Enter"]) await page.keyboard.press(key);
  expect(await query.text()).toBe("MATCH (n:Neuron) WHERE n.status");
  await expect(query.editor).toBeFocused();
  // A list that has not opened yet keeps the focus, too.
  for (const key of [" ", "A", "Tab"]) await page.keyboard.press(key);
  await expect(query.editor).toBeFocused();
});

test("an ROI gets its backticks, a function its brackets, a cell type its quotes; the query runs", async ({ page }) => {
  const query = await opened(page);
  await query.write("MATCH (n:Neuron) WHERE n.MBR");
  await expect(query.option(/^MB\(R\)/)).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" AND n.type STARTS WITH 'KCg");
  await expect(query.option(/^KCg-m/)).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" RETURN substr");
  const substring = query.option(/^substring/);
  await expect(substring).toContainText("(text, start, length?)");
  await page.keyboard.press("Enter");
  await page.keyboard.type("n.type, 0, 2) AS kind LIMIT 3");
  const text = await query.text();
  expect(text).toContain("WHERE n.`MB(R)` AND n.type STARTS WITH 'KCg");
  expect(text).toContain("RETURN substring(n.type, 0, 2) AS kind");
  await page.keyboard.press("ControlOrMeta+Enter");
  await query.expectRows(3);
  await expect(query.grid.getByText("KC", { exact: true }).first()).toBeVisible();
});

test("instances and statuses are offered within quotes", async ({ page }) => {
  const query = await opened(page);
  await query.write("MATCH (n:Neuron {instance: 'DA1_l");
  await expect(query.option(/^DA1_lPN_R/)).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type("}) WHERE n.status = '");
  await expect(query.list.getByRole("option")).toHaveText([/^Orphan/, /^Traced/]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type(" RETURN n.bodyId");
  expect(await query.text()).toBe("MATCH (n:Neuron {instance: 'DA1_lPN_R'}) WHERE n.status = 'Traced' RETURN n.bodyId");
  await page.keyboard.press("ControlOrMeta+Enter");
  await query.expectRows(5);
});

test("a clause is folded and unfolded by keys, and lines become comments and back", async ({ page }) => {
  const query = await opened(page);
  await query.editor.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Control+Shift+{");
  await expect(query.editor).not.toContainText("n.status");
  await expect(query.editor.locator(".cm-line")).toHaveCount(3);
  await page.keyboard.press("Control+Shift+}");
  await expect(query.editor).toContainText("n.status");
  await query.write("RETURN 1");
  await page.keyboard.press("ControlOrMeta+/");
  expect(await query.text()).toBe("// RETURN 1");
  await page.keyboard.press("ControlOrMeta+/");
  expect(await query.text()).toBe("RETURN 1");
});

test("Ctrl-Space opens the list, arrows choose, Escape closes it before it stops a query", async ({ page }) => {
  const query = await opened(page);
  await query.ask("UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b WITH a, b WHERE a < b RETURN count(*)");
  await expect(page.getByRole("button", { name: /^cancel/i })).toBeEnabled();
  await page.keyboard.type(" ");
  await page.keyboard.press("Control+Space");
  await expect(query.list).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(query.list.getByRole("option", { selected: true })).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(query.list).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^cancel/i })).toBeEnabled();
  await page.keyboard.press("Escape");
  await expect(query.status).toContainText(/cancelled after/i);
});

test("a word that is complete leaves Enter to the text", async ({ page }) => {
  const query = await opened(page);
  await query.write("MATCH (n:Neuron) RETURN n");
  await page.keyboard.press("Enter");
  await page.keyboard.type("LIMIT 1");
  expect(await query.text()).toBe("MATCH (n:Neuron) RETURN n\nLIMIT 1");
});

test("a mistake is underlined and told while one writes, and gone when it is mended", async ({ page }) => {
  const query = await opened(page);
  await query.write("MATCH (n:Neuron RETURN n.bodyId");
  await page.keyboard.press("Delete");
  await expect(query.editor).toHaveAttribute("aria-invalid", "true");
  await expect(query.editor.locator(".cm-query-error").first()).toBeVisible();
  await expect(page.getByText(/^Line 1, column \d+: /)).toBeAttached();
  await query.editor.locator(".cm-query-error").first().hover();
  await expect(page.locator(".query-hint-error")).toBeVisible();
  await query.write("MATCH (n:Neuron) RETURN n.bodyId");
  await expect(query.editor).not.toHaveAttribute("aria-invalid");
  await expect(page.getByText(/^Line 1, column \d+: /)).toHaveCount(0);
});

test("the place that a server's error names is underlined where it was written", async ({ page }) => {
  // The server writes labels otherwise, and tells places in what it wrote.
  let place = true;
  const fake = await FakeServer.start({
    query: (cypher) => {
      if (!cypher.includes("my.fn")) return { body: JSON.stringify({ columns: ["one"], data: [[1]], debug: "" }) };
      const sent = cypher.replaceAll(":Neuron", ":`generated_Neuron`").split("\n");
      const line = sent.findIndex((text) => text.includes("my.fn"));
      const column = (sent[line] ?? "").indexOf("my.fn") + 1;
      const told = place ? ` (line ${line + 1}, column ${column} (offset: 0))\n"${sent[line]}"\n ${" ".repeat(column)}^` : "";
      return { status: 400, body: JSON.stringify({ error: `failed to execute query: Neo4jError: Neo.ClientError.Statement.SyntaxError (Unknown function 'my.fn'${told})` }) };
    },
  });
  try {
    const query = await opened(page);
    await new Connection(page).open(fake.address, "", DATASET);
    await expect(page.getByRole("button", { name: new RegExp(`^connection:.*${DATASET}.*127`, "i") })).toBeVisible();
    for (const [written, line, column] of [
      ["MATCH (n:Neuron) WHERE n:Neuron RETURN my.fn(n) LIMIT 1", 1, 40],
      ["MATCH (n:Neuron) // :Neuron, é\nWHERE n:Neuron AND my.fn(n:Neuron) RETURN n LIMIT 1", 2, 20],
    ] as const) {
      await query.write(written);
      await query.run.click();
      await expect(page.getByText(new RegExp(`^Line ${line}, column ${column}\\. Unknown function 'my.fn'`))).toBeVisible();
      await expect(query.editor.locator(".cm-query-error").first()).toHaveText(/^my/);
      await page.getByRole("button", { name: "Go to the place" }).click();
      await page.keyboard.type("!");
      expect(await query.text()).toBe(written.replace("my.fn", "!my.fn"));
    }
    place = false;
    await query.write("MATCH (n:Neuron) RETURN my.fn(n), 2 LIMIT 1");
    await query.run.click();
    await expect(page.getByText(/^Unknown function 'my.fn'/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Go to the place" })).toHaveCount(0);
    await expect(query.editor.locator(".cm-query-error")).toHaveCount(0);
  } finally {
    await fake.stop();
  }
});

test("a function says what it takes under a resting pointer", async ({ page }) => {
  const query = await opened(page);
  await query.write("RETURN substring('abc', 1)");
  await query.editor.getByText("substring").hover();
  await expect(page.getByText("A part of a text; start counts from 0.")).toBeVisible();
});

test("brackets and quotes close themselves, and two cursors write at once", async ({ page }) => {
  const query = await opened(page);
  await query.write("RETURN [");
  expect(await query.text()).toBe("RETURN []");
  await page.keyboard.press("Backspace");
  expect(await query.text()).toBe("RETURN ");
  await query.write("RETURN 1,");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Alt+ArrowUp");
  await page.keyboard.type("2");
  expect(await query.text()).toBe("2RETURN 1,\n2");
});

test("a server's own names are offered, and only what nobody can read is a mistake there", async ({ page }) => {
  const asked: string[] = [];
  const table = (columns: string[], data: unknown[][]) => ({ body: JSON.stringify({ columns, data, debug: "" }) });
  const fake = await FakeServer.start({
    query: (cypher) => {
      asked.push(cypher);
      if (cypher.includes("db.labels")) {
        const labels = ["Segment", "Neuron", "generated_Neuron", "other_Neuron"].map((label) => ["label", label]);
        return table(["kind", "name"], [...labels, ["type", "ConnectsTo"]]);
      }
      if (/STARTS WITH 'KC/.test(cypher)) return table(["type"], [["KC(+)a'b'"], ["KCg-m"]]);
      if (/MATCH \(n:Neuron\)/.test(cypher)) return table(["of", "properties"], [["Neuron", { bodyId: 7205759406, hemilineage: "DM1" }]]);
      return { status: 400, body: JSON.stringify({ error: "no" }) };
    },
  });
  try {
    const query = await opened(page);
    await new Connection(page).open(fake.address, "", DATASET);
    // Its name is there from the beginning, its address once it is open.
    await expect(page.getByRole("button", { name: new RegExp(`^connection:.*${DATASET}.*127`, "i") })).toBeVisible();
    expect(asked).toEqual([]);
    await query.write("MATCH (n:");
    await page.keyboard.press("Control+Space");
    await expect(query.list.getByRole("option")).toHaveText([/^Neuron/, /^Segment/, /^other_Neuron/]);
    await page.keyboard.type("Neuron) WHERE n.hemi");
    await expect(query.option(/^hemilineage/)).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.type(" = '' AND n.type = 'KC");
    await expect(query.option(/^KC\(\+\)a'b'/)).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.type(" RETURN my.own(n)");
    expect(await query.text()).toBe("MATCH (n:Neuron) WHERE n.hemilineage = '' AND n.type = 'KC(+)a\\'b\\'' RETURN my.own(n)");
    await page.keyboard.type(", ");
    await expect(query.editor).toHaveAttribute("aria-invalid", "true");
    await page.keyboard.type("1");
    await expect(query.editor).not.toHaveAttribute("aria-invalid");
    const schemas = asked.filter((cypher) => cypher.includes("db.labels"));
    expect(schemas).toHaveLength(1);
  } finally {
    await fake.stop();
  }
});
