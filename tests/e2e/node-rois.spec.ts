/** Neurons coloured by the primary ROI in which each node lies, which their meshes tell. */
import type { Page } from "@playwright/test";
import { addressAtRest } from "./support/address.ts";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import { type Rgb, apart, colours, project } from "./support/pixels.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

type Place = [number, number, number];
const BODY = "720575940628857210";
/** In EB, in FB, and in neither. */
const PLACES: Place[] = [
  [8000, 8000, 8000],
  [12000, 8000, 8000],
  [16000, 8000, 8000],
];
/** An edge has the colour of its end that is farther from the root: nodes are near to one another, as in real neurons. */
const NODES = 41;
const SWC = skeletons.toSwc(Array.from({ length: NODES }, (_, at) => ({ id: at + 1, kind: 0, x: 8000 + 200 * at, y: 8000, z: 8000, radius: 600, parent: at === 0 ? -1 : at })));

/** A cube of two thousand voxels around a place. */
function cube([x, y, z]: Place): string {
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => `v ${x + (at & 1 ? 1000 : -1000)} ${y + (at & 2 ? 1000 : -1000)} ${z + (at & 4 ? 1000 : -1000)}`);
  const faces = ["1 3 4 2", "5 6 8 7", "1 2 6 5", "3 7 8 4", "1 5 7 3", "2 4 8 6"].map((corners) => `f ${corners}`);
  return [...corners, ...faces, ""].join("\n");
}

let fake: FakeServer;
let refusing = false;

test.beforeEach(async ({ page }) => {
  refusing = false;
  fake = await FakeServer.start({
    skeletons: { [BODY]: SWC },
    meshes: { EB: cube(PLACES[0] as Place), FB: cube(PLACES[1] as Place), NO: cube(PLACES[2] as Place) },
    meta: { primaryRois: ["NO", "EB", "FB", "AB(L)"] },
    query: (cypher) => {
      const table = (columns: string[], data: unknown[][]) => ({ body: JSON.stringify({ columns, data, debug: "" }) });
      if (cypher.includes("AS roiInfo")) {
        if (refusing) return { status: 400, body: JSON.stringify({ error: "not today" }) };
        // Nothing in NO: its mesh is not asked for. CX is no primary ROI.
        return table(["roiInfo"], [[JSON.stringify({ EB: { post: 3 }, FB: { pre: 4 }, CX: { post: 3, pre: 4 }, "AB(L)": { pre: 1 } })]]);
      }
      return table(["a", "b", "c", "d", "e", "f", "g"], [[null, null, 2, 2, null, null, null]]);
    },
  });
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  const view = new SkeletonPage(page);
  await view.add(BODY);
  await view.expectLoaded(BODY, NODES);
  await page.getByRole("button", { name: "Look along z" }).click();
  await page.getByRole("button", { name: "Frame" }).click();
});
test.afterEach(async () => await fake.stop());

const legend = (page: Page) => page.getByRole("group", { name: "Colours" });
const appearance = (page: Page) => page.getByRole("region", { name: "Appearance" });
const BLUE: Rgb = [0x56, 0xb4, 0xe9];
const GREEN: Rgb = [0x00, 0x9e, 0x73];
const GREY: Rgb = [0x8c, 0x8c, 0x8c];

/** Which of the colours each place has most of; shading makes them darker. */
async function seen(page: Page): Promise<string[]> {
  const { canvas } = new SkeletonPage(page);
  const places = (await project(canvas, PLACES)).map((at) => at ?? ([0, 0] as [number, number]));
  const found = await colours(page, canvas, places);
  const hue = ([red, green, blue]: Rgb): Rgb => {
    const most = Math.max(red, green, blue, 1);
    return [(255 * red) / most, (255 * green) / most, (255 * blue) / most];
  };
  const names: [string, Rgb][] = [
    ["blue", BLUE],
    ["green", GREEN],
    ["grey", GREY],
  ];
  return found.map((colour) => names.map(([name, other]) => [name, apart(hue(colour), hue(other))] as const).sort((one, other) => one[1] - other[1])[0]?.[0] ?? "");
}

test("nodes have the colour of the ROI whose mesh holds them, and the legend names it", async ({ page }) => {
  await expect.poll(() => seen(page)).toEqual(["blue", "blue", "blue"]);
  await page.getByLabel("Colour by").selectOption("ROI");
  await expect(legend(page)).toContainText("Primary ROI, by mesh");
  await expect(legend(page).getByRole("listitem")).toHaveText(["FB", "EB", "elsewhere"]);
  await expect.poll(() => seen(page)).toEqual(["green", "blue", "grey"]);
  await expect(appearance(page).getByText("Without a mesh, so told as elsewhere: AB(L).")).toBeVisible();
  const meshes = fake.seen.map(({ url }) => decodeURIComponent(url)).filter((url) => url.includes("/roimeshes/"));
  expect(meshes.map((url) => url.split("/").at(-1)).sort()).toEqual(["AB(L)", "EB", "FB"]);
  expect(await addressAtRest(page)).toContain("by=roi");
  await expectAccessible(page);

  // Seen from another root it is drawn anew, and stays so; and another page that opens the address shows the same.
  await page.reload();
  await expect(legend(page).getByRole("listitem")).toHaveText(["FB", "EB", "elsewhere"]);
  await expect.poll(() => seen(page)).toEqual(["green", "blue", "grey"]);
  const { canvas } = new SkeletonPage(page);
  const [, , last] = await project(canvas, PLACES);
  await canvas.click({ position: { x: last?.[0] ?? 0, y: last?.[1] ?? 0 } });
  await page.getByRole("button", { name: "Root here" }).click();
  await expect(page.getByRole("button", { name: "Own root" })).toBeVisible();
  await expect.poll(() => seen(page)).toEqual(["green", "blue", "grey"]);
});

test("what cannot be found out says why, and is asked again", async ({ page }) => {
  refusing = true;
  await page.getByLabel("Colour by").selectOption("ROI");
  await expect(appearance(page).getByText(/720575940628857210: .*not today/)).toBeVisible();
  await expect.poll(() => seen(page)).toEqual(["blue", "blue", "blue"]);
  refusing = false;
  await appearance(page).getByRole("button", { name: "Try again" }).click();
  await expect(legend(page).getByRole("listitem")).toHaveText(["FB", "EB", "elsewhere"]);
});

test("of the dataset in the page ROIs are known where it has meshes", async ({ page }) => {
  await page.goto("/skeletons?ids=754538881,1734350788&by=roi");
  await expect(legend(page).getByRole("listitem").filter({ hasText: "AL(R)" })).toBeVisible();
  await expect(legend(page).getByRole("listitem").filter({ hasText: "LH(R)" })).toBeVisible();
  await expect(appearance(page).getByText(/Without a mesh/)).toBeVisible();
});
