/** A result of rows that a test makes. */
import type { Page } from "@playwright/test";
import { DATASET, FakeServer } from "./fake-server.ts";
import { Connection, QueryPage } from "./pages.ts";
import { expect } from "./test.ts";

/** A result with these columns and rows (JSON texts), as a server sends it. */
export async function withRows(page: Page, columns: string[], rows: string[], test: (query: QueryPage) => Promise<void>): Promise<void> {
  const body = `{"columns":${JSON.stringify(columns)},"data":[${rows.join(",")}],"debug":""}`;
  const fake = await FakeServer.start({ query: () => ({ body }) });
  try {
    const query = new QueryPage(page);
    await query.goto();
    await new Connection(page).open(fake.address, "", DATASET);
    // With a limit, so that no hint moves the grid down.
    await query.ask("MATCH (n) RETURN n LIMIT 300000");
    await query.expectRows(rows.length);
    // The first cells have given the columns their widths.
    await expect(query.grid).toContainClass("measured");
    await test(query);
  } finally {
    await fake.stop();
  }
}
