/** The list of neurons mirrors the picture: what can be done in one is seen in the other. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { apart, colours, project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const BODIES = ["1001", "1002", "1003"] as const;
const SIZES = { "1001": 60, "1002": 120, "1003": 90 };
/** Type, instance, pre, post. */
const KNOWN: Record<string, [string | null, string | null, number | null, number | null]> = {
  "1001": ["LC4", "LC4_R", 12, 1500],
  "1002": ["DNp01", "DNp01_L", 7, null],
  "1003": ["LC4", "LC4_L", 300, 20],
};
const made = Object.fromEntries(
  BODIES.map((body, at) => [
    body,
    skeletons.generate({ seed: 20 + at, fragments: 1 + at, nodesPerFragment: SIZES[body] / (1 + at), centre: [8000, 8000 + 3000 * at, 8000] }),
  ]),
) as Record<string, skeletons.Node[]>;

let fake: FakeServer;

test.beforeEach(async ({ page }) => {
  fake = await FakeServer.start({
    skeletons: Object.fromEntries(BODIES.map((body) => [body, skeletons.toSwc(made[body] ?? [])])),
    query: (cypher) => {
      const body = cypher.match(/bodyId: (\d+)/)?.[1] ?? "";
      const row = [...(KNOWN[body] ?? [null, null, null, null]), null, null, null];
      return { body: JSON.stringify({ columns: row.map((_, at) => `c${at}`), data: [row], debug: "" }) };
    },
  });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  const view = new SkeletonPage(page);
  await view.add(BODIES.join(" "));
  for (const body of BODIES) await view.expectLoaded(body, SIZES[body]);
});
test.afterEach(async () => await fake.stop());

/** The bodies of the list, in its order. */
const listed = (page: Page) => new SkeletonPage(page).list.getByRole("rowheader").locator(".neuron-body");
const shown = (page: Page) => page.getByRole("checkbox", { name: /^Show \d/, checked: true });
const solo = (page: Page, body: string) => page.getByRole("button", { name: `Solo ${body}` });

/** The share of a neuron's nodes that stand out of the background. */
async function drawn(page: Page, body: string, least = 30): Promise<number> {
  const { canvas } = new SkeletonPage(page);
  const nodes = made[body] ?? [];
  const places = (await project(canvas, nodes.map(({ x, y, z }) => [x, y, z]))).filter((place) => place !== null);
  const [empty = [0, 0, 0], ...seen] = await colours(page, canvas, [[2, 2], ...places]);
  return seen.filter((colour) => apart(colour, empty) > least).length / seen.length;
}

test("columns hold what is known, and sort", async ({ page }) => {
  const view = new SkeletonPage(page);
  const neighbours = (nodes: skeletons.Node[]) => {
    const counts = new Map(nodes.map(({ id }) => [id, 0]));
    for (const { id, parent } of nodes.filter(({ parent }) => parent !== -1))
      for (const end of [id, parent]) counts.set(end, (counts.get(end) ?? 0) + 1);
    return [...counts.values()];
  };
  for (const body of BODIES) {
    const nodes = made[body] ?? [];
    expect(await view.measure(body, /nodes/i)).toBe(String(SIZES[body]));
    const micrometres = Math.round(skeletons.cableLength(nodes) * 8 / 100) / 10;
    expect(await view.measure(body, /cable/i)).toBe(`${micrometres.toLocaleString("en", { minimumFractionDigits: 1 })} µm`);
    expect(await view.measure(body, /branch/i)).toBe(String(neighbours(nodes).filter((count) => count > 2).length));
    expect(await view.measure(body, /ends/i)).toBe(String(neighbours(nodes).filter((count) => count < 2).length));
    expect(await view.measure(body, /fragments/i)).toBe(String(skeletons.fragmentCount(nodes)));
    expect(await view.measure(body, /pre/i)).toBe(String(KNOWN[body]?.[2]));
    expect(await view.measure(body, /post/i)).toBe(KNOWN[body]?.[3]?.toLocaleString("en") ?? "–");
  }

  const head = (name: string) => view.list.getByRole("columnheader", { name });
  await expect(listed(page)).toHaveText([...BODIES]);
  await head("Nodes").getByRole("button").click();
  await expect(listed(page)).toHaveText(["1002", "1003", "1001"]);
  await expect(head("Nodes")).toHaveAttribute("aria-sort", "descending");
  await head("Nodes").getByRole("button").press("Enter");
  await expect(listed(page)).toHaveText(["1001", "1003", "1002"]);
  await expect(head("Nodes")).toHaveAttribute("aria-sort", "ascending");
  // What is not known stands last.
  await head("Post").getByRole("button").click();
  await expect(listed(page)).toHaveText(["1001", "1003", "1002"]);
  await expect(head("Nodes")).toHaveAttribute("aria-sort", "none");
  await head("Neuron").getByRole("button").click();
  await expect(listed(page)).toHaveText(["1002", "1003", "1001"]);
  await expect(page).toHaveURL(/sort=name/);
  // After healing there are fewer ends.
  const before = Number(await view.measure("1003", /ends/i));
  await view.heal.check();
  await expect.poll(async () => await view.measure("1003", /fragments/i)).toBe("1");
  expect(Number(await view.measure("1003", /ends/i))).toBeLessThan(before);
});

