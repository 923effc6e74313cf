/** What can be done with a node that was clicked: root, path, coordinate. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { addressAtRest } from "./support/address.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const BODY = "1001";
const VOXEL_NM = 8;
const nodes = skeletons.generate({ seed: 11, fragments: 2, nodesPerFragment: 60, centre: [8000, 8000, 8000] });
const bridges = skeletons.bridgesBetween(nodes);
/** The soma's place, if the server knows one. */
let soma: [number, number, number] | null;
let fake: FakeServer;

test.beforeEach(async ({ page }) => {
  soma = null;
  fake = await FakeServer.start({
    skeletons: { [BODY]: skeletons.toSwc(nodes) },
    query: () => {
      const place = soma && { coordinates: soma, crs: { name: "cartesian-3d", srid: 9157 }, type: "Point" };
      const row = [null, null, null, null, place, null, null];
      return { body: JSON.stringify({ columns: row.map((_, at) => `c${at}`), data: [row], debug: "" }) };
    },
  });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
});
test.afterEach(async () => await fake.stop());

async function show(page: Page): Promise<void> {
  await new SkeletonPage(page).add(BODY);
  await new SkeletonPage(page).expectLoaded(BODY, nodes.length);
  await page.getByRole("button", { name: "Frame" }).click();
}

const panel = (page: Page) => page.getByRole("region", { name: "Node" });

/** Clicks a node; the identifier of what was picked, which may be one that is drawn over it. */
async function click(page: Page, id: number): Promise<number> {
  const { canvas } = new SkeletonPage(page);
  const wanted = nodes[id - 1];
  if (!wanted) throw new Error(`no node ${id}`);
  let picked = 0;
  const said = async () => (await panel(page).allInnerTexts()).join().match(/(\d+) in 1001/)?.[1];
  await expect(async () => {
    const [before, [at]] = [await said(), await project(canvas, [[wanted.x, wanted.y, wanted.z]])];
    if (!at) throw new Error("the node is not seen");
    await canvas.click({ position: { x: at[0], y: at[1] } });
    // A click is answered before the next one: two in short turn move the camera, and the second may meet nothing.
    await expect.poll(said, { timeout: 5_000 }).not.toBe(before);
    // Nodes are numbered as they come, from 0.
    picked = 1 + Number((await said()) ?? -1);
    const node = nodes[picked - 1];
    expect(node ? Math.hypot(node.x - wanted.x, node.y - wanted.y) : Infinity, "a node near the place was picked").toBeLessThan(150);
  }).toPass();
  return picked;
}

