/** The skeleton page, with skeletons that the test made and the embedded dataset's own. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { apart, colours, project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const WHOLE = "1001";
const BROKEN = "720575940628857210";
const whole = skeletons.generate({ seed: 7, fragments: 1, nodesPerFragment: 150, centre: [8000, 8000, 8000] });
const broken = skeletons.generate({ seed: 11, fragments: 4, nodesPerFragment: 60, centre: [8000, 12000, 8000] });
const VOXEL_NM = 8;

let fake: FakeServer;

test.beforeEach(async () => {
  fake = await FakeServer.start({ skeletons: { [WHOLE]: skeletons.toSwc(whole), [BROKEN]: skeletons.toSwc(broken) } });
});
test.afterEach(async () => await fake.stop());

/** Opens the skeleton page on the fake server with some bodies. */
async function show(page: Page, bodies: string[]): Promise<SkeletonPage> {
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  const view = new SkeletonPage(page);
  await view.add(bodies.join("\n"));
  return view;
}

/** "1.23 mm", "45.6 µm" or "789 nm" as nanometres. */
function nanometres(text: string): number {
  const [, value = "", unit = ""] = text.match(/([\d,.]+)\s*(mm|[µμ]m|nm)/) ?? [];
  const scale = { mm: 1e6, µm: 1e3, μm: 1e3, nm: 1 }[unit];
  if (scale === undefined) throw new Error(`no length in: ${text}`);
  return Number(value.replaceAll(",", "")) * scale;
}

test("generated skeletons are drawn where their nodes are, and gone when hidden", async ({ page }) => {
  const view = await show(page, [WHOLE, BROKEN]);
  await view.expectLoaded(WHOLE, whole.length);
  await view.expectLoaded(BROKEN, broken.length);
  await page.getByRole("button", { name: /frame/i }).first().click();

  // A screenshot is compared with the background only once the picture has come to rest.
  const background = async () => (await colours(page, view.canvas, [[2, 2]]))[0] ?? [0, 0, 0];
  const drawnShare = async (nodes: skeletons.Node[]) => {
    const places = (await project(view.canvas, nodes.map(({ x, y, z }) => [x, y, z]))).filter((place) => place !== null);
    expect(places.length).toBe(nodes.length);
    const [seen, empty] = [await colours(page, view.canvas, places), await background()];
    return seen.filter((colour) => apart(colour, empty) > 30).length / places.length;
  };
  await expect.poll(() => drawnShare(whole), { message: "of the whole neuron's nodes" }).toBeGreaterThan(0.98);
  await expect.poll(() => drawnShare(broken), { message: "of the broken neuron's nodes" }).toBeGreaterThan(0.98);

  await view.neuron(BROKEN).getByRole("checkbox").first().uncheck();
  await expect.poll(() => drawnShare(broken), { message: "after hiding it" }).toBeLessThan(0.02);
  expect(await drawnShare(whole)).toBeGreaterThan(0.98);
});

test("healing joins the fragments by the shortest bridges and is written into the file", async ({ page }) => {
  const view = await show(page, [BROKEN]);
  await view.expectLoaded(BROKEN, broken.length);
  expect(skeletons.fragmentCount(broken)).toBe(4);
  await expect(view.neuron(BROKEN)).toContainText(/4 fragments/);

  await view.heal.check();
  const bridges = skeletons.shortestBridges(broken);
  expect(bridges.length).toBe(3);
  await expect(view.neuron(BROKEN)).toContainText(/4 fragments → 1/);
  await expect(view.neuron(BROKEN)).toContainText(/3 bridges/);

  const healedNm = (skeletons.cableLength(broken) + bridges.reduce((sum, length) => sum + length, 0)) * VOXEL_NM;
  const shown = nanometres(await view.measure(BROKEN, /cable/i));
  expect(Math.abs(shown / healedNm - 1), `shown ${shown} nm, true ${healedNm} nm`).toBeLessThan(0.005);

  const healed = await saved(page, view, BROKEN);
  expect(skeletons.fragmentCount(healed.nodes)).toBe(1);
  expect(skeletons.cableLength(healed.nodes) * VOXEL_NM).toBeCloseTo(healedNm, 1);
  expect(healed.nodes.map(({ id, x, y, z, radius }) => [id, x, y, z, radius])).toEqual(
    broken.map(({ id, x, y, z, radius }) => [id, x, y, z, radius]),
  );
  expect(healed.comments.join("\n")).toMatch(/heal/i);
  const all = skeletons.edgeSet(healed.nodes);
  expect(skeletons.edgeSet(broken).every((edge) => all.includes(edge))).toBe(true);
});

