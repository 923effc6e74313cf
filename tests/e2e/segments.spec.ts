/** The table of segments: measures, order, pages, keys, and how it goes together with the picture. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const BODY = "1001";
const nodes = skeletons.generate({ seed: 7, fragments: 1, nodesPerFragment: 150, centre: [8000, 8000, 8000] });

/** A run of nodes from an end or branch point to the next branch point or the root, which is the first node. */
interface Run {
  nodes: skeletons.Node[];
  /** Voxels. */
  length: number;
}
const children = new Map<number, number>();
for (const { parent } of nodes) children.set(parent, (children.get(parent) ?? 0) + 1);
const runs: Run[] = nodes
  .filter(({ id, parent }) => parent !== -1 && children.get(id) !== 1)
  .map((end) => {
    const run = [end];
    let length = 0;
    for (let at = end; at.parent !== -1 && (at === end || children.get(at.id) === 1); ) {
      const next = nodes[at.parent - 1] as skeletons.Node;
      length += Math.hypot(next.x - at.x, next.y - at.y, next.z - at.z);
      run.push(next);
      at = next;
    }
    return { nodes: run, length };
  });
const longest = [...runs].sort((one, other) => other.length - one.length);
/** Two presynapses on the longest run, a postsynapse on the shortest. */
const middle = (run: Run | undefined) => {
  const at = run?.nodes[Math.floor((run.nodes.length - 1) / 2)] ?? nodes[0];
  if (!at) throw new Error("there are nodes");
  return [at.x, at.y, at.z] as [number, number, number];
};
const SYNAPSES: { side: string; place: [number, number, number] }[] = [
  { side: "pre", place: middle(longest[0]) },
  { side: "pre", place: middle(longest[0]) },
  { side: "post", place: middle(longest[1]) },
];
const PAGE = 20;

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
          SYNAPSES.map(({ side, place }, at) => [at, side, ...place, 1, "EB"]),
        );
      if (cypher.includes("AS partner")) return table(["synapse", "partner", "body"], []);
      const [first] = nodes;
      const soma = { coordinates: [first?.x, first?.y, first?.z], crs: { name: "cartesian-3d", srid: 9157 }, type: "Point" };
      return table(["a", "b", "c", "d", "e", "f", "g"], [[null, null, 2, 1, soma, null, null]]);
    },
  });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  const view = new SkeletonPage(page);
  await view.add(BODY);
  await view.expectLoaded(BODY, nodes.length);
  await page.getByRole("button", { name: "Frame" }).click();
  // Beside the row's controls.
  await view.neuron(BODY).getByText(BODY, { exact: true }).first().click();
  await page.getByRole("heading", { name: `Segments of ${BODY}` }).click();
});
test.afterEach(async () => await fake.stop());

const table = (page: Page) => page.getByRole("table", { name: "Segments" });
/** Without the heads. */
const rows = (page: Page) => table(page).getByRole("row").filter({ has: page.getByRole("rowheader") });
const pages = (page: Page) => page.getByRole("group", { name: "Pages of segments" });
const head = (page: Page, name: RegExp) => table(page).getByRole("columnheader", { name });
const lengths = async (page: Page) =>
  (await rows(page).getByRole("cell").filter({ hasText: /./ }).evaluateAll((cells) =>
    cells.filter((cell) => (cell as HTMLTableCellElement).cellIndex === 1).map((cell) => Number((cell.textContent ?? "").replaceAll(",", ""))),
  )) as number[];
const marked = (page: Page) => page.locator("svg.run polyline").last();

