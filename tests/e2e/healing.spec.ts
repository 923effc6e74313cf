/** Healing on the skeleton page: which gaps are closed, by hand and by length, and what is told of it. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { addressAtRest } from "./support/address.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { apart, colours, project, type Rgb } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const BODY = "1001";
const VOXEL_NM = 8;
const AMBER: Rgb = [230, 159, 0];
const nodes = skeletons.generate({ seed: 11, fragments: 4, nodesPerFragment: 60, centre: [8000, 12000, 8000] });
/** Shortest first. */
const bridges = skeletons.bridgesBetween(nodes);
const cable = skeletons.cableLength(nodes);

let fake: FakeServer;

test.beforeEach(async ({ page }) => {
  fake = await FakeServer.start({ skeletons: { [BODY]: skeletons.toSwc(nodes) } });
  await page.addInitScript(() => {
    // How many messages went to workers.
    const post = Worker.prototype.postMessage;
    const counts = window as unknown as { posted: number };
    counts.posted = 0;
    Worker.prototype.postMessage = function (this: Worker, ...message: Parameters<Worker["postMessage"]>) {
      counts.posted += 1;
      return post.apply(this, message);
    } as Worker["postMessage"];
  });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  await new SkeletonPage(page).add(BODY);
  await new SkeletonPage(page).expectLoaded(BODY, nodes.length);
});
test.afterEach(async () => await fake.stop());

const panel = (page: Page) => page.getByRole("region", { name: "Healing" });
const found = (page: Page) => panel(page).getByRole("status");
const posted = (page: Page) => page.evaluate(() => (window as unknown as { posted: number }).posted);
const nanometres = (voxels: number) => `${Math.round(voxels * VOXEL_NM).toLocaleString("en")} nm`;

/** What a bridge's length looks like. */
function length(voxels: number): string {
  const long = voxels * VOXEL_NM;
  return long >= 9999.5 ? `${(Math.round(long / 100) / 10).toFixed(1)} µm` : nanometres(voxels);
}

/** The share of the cable that the first `count` bridges are. */
function share(count: number): string {
  const added = bridges.slice(0, count).reduce((sum, bridge) => sum + bridge.length, 0);
  const percent = (100 * added) / (cable + added);
  return `${percent.toFixed(percent >= 9.95 ? 0 : percent >= 0.995 ? 1 : 2)} % of cable`;
}

test("what healing does is told in one sentence, and limits are tried without asking anybody", async ({ page }) => {
  expect(bridges.length).toBe(3);
  await expect(found(page)).toHaveText("4 fragments");
  const histogram = panel(page).getByRole("img", { name: /histogram/i });
  await expect(histogram).toHaveAccessibleName("Histogram of 3 gaps: 0 bridged, 0 refused, 3 open");
  await new SkeletonPage(page).heal.check();
  const longest = bridges[2]?.length ?? 0;
  await expect(found(page)).toHaveText(`4 fragments → 1, 3 bridges, longest ${length(longest)}, ${share(3)}`);
  const before = await posted(page);

  const slider = panel(page).getByRole("slider");
  await expect(slider).toHaveAttribute("aria-valuetext", "no limit");
  await slider.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", "10 nm");
  await expect(found(page)).toHaveText("4 fragments, none within 10 nm");
  await expect(histogram).toHaveAccessibleName("Histogram of 3 gaps: 0 bridged, 0 refused, 3 open");

  // Between the second and the third.
  const between = ((bridges[1]?.length ?? 0) + longest) / 2;
  await panel(page).getByLabel("Longest bridge (nm)").fill((between * VOXEL_NM).toFixed(1));
  await panel(page).getByLabel("Longest bridge (nm)").press("Enter");
  await expect(found(page)).toHaveText(`4 fragments → 2, 2 bridges, longest ${length(bridges[1]?.length ?? 0)}, ${share(2)}`);
  await expect(histogram).toHaveAccessibleName("Histogram of 3 gaps: 2 bridged, 0 refused, 1 open");
  await slider.press("End");
  await expect(found(page)).toContainText("→ 1, 3 bridges");
  expect(await posted(page), "messages to the worker").toBe(before);
});

test("bridges are amber in the picture, and gone when they are refused", async ({ page }) => {
  const view = new SkeletonPage(page);
  await view.heal.check();
  await page.getByRole("button", { name: "Frame" }).click();
  const last = bridges[2];
  if (!last) throw new Error("there are three bridges");
  const ends: [number, number, number][] = [last.a, last.b].map(({ x, y, z }) => [x, y, z]);
  const amber = async () => {
    const places = (await project(view.canvas, ends)).filter((place) => place !== null);
    const seen = await colours(page, view.canvas, places);
    return seen.filter((colour) => apart(colour, AMBER) < 60).length;
  };
  await expect.poll(amber, { message: "both ends are amber" }).toBe(2);
  await panel(page).getByRole("button", { name: `Refuse the bridge of ${length(last.length)}` }).click();
  await page.mouse.move(300, 60);
  await expect.poll(amber, { message: "neither end is" }).toBe(0);
});

