/** Neurons found on the skeleton page: by a search, by what is near a place. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

type Place = [number, number, number];
const PLACES: Record<string, Place> = { "1001": [8000, 8000, 8000], "1002": [12000, 8000, 8000] };
/** What the searches find: two of one type, one of another, one of none. */
const FOUND = [
  [1001, "MBON01", "MBON01_R"],
  [1002, "MBON01", "MBON01_L"],
  [1003, "MBON02", null],
  [1004, null, null],
];

let fake: FakeServer;
let asked: string[] = [];

test.beforeEach(async ({ page }) => {
  asked = [];
  fake = await FakeServer.start({
    skeletons: Object.fromEntries(["1001", "1002", "1003", "1004"].map((body) => [body, skeletons.ball(PLACES[body] ?? [8000, 9000, 8000])])),
    query: (cypher) => {
      const table = (columns: string[], data: unknown[][]) => ({ body: JSON.stringify({ columns, data, debug: "" }) });
      if (cypher.includes("AS pre, n.post AS post")) {
        asked.push(cypher);
        const found = cypher.includes("nobody") ? [] : FOUND;
        return table(["bodyId", "type", "instance", "status", "pre", "post"], found.map((row) => [...row, "Traced", 1, 2]));
      }
      if (cypher.includes("AS found")) {
        asked.push(cypher);
        return table(["bodyId", "type", "instance", "status", "distance", "synapses", "found"], [
          [1001, "MBON01", "MBON01_R", "Traced", 0.0, 3, "synapses"],
          [1003, "MBON02", null, "Traced", 312.5, 1, "synapses"],
          [1001, "MBON01", "MBON01_R", "Traced", 900.0, 0, "soma"],
          [1002, "MBON01", "MBON01_L", "Traced", 400.0, 0, "soma"],
        ]);
      }
      return table(["a", "b", "c", "d", "e", "f", "g"], [[null, null, 2, 2, null, null, null]]);
    },
  });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
});
test.afterEach(async () => await fake.stop());

const field = (page: Page) => page.getByRole("textbox", { name: /body ids/i });
const results = (page: Page) => page.getByRole("group", { name: "Search results" });
const types = (page: Page) => results(page).getByRole("list", { name: "Types that were found" }).getByRole("listitem");
const near = (page: Page) => page.getByRole("region", { name: "Near a place" });
const bodies = (page: Page) => near(page).getByRole("list", { name: "Bodies near the place" }).getByRole("listitem");

test("a search lists types with their numbers, and the chosen ones are added", async ({ page }) => {
  const view = new SkeletonPage(page);
  await field(page).fill("/MBON.*/ | type:KC | 1004");
  await expect(page.getByText(/^A search: terms/)).toBeVisible();
  await field(page).press("Enter");
  await expect(results(page).getByRole("status")).toHaveText("4 neurons of 3 types");
  await expect(types(page)).toHaveText([/MBON01\s*2/, /MBON02\s*1/, /no type\s*1/]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain("(n.type =~ 'MBON.*' OR n.instance =~ 'MBON.*') OR n.type = 'KC' OR n.bodyId = 1004");
  await expectAccessible(page);
  // By the keyboard: none, then the second.
  await results(page).getByRole("button", { name: "Choose none" }).focus();
  await page.keyboard.press("Enter");
  await expect(results(page).getByRole("button", { name: /^Show/ })).toHaveCount(0);
  await results(page).getByRole("checkbox", { name: /MBON01/ }).focus();
  await page.keyboard.press("Space");
  await results(page).getByRole("button", { name: "Show 2 neurons" }).click();
  await view.expectLoaded("1001", 2);
  await view.expectLoaded("1002", 2);
  await expect(view.neuron("1003")).toHaveCount(0);
  await expect(results(page)).toBeHidden();
});

test("a search that cannot be read says where, and one that finds nothing says so", async ({ page }) => {
  await field(page).fill("KC | where: n.pre > 1)");
  await expect(page.getByText("character 22 of the search: this bracket closes none")).toBeVisible();
  await field(page).press("Enter");
  await expect(results(page)).toBeHidden();
  expect(asked).toEqual([]);
  await field(page).fill("type:nobody");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(results(page).getByRole("status")).toHaveText("No neuron fits this search.");
  await results(page).getByRole("button", { name: "Close" }).click();
  await expect(results(page)).toBeHidden();
});

test("bodies near a coordinate, a click and the mouse are listed by distance, and added", async ({ page }) => {
  const view = new SkeletonPage(page);
  await view.add("1001");
  await view.expectLoaded("1001", 2);
  await page.getByLabel("Go to").fill("8000, 8000, 8000");
  await page.getByRole("button", { name: "Bodies near it" }).click();
  await expect(near(page).getByRole("status")).toHaveText("3 bodies, by synapses and somata");
  await expect(bodies(page)).toHaveText([/MBON01_R \(1001\)\s*0 nm, 3 synapses, shown/, /MBON02 \(1003\)\s*313 nm, 1 synapse/, /MBON01_L \(1002\)\s*soma at 400 nm/]);
  expect(asked.at(-1)).toContain("x: 8000.0, y: 8000.0, z: 8000.0");
  await expectAccessible(page);
  await near(page).getByRole("checkbox", { name: /1003/ }).check();
  await near(page).getByRole("button", { name: "Show 1 body" }).click();
  await view.expectLoaded("1003", 2);
  await expect(bodies(page).filter({ hasText: "1003" })).toContainText("shown");
  await near(page).getByRole("button", { name: "Close" }).click();
  await expect(near(page)).toBeHidden();

  await page.getByRole("button", { name: "Look along z" }).click();
  await page.getByRole("button", { name: "Frame" }).click();
  const at = async () => (await project(view.canvas, [PLACES["1001"] as Place]))[0] ?? [0, 0];
  const told = page.locator(".coordinates");
  await expect
    .poll(async () => {
      const [x, y] = await at();
      await view.canvas.hover({ position: { x: x + Math.random(), y } });
      return (await told.allInnerTexts()).join();
    })
    .toContain("N lists bodies near");
  await page.keyboard.press("n");
  await expect(near(page)).toContainText(/8000, 80[01]\d?0?, 8000/);
  await expect(bodies(page)).toHaveCount(3);
  const [x, y] = await at();
  await view.canvas.click({ position: { x, y } });
  await page.getByRole("region", { name: "Node" }).getByRole("button", { name: "Bodies near" }).click();
  await expect(bodies(page)).toHaveCount(3);
});
