/** Both pages, light and dark, wide and narrow, as axe and a keyboard find them. */
import { expectAccessible } from "./support/axe.ts";
import { QueryPage, SkeletonPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

for (const colorScheme of ["light", "dark"] as const) {
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height } });

      test("the query page has no serious violation and no sideways scrolling", async ({ page }) => {
        const query = new QueryPage(page);
        await query.goto();
        await query.expectRows(TRACED_AND_NOT_CROPPED);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });

      test("the skeleton page has no serious violation and no sideways scrolling", async ({ page }) => {
        await page.goto("/skeletons?ids=754538881");
        await expect(new SkeletonPage(page).neuron("754538881")).toContainText(/fragment/);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });
    });
  }
}