test("a refused bridge is told, kept in the address and in the file, and comes back", async ({ page }) => {
  const view = new SkeletonPage(page);
  await view.heal.check();
  const rows = panel(page).getByRole("table").getByRole("row");
  // The head and the bridges, the longest first.
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText(length(bridges[2]?.length ?? 0));
  const middle = bridges[1];
  if (!middle) throw new Error("there are three bridges");
  const refuse = rows.nth(2).getByRole("button", { name: `Refuse the bridge of ${length(middle.length)} in ${BODY}` });
  await refuse.focus();
  await page.keyboard.press("Enter");
  await expect(refuse).toHaveAttribute("aria-pressed", "true");
  await expect(found(page)).toContainText("4 fragments → 2, 2 bridges");
  await expect(found(page)).toContainText("1 refused");
  await expect(panel(page).getByRole("img")).toHaveAccessibleName("Histogram of 3 gaps: 2 bridged, 1 refused, 0 open");
  const ids = [middle.a.id, middle.b.id].sort((one, other) => one - other);
  expect(decodeURIComponent(await addressAtRest(page))).toContain(`refused=${BODY}:${ids.join("-")}`);

  const waiting = page.waitForEvent("download");
  await view.neuron(BODY).getByRole("button", { name: /swc/i }).click();
  const { nodes: saved, comments } = skeletons.fromSwc(await readFile(await (await waiting).path(), "utf8"));
  expect(skeletons.fragmentCount(saved)).toBe(2);
  const told = comments.filter((line) => /bridge: /.test(line)).map((line) => line.replace(/,.*/, ""));
  const named = ({ a, b }: { a: skeletons.Node; b: skeletons.Node }) => `${Math.min(a.id, b.id)} to ${Math.max(a.id, b.id)}`;
  expect(told).toEqual([
    `# bridge: ${named(bridges[2] ?? middle)}`,
    `# refused bridge: ${named(middle)}`,
    `# bridge: ${named(bridges[0] ?? middle)}`,
  ]);
  expect(comments.join("\n")).toContain("no maximum distance: 4 fragments joined by 2 bridges, 2 left");

  // Undo and redo, by button and by key; then the page anew.
  await panel(page).getByRole("button", { name: "Undo" }).click();
  await expect(refuse).toHaveAttribute("aria-pressed", "false");
  await expect(found(page)).toContainText("→ 1, 3 bridges");
  await page.keyboard.press("Control+Shift+Z");
  await expect(refuse).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(view.heal).not.toBeChecked();
  await expect(found(page)).toHaveText("4 fragments");
  await expect(panel(page).getByRole("button", { name: "Undo" })).toBeDisabled();
});

test("a bridge shows its length under the mouse and for whom the list has the focus", async ({ page }) => {
  const view = new SkeletonPage(page);
  await view.heal.check();
  const label = page.locator(".bridge-label");
  const rows = panel(page).getByRole("table").getByRole("row");
  await rows.nth(1).getByRole("button", { name: /look at/i }).focus();
  await expect(label).toHaveText(length(bridges[2]?.length ?? 0));
  await page.keyboard.press("Enter");
  // The camera is there now, and so is the label: in the middle of the picture.
  const away = async () => {
    const [ring, canvas] = [await label.boundingBox(), await view.canvas.boundingBox()];
    if (!ring || !canvas) return Infinity;
    return Math.hypot(ring.x + ring.width / 2 - canvas.x - canvas.width / 2, ring.y + ring.height / 2 - canvas.y - canvas.height / 2);
  };
  await expect.poll(away).toBeLessThan(3);
  await page.getByRole("heading", { name: "Healing" }).click();
  await rows.nth(1).getByRole("button", { name: /look at/i }).blur();
  await expect(label).toHaveCount(0);

  // At an end of the bridge, which is drawn over everything.
  const end = bridges[2]?.a ?? { x: 0, y: 0, z: 0 };
  await expect
    .poll(async () => {
      const [at] = await project(view.canvas, [[end.x, end.y, end.z]]);
      if (!at) return "";
      await view.canvas.hover({ position: { x: at[0], y: at[1] } });
      await view.canvas.hover({ position: { x: at[0] + 1, y: at[1] } });
      return (await label.allInnerTexts()).join();
    })
    .toBe(length(bridges[2]?.length ?? 0));
  await expect(rows.nth(1)).toHaveClass(/marked/);
});
