/** The README's pictures: `cargo xtask screenshots`. */
import { join } from "node:path";
import { QueryPage, SkeletonPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

const folder = process.env.NEUPRINT_SCREENSHOTS ?? "test-results";

for (const colorScheme of ["light", "dark"] as const) {
  for (const [size, width, height] of [
    ["wide", 1440, 900],
    ["narrow", 390, 844],
  ] as const) {
    test.describe(() => {
      test.use({ colorScheme, viewport: { width, height } });

      test(`query-${colorScheme}-${size}`, async ({ page }, { title }) => {
        const query = new QueryPage(page);
        await query.goto();
        await query.expectRows(TRACED_AND_NOT_CROPPED);
        await page.screenshot({ path: join(folder, `${title}.png`) });
      });

      test(`skeletons-${colorScheme}-${size}`, async ({ page }, { title }) => {
        await page.goto("/skeletons?ids=754538881,1734350788,1734350908,722817260,754534424");
        const view = new SkeletonPage(page);
        for (const body of ["754538881", "1734350788", "1734350908", "722817260", "754534424"])
          await expect(view.neuron(body)).toContainText(/fragment/);
        await page.screenshot({ path: join(folder, `${title}.png`) });
      });
    });
  }
}
