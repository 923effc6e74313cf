/** The address restores the query, and the order of its result; whatever the query's text is. */
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { QueryPage } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

test("order and query come back from the address", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.ask("UNWIND [2, 3, 1] AS n RETURN n // a&b#c=\"d\" 'é' 🧠 100%");
  await query.expectRows(3);
  const head = query.grid.getByRole("columnheader", { name: /^n\b/ });
  await head.getByRole("button").first().click();
  await head.getByRole("button").first().click();
  await expect(page).toHaveURL(/view=1AQABAA/);
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(query.editor).toContainText("// a&b#c=\"d\" 'é' 🧠 100%");
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect.poll(async () => (await query.drawnRows()).flat().map((cell) => cell.trim())).toEqual(["3", "2", "1"]);
});

test("a query of 100 kB comes back from a link that is much shorter", async ({ page }) => {
  const query = new QueryPage(page);
  const ids = Array.from({ length: 8000 }, (_, at) => 1_000_000_000 + at * 7);
  const cypher = `UNWIND [${ids.join(", ")}] AS id\nRETURN count(id) AS count // é & # '"`;
  await query.goto();
  await query.ask(cypher);
  await query.expectRows(1);
  await expect(page).toHaveURL(/#z=1/);
  const link = page.url();
  expect(link.length).toBeLessThan(cypher.length / 2);
  await page.goto("about:blank");
  await page.goto(link);
  await query.expectRows(1);
  await expect(query.grid.getByText("8000", { exact: true })).toBeVisible();
  // Typing moves it back into a parameter.
  await query.ask("RETURN 1 AS one");
  await expect(page).toHaveURL(/\?q=RETURN\+1\+AS\+one$/);
});

test("a link that was cut off is told and leaves a page that works", async ({ page }) => {
  const query = new QueryPage(page);
  await page.goto("/#z=1q1ZKVLJSMqrVAAA");
  await expect(page.getByText(/link cannot be read/i)).toBeVisible();
  await query.ask("RETURN 1 AS one");
  await query.expectRows(1);
});

test("a link to a server does not run by itself, has no token, and keeps its view until it is run", async ({ page }) => {
  const fake = await FakeServer.start({ query: () => ({ body: '{"columns":["n"],"data":[[1],[3],[2]],"debug":""}' }) });
  try {
    const query = new QueryPage(page);
    const cypher = "MATCH (n) RETURN n.n AS n";
    await page.goto(`/?q=${encodeURIComponent(cypher)}&view=1AQABAA&server=${encodeURIComponent(fake.address)}&dataset=${encodeURIComponent(DATASET)}`);
    await expect(page.getByText(/run the query to ask/i)).toBeVisible();
    expect(fake.seen.filter(({ body }) => body.includes("RETURN n.n"))).toHaveLength(0);
    await expect(page).toHaveURL(/view=1AQABAA/);
    await query.run.click();
    await expect.poll(async () => (await query.drawnRows()).flat().map((cell) => cell.trim())).toEqual(["3", "2", "1"]);
  } finally {
    await fake.stop();
  }
});
