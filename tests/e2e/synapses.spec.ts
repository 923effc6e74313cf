/** Synapses on the neurons: drawn, coloured, counted, left out. */
import { writeFile, readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { type Rgb, apart, colours, project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const BODY = "720575940628857210";
const nodes = skeletons.generate({ seed: 5, fragments: 1, nodesPerFragment: 60, centre: [8000, 8000, 8000] });
const VERMILLION: Rgb = [0xd5, 0x5e, 0x00];

type Place = [number, number, number];
const ends = (of: (node: skeletons.Node) => number): [number, number] => [Math.min(...nodes.map(of)), Math.max(...nodes.map(of))];
const [[left, right], [top, bottom]] = [ends(({ x }) => x), ends(({ y }) => y)];
/** Around the neuron as it is seen along z, where nothing else is drawn. */
const SYNAPSES: { side: string; place: Place; confidence: number; partners: (string | null)[]; roi: string | null }[] = [
  { side: "pre", place: [left, top, 8000], confidence: 0.9, partners: ["KC", "LH"], roi: "EB" },
  { side: "pre", place: [right, bottom - (bottom - top) / 4, 8000], confidence: 0.4, partners: ["KC"], roi: "EB" },
  { side: "post", place: [left, bottom, 8000], confidence: 1, partners: ["PN"], roi: "FB" },
  { side: "post", place: [right, bottom, 8000], confidence: 1, partners: [null], roi: null },
];

/** By type, the body ID of the only one. */
const PARTNERS = new Map<string | null, number>([
  ["KC", 71],
  ["LH", 72],
  ["PN", 73],
  [null, 74],
]);

let fake: FakeServer;
let refusing = false;
let asked = 0;

test.beforeEach(async () => {
  refusing = false;
  asked = 0;
  fake = await FakeServer.start({
    skeletons: { [BODY]: skeletons.toSwc(nodes) },
    meta: { primaryRois: ["EB", "FB"] },
    query: (cypher) => {
      const table = (columns: string[], data: unknown[][]) => ({ body: JSON.stringify({ columns, data, debug: "" }) });
      if (cypher.includes("AS roi")) {
        asked++;
        if (refusing) return { status: 400, body: JSON.stringify({ error: "not today" }) };
        return table(
          ["synapse", "type", "x", "y", "z", "confidence", "roi"],
          SYNAPSES.map(({ side, place, confidence, roi }, at) => [at, side, ...place, confidence, roi]),
        );
      }
      if (cypher.includes("AS partner")) return table(["synapse", "partner", "body"], SYNAPSES.flatMap(({ partners }, at) => partners.map((partner) => [at, partner, PARTNERS.get(partner)])));
      return table(["a", "b", "c", "d", "e", "f", "g"], [["PN", "PN_R", 2, 2, null, null, null]]);
    },
  });
});
test.afterEach(async () => await fake.stop());

async function open(page: Page): Promise<SkeletonPage> {
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  const view = new SkeletonPage(page);
  await view.add(BODY);
  await view.expectLoaded(BODY, 60);
  return view;
}

const kinds = (page: Page) => page.getByRole("list", { name: "Kinds of synapses" }).getByRole("listitem");
const show = (page: Page) => page.getByRole("switch", { name: "Show synapses" });

/** Which of the synapses are seen, and the colour of each. */
async function seen(page: Page): Promise<(Rgb | undefined)[]> {
  const { canvas } = new SkeletonPage(page);
  const places = await project(canvas, SYNAPSES.map(({ place }) => place));
  const known = places.map((place) => place ?? ([0, 0] as [number, number]));
  const [empty = [0, 0, 0], ...found] = await colours(page, canvas, [[2, 2], ...known]);
  return found.map((colour) => (apart(colour, empty) > 30 ? colour : undefined));
}
const which = async (page: Page) => (await seen(page)).map((colour) => colour !== undefined);

test("synapses are drawn in the colour of their side, and left out by kind and confidence", async ({ page }) => {
  const view = await open(page);
  expect(asked).toBe(0);
  await show(page).check();
  await expect(kinds(page)).toHaveText([/presynapses\s*2/, /postsynapses\s*2/]);
  await page.getByRole("button", { name: "Look along z" }).click();
  await page.getByRole("button", { name: "Frame" }).click();
  await expect.poll(() => which(page)).toEqual([true, true, true, true]);
  const [pre, , post] = await seen(page);
  expect(apart(pre ?? [0, 0, 0], VERMILLION)).toBeLessThan(90);
  expect((post?.[2] ?? 0) - (post?.[0] ?? 0)).toBeGreaterThan(60);

  await kinds(page).filter({ hasText: "postsynapses" }).getByRole("checkbox").uncheck();
  await expect.poll(() => which(page)).toEqual([true, true, false, false]);
  await page.getByRole("slider", { name: "Confidence at least" }).fill("500");
  await expect.poll(() => which(page)).toEqual([true, false, false, false]);
  await expect(page).toHaveURL(/synapses=side/);
  await expect(page).toHaveURL(/kinds=postsynapses/);
  await expect(page).toHaveURL(/confidence=500/);

  // What is hidden takes its synapses with it.
  await view.neuron(BODY).getByRole("checkbox").first().uncheck();
  await expect.poll(() => which(page)).toEqual([false, false, false, false]);
  await view.neuron(BODY).getByRole("checkbox").first().check();
  await expect.poll(() => which(page)).toEqual([true, false, false, false]);
  await show(page).uncheck();
  await expect.poll(() => which(page)).toEqual([false, false, false, false]);
  await expectAccessible(page);
});

test("partners and regions are kinds, with their numbers", async ({ page }) => {
  await open(page);
  await show(page).check();
  await page.getByLabel("Colour synapses by").selectOption("Partner's type");
  await expect(kinds(page)).toHaveText([/KC\s*2/, /LH\s*1/, /PN\s*1/, /other types\s*1/]);
  await page.getByLabel("Colour synapses by").selectOption("Region");
  await expect(kinds(page)).toHaveText([/EB\s*2/, /FB\s*1/, /elsewhere\s*1/]);
  await expect(page).toHaveURL(/synapses=roi/);
  await expectAccessible(page);
  // Both are asked for once.
  expect(asked).toBe(1);
});

test("synapses that cannot be loaded say why, and are asked for again", async ({ page }) => {
  await open(page);
  refusing = true;
  await show(page).check();
  await expect(page.getByText(new RegExp(`^${BODY}: .*not today`))).toBeVisible();
  refusing = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(kinds(page)).toHaveText([/presynapses\s*2/, /postsynapses\s*2/]);
  await expect(page.getByText(new RegExp(`^${BODY}: .*not today`))).toBeHidden();
});

test("the synapses with one partner are shown alone, by type or by ID", async ({ page }) => {
  await open(page);
  await show(page).check();
  await page.getByRole("button", { name: "Look along z" }).click();
  await page.getByRole("button", { name: "Frame" }).click();
  await expect.poll(() => which(page)).toEqual([true, true, true, true]);
  const partner = page.getByRole("combobox", { name: "Only with partner" });
  const found = page.getByRole("region", { name: "Synapses" }).getByRole("status");
  await partner.fill("lh");
  await partner.press("Enter");
  await expect(found.filter({ hasText: "1 connection with 1 partner" })).toBeVisible();
  await expect.poll(() => which(page)).toEqual([true, false, false, false]);
  await expect(kinds(page)).toHaveText([/presynapses\s*1/, /postsynapses\s*0/]);
  await expect(page).toHaveURL(/partner=lh/);
  await partner.fill("74");
  await partner.press("Enter");
  await expect.poll(() => which(page)).toEqual([false, false, false, true]);
  await partner.fill("nobody");
  await partner.press("Enter");
  await expect(found.filter({ hasText: "None of the shown neurons has a partner “nobody”" })).toBeVisible();
  await expect.poll(() => which(page)).toEqual([false, false, false, false]);
  await page.getByRole("button", { name: "Show all partners" }).click();
  await expect.poll(() => which(page)).toEqual([true, true, true, true]);
  await expectAccessible(page);
});

test("a synapse that is clicked selects the node that it is on", async ({ page }) => {
  const view = await open(page);
  await show(page).check();
  await page.getByRole("button", { name: "Look along z" }).click();
  await page.getByRole("button", { name: "Frame" }).click();
  await expect.poll(() => which(page)).toEqual([true, true, true, true]);
  const { place } = SYNAPSES[2] ?? { place: [0, 0, 0] as Place };
  const away = ({ x, y, z }: skeletons.Node) => Math.hypot(x - place[0], y - place[1], z - place[2]);
  const nearest = nodes.reduce((best, node) => (away(node) < away(best) ? node : best));
  const [at] = await project(view.canvas, [place]);
  if (!at) throw new Error("the synapse is not seen");
  await view.canvas.click({ position: { x: at[0], y: at[1] } });
  await expect(page.getByRole("region", { name: "Node" })).toContainText(`${nearest.id - 1} in ${BODY}, by the synapse there`);
});

test("the view as one HTML file has the synapses that are seen, and a legend of them", async ({ page, browser }, info) => {
  await open(page);
  await show(page).check();
  await page.getByLabel("Colour synapses by").selectOption("Region");
  await expect(kinds(page)).toHaveText([/EB\s*2/, /FB\s*1/, /elsewhere\s*1/]);
  await kinds(page).filter({ hasText: "FB" }).getByRole("checkbox").uncheck();
  // The one of 0.4 is left out.
  await page.getByLabel("Confidence at least").fill("500");
  await page.getByRole("button", { name: "Look along z" }).click();
  await page.getByRole("button", { name: "Frame" }).click();
  await expect.poll(() => which(page)).toEqual([true, false, false, true]);
  const waiting = page.waitForEvent("download");
  await page.getByRole("region", { name: "Save" }).getByRole("button", { name: "HTML" }).click();
  const path = info.outputPath("view.html");
  await writeFile(path, await readFile(await (await waiting).path()));

  const context = await browser.newContext({ offline: true });
  try {
    const alone = await context.newPage();
    await alone.goto(pathToFileURL(path).href);
    await expect(alone.getByRole("status")).toHaveText("");
    const key = alone.getByRole("group", { name: "Legend" });
    await expect(key).toContainText("Synapses: region");
    await expect(key.getByRole("listitem").filter({ hasText: /^(EB|FB|elsewhere)$/ })).toHaveText(["EB", "elsewhere"]);
    await expect.poll(() => which(alone)).toEqual([true, false, false, true]);
    await expectAccessible(alone);
  } finally {
    await context.close();
  }
});

test("the view as one HTML file has no synapses while none are shown", async ({ page }) => {
  await open(page);
  const waiting = page.waitForEvent("download");
  await page.getByRole("region", { name: "Save" }).getByRole("button", { name: "HTML" }).click();
  const text = await readFile(await (await waiting).path(), "utf8");
  expect(text).toContain('"points":[]');
});
