/** The picture of the skeleton page: how it is steered, coloured and explained. */
import type { CDPSession, Locator, Page } from "@playwright/test";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const BODY = "1001";
const nodes = skeletons.generate({ seed: 7, fragments: 2, nodesPerFragment: 80, centre: [8000, 8000, 8000] });

interface Viewer {
  camera(): Float32Array;
  counts(): { frames: number };
}
type CanvasWithViewer = HTMLCanvasElement & { neuprintViewer?: Viewer };

let fake: FakeServer;

test.beforeEach(async ({ page }) => {
  fake = await FakeServer.start({ skeletons: { [BODY]: skeletons.toSwc(nodes) } });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  await new SkeletonPage(page).add(BODY);
  await new SkeletonPage(page).expectLoaded(BODY, nodes.length);
});
test.afterEach(async () => await fake.stop());

const canvas = (page: Page): Locator => new SkeletonPage(page).canvas;

/** The camera's nine numbers. */
async function camera(page: Page): Promise<number[]> {
  return await canvas(page).evaluate((element) => {
    const viewer = (element as CanvasWithViewer).neuprintViewer;
    return viewer ? [...viewer.camera()] : [];
  });
}

/** The camera, once two looks at it, some frames apart, give the same. */
async function restingCamera(page: Page): Promise<number[]> {
  let last: number[] = [];
  await expect.poll(async () => `${last}` === `${(last = await camera(page))}`).toBe(true);
  return last;
}

test("colours by a measure have a legend, and the address brings them back", async ({ page }) => {
  const legend = page.getByRole("group", { name: "Colours" });
  await expect(legend).toHaveCount(0);
  await page.getByLabel("Colour by").selectOption("Distance from root");
  await expect(legend).toContainText("Distance from root: the thickest node, since no soma is known; not healed");
  await expect(legend).toContainText("0.00 µm");
  await page.getByLabel("Colour by").selectOption("Fragment");
  await expect(legend.getByRole("listitem")).toHaveText(["1", "2"]);
  await page.getByRole("switch", { name: "Fade with distance" }).uncheck();
  await expect(page).toHaveURL(/by=fragment/);
  await expect(page).toHaveURL(/fade=0/);

  await page.goto("/skeletons?ids=754538881&by=strahler&fade=0");
  await expect(page.getByLabel("Colour by")).toHaveValue("strahler");
  await expect(page.getByRole("switch", { name: "Fade with distance" })).not.toBeChecked();
  await expect(legend).toContainText("Strahler order");
  await expect(legend.getByRole("listitem").first()).toHaveText("1");
  await page.getByLabel("Colour by").selectOption("Neuron");
  await expect(legend).toHaveCount(0);
});

test("axes and scale bar tell how the picture lies and how large it is", async ({ page }) => {
  await page.getByRole("button", { name: "Look along z" }).click();
  await expect(page.getByRole("img", { name: "Axes: x right, y down, z away" })).toBeVisible();
  await page.getByRole("button", { name: "Look along x" }).click();
  await expect(page.getByRole("img", { name: "Axes: x away, y right, z down" })).toBeVisible();
  const bar = page.getByRole("img", { name: /^scale bar: [125]0* [µn]m$/i });
  const before = await bar.getAttribute("aria-label");
  await canvas(page).focus();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press("+");
  await expect(bar).not.toHaveAttribute("aria-label", before ?? "");
  const perspective = page.getByRole("button", { name: "Perspective" });
  await perspective.click();
  await expect(perspective).toHaveAttribute("aria-pressed", "true");
  expect((await restingCamera(page))[8]).toBe(1);
});

test("a double click brings the node to the middle, a click selects the neuron", async ({ page }) => {
  await page.getByRole("button", { name: "Frame everything visible" }).or(page.getByRole("button", { name: "Frame" })).first().click();
  await restingCamera(page);
  const node = nodes[20] ?? { x: 0, y: 0, z: 0 };
  const at = async () => (await project(canvas(page), [[node.x, node.y, node.z]]))[0] ?? [0, 0];
  const [x, y] = await at();
  await canvas(page).dblclick({ position: { x, y } });
  const middle = await canvas(page).evaluate((element) => [element.clientWidth / 2, element.clientHeight / 2]);
  // The nearest node to what is under the cursor may be another one, a few pixels away.
  const away = async () => Math.hypot(...(await at()).map((part, index) => part - (middle[index] ?? 0)));
  await expect.poll(away).toBeLessThan(12);
  await expect(new SkeletonPage(page).neuron(BODY)).toHaveClass(/selected/);
});

test("without motion the camera jumps, otherwise it goes, and at rest nothing is drawn", async ({ page }) => {
  await restingCamera(page);
  const clicked = async () =>
    await page.getByRole("button", { name: "Look along x" }).evaluate((button) => {
      const viewer = (document.querySelector("canvas") as CanvasWithViewer | null)?.neuprintViewer;
      const before = `${viewer?.camera()}`;
      (button as HTMLButtonElement).click();
      return before !== `${viewer?.camera()}`;
    });
  expect(await clicked(), "it has not moved yet").toBe(false);
  await expect(page.getByRole("img", { name: "Axes: x away, y right, z down" })).toBeVisible();
  await page.getByRole("button", { name: "Look along z" }).click();
  await expect(page.getByRole("img", { name: "Axes: x right, y down, z away" })).toBeVisible();
  await restingCamera(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await clicked(), "it is there").toBe(true);

  const frames = async () =>
    await canvas(page).evaluate((element) => (element as CanvasWithViewer).neuprintViewer?.counts().frames ?? 0);
  let last = -1;
  await expect.poll(async () => last === (last = await frames())).toBe(true);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
  });
  expect(await frames()).toBe(last);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true });

  /** Fingers go down, move in steps, and up. */
  async function drag(session: CDPSession, fingers: { from: [number, number]; to: [number, number] }[]): Promise<void> {
    const points = (share: number) =>
      fingers.map(({ from, to }, id) => ({
        id,
        x: from[0] + (to[0] - from[0]) * share,
        y: from[1] + (to[1] - from[1]) * share,
      }));
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(0) });
    for (let step = 1; step <= 6; step += 1)
      await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(step / 6) });
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  test("one finger turns, two move and zoom", async ({ page }) => {
    const session = await page.context().newCDPSession(page);
    const before = await restingCamera(page);
    await drag(session, [{ from: [300, 300], to: [420, 340] }]);
    const turned = await restingCamera(page);
    expect(turned.slice(3, 7), "the rotation").not.toEqual(before.slice(3, 7));
    expect(turned[7], "the magnification").toBe(before[7]);

    await drag(session, [
      { from: [280, 300], to: [200, 300] },
      { from: [360, 300], to: [440, 300] },
    ]);
    const zoomed = await restingCamera(page);
    // The fingers are three times as far apart.
    expect((turned[7] ?? 0) / (zoomed[7] ?? 1)).toBeGreaterThan(2.5);
    expect((turned[7] ?? 0) / (zoomed[7] ?? 1)).toBeLessThan(3.5);
    expect(zoomed.slice(3, 7), "the rotation").toEqual(turned.slice(3, 7));

    await drag(session, [
      { from: [280, 300], to: [280, 380] },
      { from: [360, 300], to: [360, 380] },
    ]);
    const moved = await restingCamera(page);
    expect(moved.slice(0, 3), "the target").not.toEqual(zoomed.slice(0, 3));
    expect((moved[7] ?? 0) / (zoomed[7] ?? 1)).toBeCloseTo(1, 1);
  });
});