test("with the keyboard alone a place is gone to, and the node there is taken", async ({ page }) => {
  await show(page);
  const wanted = nodes[30];
  if (!wanted) throw new Error("no node");
  await page.getByLabel("Go to").focus();
  await page.keyboard.insertText([wanted.x, wanted.y, wanted.z].join(", "));
  await page.keyboard.press("Enter");
  const { canvas } = new SkeletonPage(page);
  const middle = await canvas.evaluate((element) => [element.clientWidth / 2, element.clientHeight / 2]);
  const away = async () => {
    const [at] = await project(canvas, [[wanted.x, wanted.y, wanted.z]]);
    return at ? Math.hypot(at[0] - (middle[0] ?? 0), at[1] - (middle[1] ?? 0)) : Infinity;
  };
  await expect.poll(away).toBeLessThan(1);
  await expect(page.locator(".view-middle")).toBeHidden();
  // Keys go to the canvas once it has the focus; Shift and Tab lead there as well.
  await canvas.focus();
  await expect(page.locator(".view-middle")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toContainText(/\d+ in 1001/);
  const [, picked] = /(\d+) in 1001/.exec(await panel(page).innerText()) ?? [];
  const node = nodes[Number(picked)];
  expect(node ? Math.hypot(node.x - wanted.x, node.y - wanted.y) : Infinity).toBeLessThan(150);
  await panel(page).getByRole("button", { name: "Root here" }).press("Enter");
  expect(decodeURIComponent(await addressAtRest(page))).toContain(`roots=${BODY}:${picked}`);
});

test("a click makes a node the root, which legend, address and file say", async ({ page }) => {
  await show(page);
  await page.getByLabel("Colour by").selectOption("Distance from root");
  const legend = page.getByRole("group", { name: "Colours" });
  await expect(legend).toContainText("the thickest node, since no soma is known");
  const id = await click(page, 20);
  await panel(page).getByRole("button", { name: "Root here" }).click();
  await expect(legend).toContainText("Distance from root: the chosen node; not healed");
  expect(decodeURIComponent(await addressAtRest(page))).toContain(`roots=${BODY}:${id - 1}`);

  const waiting = page.waitForEvent("download");
  await new SkeletonPage(page).neuron(BODY).getByRole("button", { name: /swc/i }).click();
  const saved = skeletons.fromSwc(await readFile(await (await waiting).path(), "utf8")).nodes;
  expect(saved.find((node) => node.id === id)?.parent).toBe(-1);
  expect(skeletons.edgeSet(saved)).toEqual(skeletons.edgeSet(nodes));

  await panel(page).getByRole("button", { name: "Own root" }).click();
  await expect(legend).toContainText("the thickest node, since no soma is known");
});

test("where the soma is known the tree is seen from it", async ({ page }) => {
  const node = nodes[40] ?? { x: 0, y: 0, z: 0 };
  soma = [node.x + 1, node.y, node.z];
  await show(page);
  await page.getByLabel("Colour by").selectOption("Strahler order");
  await new SkeletonPage(page).heal.check();
  await expect(page.getByRole("group", { name: "Colours" })).toContainText("Strahler order: the soma; healed");
  const waiting = page.waitForEvent("download");
  await new SkeletonPage(page).neuron(BODY).getByRole("button", { name: /swc/i }).click();
  const { nodes: saved } = skeletons.fromSwc(await readFile(await (await waiting).path(), "utf8"));
  expect(saved.filter(({ parent }) => parent === -1).map(({ id }) => id)).toEqual([41]);
});

test("a path is measured between two nodes, over bridges where there are some", async ({ page }) => {
  await show(page);
  const from = await click(page, 5);
  await panel(page).getByRole("button", { name: "Path from here" }).click();
  await expect(panel(page).getByRole("status")).toContainText("Click the node where the path ends.");
  // In the other fragment.
  const to = await click(page, 100);
  await expect(panel(page).getByRole("status")).toContainText("different fragments");
  await new SkeletonPage(page).heal.check();
  const length = skeletons.pathLength(nodes, from, to, bridges) ?? 0;
  const micrometres = (Math.round((length * VOXEL_NM) / 100) / 10).toLocaleString("en", { minimumFractionDigits: 1 });
  await expect(panel(page).getByRole("status")).toContainText(`Path of ${micrometres} µm, over 1 bridge`);
  await expect(page.locator(".path-overlay")).toHaveCount(1);
  await panel(page).getByRole("button", { name: "Forget the path" }).click();
  await expect(page.locator(".path-overlay")).toHaveCount(0);
});

test("the place under the mouse is copied with a key, in voxels or nanometres", async ({ page }) => {
  await show(page);
  const id = await click(page, 30);
  const { x, y, z } = nodes[id - 1] ?? { x: 0, y: 0, z: 0 };
  const text = (scale: number) => [x, y, z].map((part) => Math.round(part * scale)).join(", ");
  await expect(page.locator(".coordinates")).toContainText(`${text(VOXEL_NM)} nm`);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("c");
  await expect.poll(clipboard).toBe(text(1));
  await page.keyboard.press("Shift+C");
  await expect.poll(clipboard).toBe(text(VOXEL_NM));
});

test("the shape of the neuron that was clicked is measured, and follows healing", async ({ page }) => {
  await page.goto("/skeletons?ids=754538881");
  const view = new SkeletonPage(page);
  await expect(view.neuron("754538881")).toContainText("µm");
  await view.neuron("754538881").getByRole("rowheader").click();
  await page.getByRole("heading", { name: "Shape of 754538881" }).click();
  await expect(page.getByRole("img", { name: /^Sholl plot: \d+ crossings at most, [\d.,]+ [nµ]m from the root$/ })).toBeVisible();
  const cable = async () => {
    const cells = await page.getByRole("table").filter({ hasText: "Strahler order" }).getByRole("cell").filter({ hasText: "µm" }).allInnerTexts();
    return cells.reduce((sum, cell) => sum + Number(cell.replace(/[^\d.]/g, "")), 0);
  };
  const before = await cable();
  expect(before).toBeGreaterThan(100);
  await view.heal.check();
  // The bridge of 986 nm is cable, too; each order is rounded to a tenth.
  await expect.poll(async () => Math.abs((await cable()) - before - 0.986)).toBeLessThan(0.45);
});
