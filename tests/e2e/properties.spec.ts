/** Neurons coloured by a property of the dataset: names with a colour each, numbers on a scale, and a legend of both. */
import type { Page } from "@playwright/test";
import { addressAtRest } from "./support/address.ts";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { type Rgb, apart, colours, project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const BODIES = [1001, 1002, 1003];
const SIDES = ["L", "R", "L"];
/** A ball each, far apart along x. */
const place = (at: number): [number, number, number] => [8000 + 4000 * at, 8000, 8000];
const swc = (at: number) => {
  const [x, y, z] = place(at);
  return skeletons.toSwc([
    { id: 1, kind: 0, x, y, z, radius: 900, parent: -1 },
    { id: 2, kind: 0, x: x + 10, y, z, radius: 900, parent: 1 },
  ]);
};

let fake: FakeServer;
let refusing = false;
let asked = 0;

test.beforeEach(async ({ page }) => {
  refusing = false;
  asked = 0;
  fake = await FakeServer.start({
    skeletons: Object.fromEntries(BODIES.map((body, at) => [String(body), swc(at)])),
    meta: { neuronProperties: { somaSide: "string", size: "integer", somaLocation: "point", bodyId: "integer" } },
    query: (cypher) => {
      const table = (columns: string[], data: unknown[][]) => ({ body: JSON.stringify({ columns, data, debug: "" }) });
      if (cypher.includes("AS propertyValue")) {
        asked++;
        if (refusing) return { status: 400, body: JSON.stringify({ error: "not today" }) };
        const value = (at: number) => (cypher.includes("somaSide") ? SIDES[at] : [10, 3000, null][at]);
        const wanted = BODIES.map((body, at) => [body, value(at)]).filter(([body]) => cypher.includes(String(body)));
        return table(["bodyId", "propertyValue"], wanted);
      }
      return table(["a", "b", "c", "d", "e", "f", "g"], [[null, null, 2, 2, null, null, null]]);
    },
  });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  const view = new SkeletonPage(page);
  await view.add(BODIES.join(" "));
  for (const body of BODIES) await expect(view.neuron(String(body)).getByRole("cell").first()).toHaveText("2");
  await page.getByRole("button", { name: "Look along z" }).click();
  await page.getByRole("button", { name: "Frame" }).click();
});
test.afterEach(async () => await fake.stop());

const legend = (page: Page) => page.getByRole("group", { name: "Colours" });
async function seen(page: Page): Promise<Rgb[]> {
  const { canvas } = new SkeletonPage(page);
  const places = (await project(canvas, BODIES.map((_, at) => place(at)))).map((at) => at ?? ([0, 0] as [number, number]));
  return (await colours(page, canvas, places)) as Rgb[];
}
/** Which of the three look the same: the first, second and third pair. */
async function alike(page: Page): Promise<boolean[]> {
  const [one = [0, 0, 0], two = [0, 0, 0], three = [0, 0, 0]] = await seen(page);
  return [apart(one, two) < 12, apart(one, three) < 12, apart(two, three) < 12];
}

test("neurons with the same value have one colour, and the legend names both", async ({ page }) => {
  await expect.poll(() => alike(page)).toEqual([false, false, false]);
  await page.getByLabel("Colour by").selectOption("Property");
  const property = page.getByLabel("Property", { exact: true });
  await expect(property.getByRole("option")).toHaveText(["Choose …", "size", "somaSide"]);
  await property.selectOption("somaSide");
  await expect(legend(page)).toContainText("somaSide");
  await expect(legend(page).getByRole("listitem")).toHaveText(["L", "R"]);
  await expect.poll(() => alike(page)).toEqual([false, true, false]);
  const address = await addressAtRest(page);
  expect(address).toContain("by=property");
  expect(address).toContain("property=somaSide");
  await expectAccessible(page);
  expect(asked).toBe(1);

  await page.reload();
  await expect(legend(page).getByRole("listitem")).toHaveText(["L", "R"]);
  await expect(page.getByLabel("Property", { exact: true })).toHaveValue("somaSide");
});

test("numbers are a scale, and what has none is grey", async ({ page }) => {
  await page.getByLabel("Colour by").selectOption("Property");
  await page.getByLabel("Property", { exact: true }).selectOption("size");
  await expect(legend(page)).toContainText("3,000");
  await expect(legend(page).getByRole("listitem")).toHaveText(["no value"]);
  // The scale goes from dark violet to yellow.
  await expect
    .poll(async () => {
      const [low = [0, 0, 0], high = [0, 0, 0], none = [0, 0, 0]] = await seen(page);
      const light = ([red, green, blue]: Rgb) => red + green + blue;
      return light(high) > light(low) + 120 && Math.max(...none) - Math.min(...none) < 20;
    })
    .toBe(true);
});

test("values that cannot be asked for say why", async ({ page }) => {
  refusing = true;
  await page.getByLabel("Colour by").selectOption("Property");
  await page.getByLabel("Property", { exact: true }).selectOption("size");
  await expect(page.getByRole("region", { name: "Appearance" }).getByText(/not today/)).toBeVisible();
  refusing = false;
  await page.getByLabel("Property", { exact: true }).selectOption("somaSide");
  await expect(legend(page).getByRole("listitem")).toHaveText(["L", "R"]);
});