test("solo shows one alone and brings back what was shown; what is locked stays", async ({ page }) => {
  const view = new SkeletonPage(page);
  await view.neuron("1002").getByRole("checkbox").uncheck();
  await page.getByRole("button", { name: "Lock 1001" }).click();
  await solo(page, "1003").click();
  await expect(solo(page, "1003")).toHaveAttribute("aria-pressed", "true");
  await expect(shown(page)).toHaveCount(2);
  await expect(view.neuron("1001").getByRole("checkbox")).toBeChecked();
  await solo(page, "1002").click();
  await expect(view.neuron("1002").getByRole("checkbox")).toBeChecked();
  await expect(view.neuron("1003").getByRole("checkbox")).not.toBeChecked();
  await solo(page, "1002").click();
  await expect(view.neuron("1002").getByRole("checkbox")).not.toBeChecked();
  await expect(view.neuron("1003").getByRole("checkbox")).toBeChecked();

  await page.getByRole("button", { name: "Hide all" }).click();
  await expect(shown(page)).toHaveCount(1);
  await expect(page).toHaveURL(/locked=1001/);
  await page.getByRole("button", { name: "Remove all" }).click();
  await expect(listed(page)).toHaveText(["1001"]);
});

test("types stand together and are coloured, hidden and shown together", async ({ page }) => {
  const view = new SkeletonPage(page);
  await page.getByRole("checkbox", { name: "By type" }).check();
  const group = (name: string) => view.list.getByRole("row").filter({ has: page.getByText(name, { exact: true }) });
  await expect(group("LC4")).toContainText("2 neurons");
  await expect(listed(page)).toHaveText(["1001", "1003", "1002"]);
  await group("LC4").getByLabel("Colour of all of LC4").fill("#123456");
  for (const body of ["1001", "1003"]) await expect(page.getByLabel(`Colour of ${body}`)).toHaveValue("#123456");
  await expect(page.getByLabel("Colour of 1002")).not.toHaveValue("#123456");
  await group("LC4").getByRole("checkbox").uncheck();
  await expect(shown(page)).toHaveCount(1);
  await group("LC4").getByRole("button", { name: "Solo all of LC4" }).click();
  await expect(shown(page)).toHaveCount(2);
  await expect(page).toHaveURL(/group=1/);
});

test("the keyboard does in the list what the mouse does", async ({ page }) => {
  const view = new SkeletonPage(page);
  await view.neuron("1001").focus();
  await page.keyboard.press("ArrowDown");
  await expect(view.neuron("1002")).toBeFocused();
  await expect(page.getByText("Arrows move, Space shows or hides")).toBeVisible();
  await page.keyboard.press("Space");
  await expect(view.neuron("1002").getByRole("checkbox")).not.toBeChecked();
  await page.keyboard.press("End");
  await expect(view.neuron("1003")).toBeFocused();
  await page.keyboard.press("s");
  await expect(shown(page)).toHaveCount(1);
  await page.keyboard.press("s");
  await expect(shown(page)).toHaveCount(2);
  await page.keyboard.press("l");
  await expect(page.getByRole("button", { name: "Lock 1003" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Enter");
  await expect(view.neuron("1003")).toHaveClass(/selected/);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Delete");
  await expect(listed(page)).toHaveText(["1001", "1003"]);
  await expect(view.neuron("1003")).toBeFocused();
  await expectAccessible(page);
});

test("a row that is pointed at stands out in the picture, and a neurite under the mouse in the list", async ({ page }) => {
  const view = new SkeletonPage(page);
  await page.getByRole("button", { name: "Frame" }).click();
  await expect.poll(() => drawn(page, "1002", 60)).toBeGreaterThan(0.95);
  await view.neuron("1001").getByText("1001", { exact: true }).hover();
  await expect.poll(() => drawn(page, "1002", 60), { message: "the others are faint" }).toBeLessThan(0.1);
  expect(await drawn(page, "1001", 60)).toBeGreaterThan(0.95);
  await page.getByRole("heading", { name: "Healing" }).hover();
  await expect.poll(() => drawn(page, "1002", 60)).toBeGreaterThan(0.95);

  const node = made["1002"]?.[30] ?? { x: 0, y: 0, z: 0 };
  await expect
    .poll(async () => {
      const [at] = await project(view.canvas, [[node.x, node.y, node.z]]);
      if (!at) return "";
      await view.canvas.hover({ position: { x: at[0], y: at[1] } });
      await view.canvas.hover({ position: { x: at[0] + 1, y: at[1] } });
      return (await view.neuron("1002").getAttribute("class")) ?? "";
    })
    .toContain("hovered");
  await page.getByRole("heading", { name: "Healing" }).hover();
  await expect(view.neuron("1002")).not.toHaveClass(/hovered/);
});