test("segments are measured, sorted by any column, and listed a page at a time", async ({ page }) => {
  expect(runs.length).toBeGreaterThan(PAGE + 5);
  await expect(rows(page)).toHaveCount(PAGE);
  await expect(pages(page).getByRole("status")).toHaveText(`1–${PAGE} of ${runs.length}`);
  await expect(table(page)).toHaveAttribute("aria-rowcount", String(runs.length + 1));
  await expect(head(page, /^Length/)).toHaveAttribute("aria-sort", "descending");
  const told = await lengths(page);
  longest.slice(0, PAGE).forEach(({ length }, at) => {
    const micrometres = (length * 8) / 1000;
    expect(Math.abs((told[at] ?? 0) / micrometres - 1), `${told[at]} µm`).toBeLessThan(0.01);
  });
  await head(page, /^Length/).getByRole("button").click();
  await expect(head(page, /^Length/)).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => (await lengths(page))[0]).toBeLessThan(told[PAGE - 1] ?? 0);
  await head(page, /^Order/).getByRole("button").click();
  await expect(head(page, /^Length/)).toHaveAttribute("aria-sort", "none");
  const order = rows(page).first().getByRole("cell").nth(3);
  expect(Number(await order.innerText())).toBeGreaterThan(1);

  await pages(page).getByRole("button", { name: "Next" }).click();
  await expect(pages(page).getByRole("status")).toHaveText(`${PAGE + 1}–${Math.min(2 * PAGE, runs.length)} of ${runs.length}`);
  await pages(page).getByRole("button", { name: "Previous" }).click();
  await expect(pages(page).getByRole("button", { name: "Previous" })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
});

test("a row marks its segment in the picture, by mouse and by keys", async ({ page }) => {
  await expect(marked(page)).toHaveCount(0);
  await rows(page).first().hover();
  await expect.poll(async () => ((await marked(page).getAttribute("points")) ?? "").trim().split(" ").length).toBeGreaterThan(1);
  await page.mouse.move(300, 300);
  await expect(marked(page)).toHaveCount(0);

  await rows(page).first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(rows(page).nth(1)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("PageDown");
  await expect(pages(page).getByRole("status")).toHaveText(new RegExp(`^${PAGE + 1}–`));
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(rows(page).first()).toBeFocused();
  // What is chosen stays marked.
  await page.getByRole("button", { name: "Frame" }).focus();
  await expect(marked(page)).toHaveCount(1);
});

test("a node that is clicked marks the row of its segment", async ({ page }) => {
  const { canvas } = new SkeletonPage(page);
  const shortest = longest[longest.length - 1];
  if (!shortest) throw new Error("there are segments");
  const [end] = shortest.nodes;
  if (!end) throw new Error("a segment has nodes");
  const node = page.getByRole("region", { name: "Node" });
  let picked = -1;
  await expect
    .poll(async () => {
      const [at] = await project(canvas, [[end.x, end.y, end.z]]);
      if (!at) return -1;
      await canvas.click({ position: { x: at[0], y: at[1] } });
      picked = Number((await node.allInnerTexts()).join().match(/(\d+) in 1001/)?.[1] ?? -1);
      return picked;
    })
    .toBeGreaterThanOrEqual(0);
  // Another one may be drawn over it; the row is that of what was picked.
  const current = rows(page).and(page.locator("[aria-current=true]"));
  await expect(current).toHaveCount(1);
  const of = runs.findIndex(({ nodes }) => nodes.slice(0, -1).some(({ id }) => id === picked + 1));
  if (of >= 0) await expect(current.getByRole("rowheader")).toHaveText(String(of + 1));
  await expect(marked(page)).toHaveCount(1);
});

test("synapses that are shown are counted on each segment", async ({ page }) => {
  await expect(head(page, /^Pre/)).toHaveCount(0);
  await page.getByRole("switch", { name: "Show synapses" }).check();
  await expect(head(page, /^Pre/)).toBeVisible();
  const cell = (at: number) => rows(page).first().getByRole("cell").nth(at);
  await head(page, /^Pre/).getByRole("button").click();
  await expect(cell(4)).toHaveText("2");
  await head(page, /^Post/).getByRole("button").click();
  await expect(cell(5)).toHaveText("1");
});
