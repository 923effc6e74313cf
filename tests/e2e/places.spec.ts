/** Places on the skeleton page: going to a coordinate, the box outside of which nothing is drawn, and two neurons' distance. */
import type { Page } from "@playwright/test";
import { addressAtRest } from "./support/address.ts";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { apart, colours, project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

type Place = [number, number, number];
/** Two balls, 4000 voxels (32 µm) apart along x. */
const PLACES: Record<string, Place> = { "1001": [8000, 8000, 8000], "1002": [12000, 8000, 8000] };

let fake: FakeServer;

test.beforeEach(async ({ page }) => {
  fake = await FakeServer.start({
    skeletons: Object.fromEntries(Object.entries(PLACES).map(([body, place]) => [body, skeletons.ball(place)])),
  });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  const view = new SkeletonPage(page);
  await view.add(Object.keys(PLACES).join(" "));
  for (const body of Object.keys(PLACES)) await view.expectLoaded(body, 2);
  await page.getByRole("button", { name: "Look along z" }).click();
  await page.getByRole("button", { name: "Frame" }).click();
});
test.afterEach(async () => await fake.stop());

/** Where the two are on the canvas. */
async function places(page: Page): Promise<[number, number][]> {
  const { canvas } = new SkeletonPage(page);
  return (await project(canvas, Object.values(PLACES))).map((place) => place ?? [0, 0]);
}
async function seen(page: Page): Promise<boolean[]> {
  const { canvas } = new SkeletonPage(page);
  const [empty = [0, 0, 0], ...found] = await colours(page, canvas, [[2, 2], ...(await places(page))]);
  return found.map((colour) => apart(colour, empty) > 30);
}

test("a coordinate is gone to, in voxels or with its unit", async ({ page }) => {
  const field = page.getByLabel("Go to");
  const middle = async () => {
    const box = await new SkeletonPage(page).canvas.boundingBox();
    const [at] = await project(new SkeletonPage(page).canvas, [[12000, 8000, 8000]]);
    return box && at ? Math.hypot(at[0] - box.width / 2, at[1] - box.height / 2) : Infinity;
  };
  await expect.poll(() => seen(page)).toEqual([true, true]);
  await field.fill("nowhere");
  await field.press("Enter");
  await expect(page.getByText("A place is three numbers")).toBeVisible();
  await field.fill("96 64 64 µm");
  await field.press("Enter");
  await expect.poll(middle).toBeLessThan(3);
  await expect(page.getByText("A place is three numbers")).toBeHidden();
  await field.fill("8000, 8000, 8000");
  await page.getByRole("button", { name: "Go", exact: true }).click();
  await expect.poll(middle).toBeGreaterThan(20);
});

test("a box leaves out what is outside of it, by keys, and is in the link", async ({ page }) => {
  await expect.poll(() => seen(page)).toEqual([true, true]);
  const clip = page.getByRole("switch", { name: "Clip to a box" });
  await clip.check();
  await expect.poll(() => seen(page)).toEqual([true, true]);
  const from = page.getByRole("slider", { name: "x, from" });
  await from.focus();
  await page.keyboard.press("End");
  await expect.poll(() => seen(page)).toEqual([false, false]);
  await page.keyboard.press("Home");
  await expect.poll(() => seen(page)).toEqual([true, true]);
  const to = page.getByRole("slider", { name: "x, to" });
  await to.evaluate((slider: HTMLInputElement) => {
    slider.value = "10000";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await expect.poll(() => seen(page)).toEqual([true, false]);
  expect(await addressAtRest(page)).toMatch(/clip=\d/);
  await expectAccessible(page);
  await page.reload();
  await expect(clip).toBeChecked();
  await expect.poll(() => seen(page)).toEqual([true, false]);
  await clip.uncheck();
  await expect.poll(() => seen(page)).toEqual([true, true]);
});

test("the distance between nodes of two neurons is told as the crow flies", async ({ page }) => {
  const { canvas } = new SkeletonPage(page);
  const node = page.getByRole("region", { name: "Node" });
  const click = async (at: number) => {
    const body = Object.keys(PLACES)[at] ?? "";
    await expect
      .poll(async () => {
        const [x, y] = (await places(page))[at] ?? [0, 0];
        await canvas.click({ position: { x, y } });
        return (await node.allInnerTexts()).join();
      })
      .toContain(`in ${body}`);
  };
  await expect.poll(() => seen(page)).toEqual([true, true]);
  await click(0);
  await node.getByRole("button", { name: "Path from here" }).click();
  await click(1);
  await expect(node.getByRole("status")).toContainText("32.0 µm as the crow flies; the nodes belong to different neurons.");
});
