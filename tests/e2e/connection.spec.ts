/** The connection form, and what is said when a server cannot be used. */
import { DATASET, FakeServer, type Contents } from "./support/fake-server.ts";
import { Connection, QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

/** What the page says after trying to open a dataset of such a server. */
const refusals: { name: string; contents: Contents; token?: string; dataset?: string; says: RegExp }[] = [
  { name: "a refused token", contents: { token: "valid" }, token: "expired", says: /token was not accepted/i },
  { name: "an unknown dataset, with those that there are", contents: {}, dataset: "hemibrane", says: new RegExp(`no such dataset.*${DATASET}`, "is") },
  { name: "a server that other pages may not read", contents: { cors: false }, says: /CORS.*neuprint serve --upstream/is },
  {
    name: "terms of service, with their link",
    contents: {
      refuse: (path) =>
        path === "/api/dbmeta/datasets"
          ? { status: 403, body: { message: "accept the terms", tos_required: true, tos_url: "https://example.org/tos", dataset: DATASET } }
          : undefined,
    },
    says: /terms of service.*https:\/\/example\.org\/tos/is,
  },
];

for (const { name, contents, token = "", dataset = DATASET, says } of refusals) {
  test(`told as it is: ${name}`, async ({ page }) => {
    const fake = await FakeServer.start(contents);
    try {
      const query = new QueryPage(page);
      await query.goto();
      await query.expectRows(TRACED_AND_NOT_CROPPED);
      await new Connection(page).open(fake.address, token, dataset);
      await expect(page.getByRole("dialog").getByRole("alert")).toContainText(says);
      if (name.startsWith("terms"))
        await expect(page.getByRole("link", { name: /terms of service/i })).toHaveAttribute("href", "https://example.org/tos");
      // The dataset that was open can still be asked.
      await page.getByRole("button", { name: "Close" }).click();
      await expect(page.getByRole("alert")).toHaveCount(0);
      await query.ask("UNWIND [1, 2] AS n RETURN n");
      await query.expectRows(2);
    } finally {
      await fake.stop();
    }
  });
}

test("a dataset can be chosen from those that the server has", async ({ page }) => {
  const fake = await FakeServer.start({});
  try {
    await new QueryPage(page).goto();
    await new Connection(page).open(fake.address, "", "hemibrane");
    await page.getByRole("dialog").getByRole("button", { name: DATASET }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByRole("button", { name: new RegExp(DATASET) })).toBeVisible();
    await expect(page).toHaveURL(/server=.*dataset=/);
  } finally {
    await fake.stop();
  }
});
