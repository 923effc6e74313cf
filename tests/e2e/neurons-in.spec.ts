/** Neurons come by their types and as partners of others; types share a colour. */
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const TYPES: Record<string, string | null> = { "720575940628857210": "LC4", "720575940628857211": "LC4", "1000003": "DNp01", "1000004": null };
const nodes = (seed: number) => skeletons.generate({ seed, fragments: 1, nodesPerFragment: 30, centre: [8000, 8000 + 900 * seed, 8000] });

let fake: FakeServer;
let asked: string[] = [];

test.beforeEach(async ({ page }) => {
  asked = [];
  fake = await FakeServer.start({
    skeletons: Object.fromEntries(Object.keys(TYPES).map((body, at) => [body, skeletons.toSwc(nodes(at + 1))])),
    query: (cypher) => {
      // Integers beyond those of JavaScript are written by hand.
      const bodies = (list: string[]) => ({ body: `{"columns":["bodyId"],"data":[${list.map((body) => `[${body}]`).join(",")}],"debug":""}` });
      const prefix = cypher.match(/STARTS WITH '([^']*)'/)?.[1];
      if (prefix !== undefined) {
        const types = [...new Set(Object.values(TYPES))].filter((type) => type?.startsWith(prefix));
        return { body: JSON.stringify({ columns: ["type"], data: types.map((type) => [type]), debug: "" }) };
      }
      const name = cypher.match(/n\.type = '([^']*)'/)?.[1];
      if (name !== undefined) return bodies(Object.keys(TYPES).filter((body) => TYPES[body] === name));
      if (cypher.includes("ConnectsTo")) {
        asked.push(cypher);
        return bodies(cypher.includes("->(m:Neuron)") ? ["1000003", "1000004"] : []);
      }
      const body = cypher.match(/bodyId: (\d+)/)?.[1] ?? "";
      return { body: JSON.stringify({ columns: [..."abcdefg"], data: [[TYPES[body] ?? null, null, 1, 1, null, null, null]], debug: "" }) };
    },
  });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
});
test.afterEach(async () => await fake.stop());

test("a type stands for its neurons, and what nobody is called so is told", async ({ page }) => {
  const view = new SkeletonPage(page);
  const field = page.getByRole("textbox", { name: /body ids/i });
  await field.fill("LC4, 1000003\nXY'Z");
  await expect(page.getByText("1 body ID; 2 types or instances")).toBeVisible();
  await view.add("LC4, 1000003, XYZ");
  for (const body of ["720575940628857210", "720575940628857211", "1000003"]) await view.expectLoaded(body, 30);
  await expect(page.getByText("LC4: 2 neurons; no neuron has the type or instance XYZ")).toBeVisible();
  await expect(field).toHaveValue("");
});

test("the strongest partners of what is shown are added", async ({ page }) => {
  const view = new SkeletonPage(page);
  await view.add("LC4");
  await view.expectLoaded("720575940628857210", 30);
  await page.getByText("Add partners of what is shown").click();
  await page.getByRole("textbox", { name: "How many" }).fill("0");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("How many is a number from 1 to 100.")).toBeVisible();
  await page.getByRole("textbox", { name: "How many" }).fill("2");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("2 partners of 2 neurons added.")).toBeVisible();
  for (const body of ["1000003", "1000004"]) await view.expectLoaded(body, 30);
  expect(asked[0]).toContain("[720575940628857210, 720575940628857211]");
  expect(asked[0]).toContain("LIMIT 2");

  await page.getByLabel("Side").selectOption("Inputs");
  await page.getByLabel("Neurons or types").selectOption("strongest types");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("The dataset knows no partners of the 4 neurons.")).toBeVisible();
  expect(asked[1]).toContain("m.type AS type");
});

test("neurons of a type have one colour, with a legend, in the picture and in what is saved", async ({ page }) => {
  const view = new SkeletonPage(page);
  await view.add(Object.keys(TYPES).join(" "));
  for (const body of Object.keys(TYPES)) await view.expectLoaded(body, 30);
  const colours = async () => {
    const svg = await view.canvas.evaluate((canvas) => (canvas as HTMLCanvasElement & { neuprintViewer: { svg(transparent: boolean, above: string): string } }).neuprintViewer.svg(true, ""));
    return Object.keys(TYPES).map((body) => svg.match(new RegExp(`<g id="${body}" stroke="(#[0-9a-f]{6})"`))?.[1]);
  };
  await expect.poll(async () => new Set(await colours()).size).toBe(4);
  await page.getByLabel("Colour by").selectOption("Type");
  await expect(page.getByRole("group", { name: "Colours" }).getByRole("listitem")).toHaveText(["DNp01", "LC4", "no type"]);
  await expect.poll(async () => new Set(await colours()).size).toBe(3);
  const [, , one, other] = await colours();
  expect(one).toBe(other);
  await expect(page).toHaveURL(/by=type/);
  // The own colours come back.
  await page.getByLabel("Colour by").selectOption("Neuron");
  await expect.poll(async () => new Set(await colours()).size).toBe(4);
});

test("types are proposed while one is written, and a proposal ends the word", async ({ page }) => {
  const field = page.getByRole("textbox", { name: /body ids/i });
  await field.click();
  await field.pressSequentially("1000003, DN");
  const proposed = page.getByRole("group", { name: "Types that begin so" }).getByRole("button");
  await expect(proposed).toHaveText(["DNp01"]);
  await proposed.click();
  await expect(field).toHaveValue("1000003, DNp01");
  await expect(field).toBeFocused();
  await expect(proposed).toHaveCount(0);
});
