/** Regions are chosen from the dataset's hierarchy. */
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage } from "./support/pages.ts";
import { expect, test } from "./support/test.ts";

test("regions are a tree that folds, and that is searched", async ({ page }) => {
  const tree = { name: "brain", children: [{ name: "CX", children: [{ name: "EB", children: [{ name: "EBr1" }] }, { name: "FB" }] }, { name: "MB(R)", children: [{ name: "a'L(R)" }] }] };
  const fake = await FakeServer.start({ meta: { primaryRois: ["EB", "FB", "a'L(R)"], roiHierarchy: JSON.stringify(tree) } });
  try {
    await new QueryPage(page).goto();
    await new Connection(page).open(fake.address, "", DATASET);
    await page.getByRole("link", { name: "Skeletons" }).click();
    const rows = page.getByRole("list", { name: "Regions" }).getByRole("listitem");
    await expect(rows).toHaveText(["CX", "MB(R)"]);
    const parts = (name: string) => page.getByRole("button", { name: `Parts of ${name}` });
    await expect(parts("CX")).toHaveAttribute("aria-expanded", "false");
    await parts("CX").focus();
    await page.keyboard.press("Enter");
    await expect(rows).toHaveText(["CX", "EB", "FB", "MB(R)"]);
    await expect(parts("CX")).toHaveAttribute("aria-expanded", "true");
    await expect(parts("CX")).toBeFocused();
    await parts("EB").click();
    await expect(rows).toHaveText(["CX", "EB", "EBr1", "FB", "MB(R)"]);
    await expectAccessible(page);
    // This server has no meshes: the region says so, and is not chosen any more.
    await page.getByRole("checkbox", { name: "EBr1" }).click();
    await expect(page.getByText(/^EBr1: /)).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "EBr1" })).not.toBeChecked();
    await parts("CX").click();
    await expect(rows).toHaveText(["CX", "MB(R)"]);
  } finally {
    await fake.stop();
  }
});

test("of the dataset in the page only regions with a surface can be chosen", async ({ page }) => {
  await page.goto("/skeletons?ids=754538881");
  const list = page.getByRole("list", { name: "Regions" });
  await expect(list.getByRole("checkbox", { name: "CA(R)" })).toBeVisible();
  await expect(list.getByText("MB(R)", { exact: true })).toBeVisible();
  await expect(list.getByRole("checkbox", { name: "MB(R)", exact: true })).toHaveCount(0);
  const search = page.getByRole("searchbox", { name: "Find a region" });
  await search.fill("ca(r");
  await expect(list.getByRole("checkbox")).toHaveCount(1);
  await list.getByRole("checkbox", { name: "CA(R)" }).check();
  await expect(page).toHaveURL(/rois=CA/);
});
