/** Pruning on the skeleton page: which twigs are left out, what is told of it, what follows, and the way back. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { addressAtRest } from "./support/address.ts";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { apart, colours, project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const BODY = "1001";
type Place = [number, number, number];

/** A trunk along x with two twigs of 100 voxels (0.8 µm) and one of 1000 (8 µm); the voxels have 8 nm. */
const TRUNK = 12;
const SHORT: Place[] = [
  [8600, 8100, 8000],
  [9200, 7900, 8000],
];
const LONG: Place = [9600, 9000, 8000];
const nodes: skeletons.Node[] = [];
function node([x, y, z]: Place, parent: number): void {
  nodes.push({ id: nodes.length + 1, kind: 0, x, y, z, radius: 20, parent });
}
for (let at = 0; at < TRUNK; at++) node([8000 + 200 * at, 8000, 8000], at === 0 ? -1 : at);
node(SHORT[0] as Place, 4);
node(SHORT[1] as Place, 7);
node(LONG, 9);
/** In nanometres. */
const cable = 8 * skeletons.cableLength(nodes);
/** One synapse on a short twig, one on the trunk. */
const SYNAPSES: Place[] = [
  [8600, 8100, 8000],
  [9000, 8000, 8000],
];

let fake: FakeServer;

test.beforeEach(async ({ page }) => {
  fake = await FakeServer.start({
    skeletons: { [BODY]: skeletons.toSwc(nodes) },
    meta: { primaryRois: ["EB"] },
    query: (cypher) => {
      const table = (columns: string[], data: unknown[][]) => ({ body: JSON.stringify({ columns, data, debug: "" }) });
      if (cypher.includes("AS roi"))
        return table(
          ["synapse", "type", "x", "y", "z", "confidence", "roi"],
          SYNAPSES.map((place, at) => [at, "post", ...place, 1, "EB"]),
        );
      if (cypher.includes("AS partner")) return table(["synapse", "partner", "body"], SYNAPSES.map((_, at) => [at, `T${at}`, 70 + at]));
      return table(["a", "b", "c", "d", "e", "f", "g"], [[null, null, 0, 2, { coordinates: [8000, 8000, 8000] }, null, null]]);
    },
  });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  await new SkeletonPage(page).add(BODY);
  await new SkeletonPage(page).expectLoaded(BODY, nodes.length);
});
test.afterEach(async () => await fake.stop());

const panel = (page: Page) => page.getByRole("region", { name: "Pruning" });
const found = (page: Page) => panel(page).getByRole("status");
const prune = (page: Page) => panel(page).getByRole("switch", { name: "Leave out short twigs" });
const longest = (page: Page) => panel(page).getByLabel("Longest twig (µm)");
/** Nodes, branch points and ends of the list. */
async function measures(page: Page): Promise<string[]> {
  const view = new SkeletonPage(page);
  return await Promise.all([/nodes/i, /branch/i, /ends/i].map((head) => view.measure(BODY, head)));
}

test("short twigs are left out of list and picture, told in words, and come back", async ({ page }) => {
  const view = new SkeletonPage(page);
  await expect.poll(() => measures(page)).toEqual(["15", "3", "5"]);
  await page.getByRole("button", { name: "Look along z" }).click();
  await page.getByRole("button", { name: "Frame" }).click();
  const seen = async () => {
    const places = await project(view.canvas, [...SHORT, LONG]);
    const known = places.map((place) => place ?? ([0, 0] as [number, number]));
    const [empty = [0, 0, 0], ...found] = await colours(page, view.canvas, [[2, 2], ...known]);
    return found.map((colour) => apart(colour, empty) > 30);
  };
  await expect.poll(seen).toEqual([true, true, true]);

  await prune(page).check();
  const share = ((100 * 2 * 800) / cable).toFixed(1);
  await expect(found(page)).toHaveText(`2 twigs up to 2 µm, ${share} % of cable left out`);
  await expect.poll(() => measures(page)).toEqual(["13", "1", "3"]);
  await expect.poll(seen).toEqual([false, false, true]);
  expect(await addressAtRest(page)).toContain("prune=2000");
  await expectAccessible(page);

  await longest(page).fill("0.5");
  await longest(page).press("Enter");
  await expect(found(page)).toHaveText("No twig is as short as 0.5 µm");
  await expect.poll(() => measures(page)).toEqual(["15", "3", "5"]);
  await expect.poll(seen).toEqual([true, true, true]);
  await longest(page).fill("9");
  await longest(page).press("Enter");
  // The trunk's own end is as long a twig: 3 × 200 voxels from the last branch.
  await expect(found(page)).toContainText("4 twigs up to 9 µm");
  await expect.poll(() => measures(page)).toEqual(["9", "0", "2"]);
  await expect.poll(seen).toEqual([false, false, false]);

  const undo = page.getByRole("region", { name: "Healing" }).getByRole("button", { name: "Undo" });
  await undo.click();
  await undo.click();
  await expect(found(page)).toContainText("2 twigs up to 2 µm");
  await undo.click();
  await expect(prune(page)).not.toBeChecked();
  await expect.poll(seen).toEqual([true, true, true]);
});

test("a link prunes, and the file says how", async ({ page }) => {
  await prune(page).check();
  await expect(found(page)).toContainText("2 twigs");
  await addressAtRest(page);
  await page.reload();
  await expect(found(page)).toContainText("2 twigs");
  await expect(prune(page)).toBeChecked();

  const saved = async (act: () => Promise<void>) => {
    const waiting = page.waitForEvent("download");
    await act();
    const file = await waiting;
    return { name: file.suggestedFilename(), ...skeletons.fromSwc(await readFile(await file.path(), "utf8")) };
  };
  const processed = await saved(() => new SkeletonPage(page).neuron(BODY).getByRole("button", { name: /swc/i }).click());
  expect(processed.name).toMatch(/-1001-processed\.swc$/);
  expect(processed.nodes.length).toBe(13);
  const share = ((100 * 2 * 800) / cable).toFixed(2);
  expect(processed.comments).toContain(`# pruning: twigs up to 2000.0 nm: 2 left out, ${share} % of the cable`);
  const all = page.getByRole("region", { name: "Save" });
  await all.getByLabel("SWC", { exact: true }).selectOption("raw");
  const raw = await saved(() => all.getByRole("button", { name: "All SWC" }).click());
  expect([raw.name.endsWith("-1001.swc"), raw.nodes.length]).toEqual([true, nodes.length]);
});

test("synapses on what is left out are not shown, and not counted", async ({ page }) => {
  await page.getByRole("switch", { name: "Show synapses" }).check();
  const kinds = page.getByRole("list", { name: "Kinds of synapses" }).getByRole("listitem");
  await expect(kinds).toHaveText([/presynapses\s*0/, /postsynapses\s*2/]);
  await prune(page).check();
  await expect(kinds).toHaveText([/presynapses\s*0/, /postsynapses\s*1/]);
  await page.getByLabel("Colour synapses by").selectOption("Partner's type");
  await expect(kinds.filter({ hasText: "T1" })).toHaveText(/T1\s*1/);
  await expect(kinds.filter({ hasText: "T0" })).toHaveText(/T0\s*0/);
  await prune(page).uncheck();
  await expect(kinds).toHaveText([/T0\s*1/, /T1\s*1/]);
});