test("without healing the saved file holds the same tree", async ({ page }) => {
  const view = await show(page, [WHOLE]);
  await view.expectLoaded(WHOLE, whole.length);
  const { nodes } = await saved(page, view, WHOLE);
  expect(nodes).toEqual(whole);
});

async function saved(page: Page, view: SkeletonPage, body: string) {
  const waiting = page.waitForEvent("download");
  await view.neuron(body).getByRole("button", { name: /swc/i }).click();
  return skeletons.fromSwc(await readFile(await (await waiting).path(), "utf8"));
}

test("a body without a skeleton says why, and the others are shown", async ({ page }) => {
  const view = await show(page, ["4711", WHOLE]);
  await expect(view.neuron("4711")).toContainText(/skeleton/i);
  await expect(view.neuron("4711")).toContainText(/not found|no skeleton/i);
  await view.expectLoaded(WHOLE, whole.length);
});

test("the embedded neuron 754538881 heals from two fragments to one with a bridge of 986 nm", async ({ page }) => {
  await page.goto("/skeletons?ids=754538881");
  const view = new SkeletonPage(page);
  await expect(view.neuron("754538881")).toBeVisible();
  await view.heal.check();
  await expect(page.getByText(/754538881: 2 fragments → 1, 1 bridge, 986 nm/)).toBeVisible();
});

test("the address holds what is shown, and a reload brings it back", async ({ page }) => {
  await page.goto("/skeletons?ids=754538881,1734350788");
  const view = new SkeletonPage(page);
  await view.heal.check();
  await view.neuron("1734350788").getByRole("checkbox").first().uncheck();
  await page.getByRole("checkbox", { name: "LH(R)" }).check();
  for (const part of [/heal=1/, /hidden=1734350788/, /rois=LH/]) await expect(page).toHaveURL(part);
  await page.reload();
  await expect(view.neuron("754538881")).toContainText("2 fragments → 1, 1 bridge, 986 nm");
  await expect(view.neuron("1734350788").getByRole("checkbox").first()).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "LH(R)" })).toBeChecked();
});

test("a region lies over the neurons, and the picture can be saved", async ({ page }) => {
  await page.goto("/skeletons?ids=754538881");
  const view = new SkeletonPage(page);
  await expect(view.neuron("754538881")).toContainText("fragments");
  await page.getByRole("button", { name: /frame/i }).first().click();
  // What lies over the canvas is in its screenshot: the button under the mouse must not be part of the difference.
  await page.getByRole("checkbox", { name: "AL(R)" }).hover();
  const picture = async () => (await view.canvas.screenshot()).toString("base64");
  let plain = "";
  // Until it has come to rest.
  await expect.poll(async () => plain === (plain = await picture())).toBe(true);
  await page.getByRole("checkbox", { name: "AL(R)" }).check();
  await expect.poll(async () => (await picture()) === plain).toBe(false);
  await page.getByRole("checkbox", { name: "AL(R)" }).uncheck();
  await expect.poll(async () => (await picture()) === plain).toBe(true);

  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "PNG", exact: true }).click();
  const png = await readFile(await (await waiting).path());
  expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
  // Width, big-endian, twice that of the canvas.
  expect(png.readUInt32BE(16)).toBe(2 * Math.round((await view.canvas.boundingBox())?.width ?? 0));
});

test("the page can be left, opened again, and follows the connection and the address while it is open", async ({ page }) => {
  const view = await show(page, [WHOLE]);
  await view.expectLoaded(WHOLE, whole.length);
  await page.getByRole("link", { name: "Query" }).click();
  await expect(page.locator("canvas")).toHaveCount(0);
  await page.getByRole("link", { name: "Skeletons" }).click();
  await view.add(BROKEN);
  await view.expectLoaded(BROKEN, broken.length);
  // The worker is the app's, whose other requests are answered as before.
  await page.getByRole("link", { name: "Query" }).click();
  await new QueryPage(page).ask("RETURN 1");
  await new QueryPage(page).expectRows(1);

  // Another dataset while the page is open: what belongs to it is loaded.
  await page.getByRole("link", { name: "Skeletons" }).click();
  await page.getByRole("button", { name: /^connection:/i }).click();
  await page.getByRole("radio", { name: /in this page/i }).check();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("button", { name: /^connection:/i })).toContainText("hemibrain-sample:v1.2.1");
  await view.add("754538881");
  await expect(view.neuron("754538881")).toContainText("fragments");

  // A step to another address is followed without a reload. The page has written its own by then.
  await expect(page).toHaveURL(/ids=[^&]*754538881/);
  await page.evaluate(() => {
    history.pushState(null, "", `${location.pathname}?ids=1734350788`);
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await expect(view.neuron("754538881")).toHaveCount(0);
  await expect(view.neuron("1734350788")).toContainText("1 fragment");
});
