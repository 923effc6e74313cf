/** Rows that are shown before the answer ends, and that stay when the rest is lost. */
import type { Page } from "@playwright/test";
import { DATASET, FakeServer, type SlowAnswer } from "./support/fake-server.ts";
import { Connection, QueryPage } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

const HEAD = '{"columns":["row","name"],"data":[';

/** Rows as a server writes them, from one number up to another. */
function rows(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, at) => `[${from + at},"neuron ${from + at}"]`).join(",");
}

/** Asks a server whose answer the test sends itself. */
async function asked(page: Page, then: (query: QueryPage, answer: SlowAnswer) => Promise<void>): Promise<void> {
  let begun: (answer: SlowAnswer) => void = () => {};
  const answer = new Promise<SlowAnswer>((resolve) => (begun = resolve));
  const fake = await FakeServer.start({ slow: (cypher, slow) => (/RETURN n\.row/.test(cypher) ? begun(slow) : slow.end()) });
  try {
    const query = new QueryPage(page);
    await query.goto();
    await new Connection(page).open(fake.address, "", DATASET);
    await expect(page.getByRole("button", { name: new RegExp(`connection:.*${DATASET}`, "i") })).toBeVisible();
    await query.ask("MATCH (n) RETURN n.row AS row, n.name AS name");
    await then(query, await answer);
  } finally {
    await fake.stop();
  }
}

test("rows are there while the answer still comes, and the table grows", async ({ page }) => {
  await asked(page, async (query, answer) => {
    answer.send(HEAD + rows(0, 40));
    await query.expectRows(40);
    await expect(query.grid.getByText("neuron 0", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: /^cancel/i })).toBeEnabled();
    await expect(page.locator(".query-clock")).toHaveText(/^\d.* · 40 rows · \d+(\.\d)? k?B$/);
    answer.send(`,${rows(40, 5000)}`);
    await query.expectRows(5000);
    answer.send(']],"debug":""}'.slice(1));
    answer.end();
    await expect(query.status).toHaveText(/^5,000 rows in /);
    await query.grid.getByRole("row").nth(1).click();
    await page.keyboard.press("ControlOrMeta+End");
    await expect(query.grid.getByText("neuron 4999", { exact: true })).toBeVisible();
  });
});

test("the place in the table stays while more rows come", async ({ page }) => {
  await asked(page, async (query, answer) => {
    answer.send(HEAD + rows(0, 1000));
    await query.expectRows(1000);
    await query.grid.hover();
    await page.mouse.wheel(0, 5200);
    await expect(query.grid.getByText("neuron 205", { exact: true })).toBeVisible();
    const place = await query.grid.evaluate((grid) => grid.scrollTop);
    answer.send(`,${rows(1000, 2000)}`);
    await query.expectRows(2000);
    expect(await query.grid.evaluate((grid) => grid.scrollTop)).toBe(place);
    answer.end();
  });
});

test("where the table was pulled to by its bar, the rows beyond its edges are drawn as soon as it rests", async ({ page }) => {
  await asked(page, async (query, answer) => {
    answer.send(HEAD + rows(0, 20_000));
    answer.send("]}");
    answer.end();
    await query.expectRows(20_000);
    for (const share of [0.2, 0.4, 0.6]) {
      await query.grid.evaluate((grid, share) => grid.scrollTo({ top: (grid.scrollHeight - grid.clientHeight) * share }), share);
    }
    const drawn = () =>
      query.grid.locator(".grid-rows").evaluate((holder) => {
        const view = holder.closest("[role=grid]")!.getBoundingClientRect();
        return [...holder.children].map((row) => {
          const box = row.getBoundingClientRect();
          return { number: Number(row.querySelector("[role=rowheader]")!.textContent), name: row.lastElementChild!.textContent, seen: box.bottom > view.top && box.top < view.bottom };
        });
      });
    // One after another, in sight and beyond, each with its own name.
    await expect
      .poll(async () => {
        const all = await drawn();
        const first = all[0]?.number ?? 0;
        return all.every(({ number, name }, at) => number === first + at && name === `neuron ${number - 1}`) && all.some(({ seen }) => !seen) && first > 11_000 && first < 13_000;
      })
      .toBe(true);
  });
});

test("a column of integers that meets a fraction reads the same", async ({ page }) => {
  await asked(page, async (query, answer) => {
    answer.send('{"columns":["share"],"data":[[1],[2]');
    await query.expectRows(2);
    answer.send(",[0.5]]}");
    answer.end();
    await query.expectRows(3);
    await expect.poll(async () => (await query.drawnRows()).flat().map((cell) => cell.trim())).toEqual(["1", "2", "0.5"]);
  });
});

test("cancelling keeps what came, at once, and it can be sorted", async ({ page }) => {
  await asked(page, async (query, answer) => {
    answer.send(HEAD + rows(0, 1200));
    await query.expectRows(1200);
    await page.keyboard.press("Escape");
    await expect(query.status).toHaveText(/^Cancelled after /);
    await expect(page.getByText(/^Cancelled after .*: the first 1,200 rows$/)).toBeVisible();
    await query.expectRows(1200);
    await expect.poll(() => answer.gone, "the server sees that nobody listens").toBe(true);
    const head = query.grid.getByRole("columnheader", { name: /^row\b/ });
    await head.getByRole("button").first().click();
    await head.getByRole("button").first().click();
    await expect(head).toHaveAttribute("aria-sort", "descending");
    await expect(query.grid.getByText("neuron 1199", { exact: true })).toBeVisible();
  });
});

test("an order that is asked for while rows come is there when they are", async ({ page }) => {
  await asked(page, async (query, answer) => {
    answer.send(HEAD + rows(0, 50));
    await query.expectRows(50);
    const head = query.grid.getByRole("columnheader", { name: /^row\b/ });
    await head.getByRole("button").first().click();
    await head.getByRole("button").first().click();
    answer.send(`,${rows(50, 300)}]}`);
    answer.end();
    await expect(query.grid.getByText("neuron 299", { exact: true })).toBeVisible();
  });
});

for (const [name, end] of [
  ["a server that gives up late", (answer: SlowAnswer) => (answer.send('],"error":"out of memory"}'), answer.end())],
  ["a connection that breaks", (answer: SlowAnswer) => answer.tear()],
] as const)
  test(`${name} leaves its rows, with the error above them`, async ({ page }) => {
    await asked(page, async (query, answer) => {
      answer.send(HEAD + rows(0, 30));
      await query.expectRows(30);
      end(answer);
      await expect(query.alert).toContainText(/incomplete: these are its first 30 rows/i);
      await query.expectRows(30);
      await expect(query.grid.getByText("neuron 0", { exact: true })).toBeVisible();
    });
  });

test("the embedded engine shows its first rows before it has found all", async ({ page }) => {
  const query = new QueryPage(page);
  await query.goto();
  // Looked for in every frame, within the page: it is over in less than a second.
  const shown = page.waitForFunction(() => {
    const heads = [...document.querySelectorAll("[role=columnheader]")];
    const cancel = [...document.querySelectorAll("button")].find((button) => /^cancel/i.test(button.textContent?.trim() ?? ""));
    return heads.some((head) => head.textContent?.includes("square")) && cancel?.disabled === false;
  });
  await query.ask("UNWIND range(1, 400000) AS n RETURN n, n * n AS square, toString(n) AS text");
  await shown;
  await query.expectRows(400_000);
});
