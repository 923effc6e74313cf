/** Files of the user: chosen in the connection form, or dropped on the page. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page, TestInfo } from "@playwright/test";
import { QueryPage, SkeletonPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const NODES = { "1001": 150, left: 60 };

/** A folder of two skeletons, in a folder of its own, and something else. */
async function folder(info: TestInfo): Promise<string> {
  const top = info.outputPath("lc4");
  await mkdir(join(top, "inner"), { recursive: true });
  const swc = (seed: number, nodes: number) =>
    skeletons.toSwc(skeletons.generate({ seed, fragments: 1, nodesPerFragment: nodes, centre: [8000, 8000, 8000] }));
  await writeFile(join(top, "1001.swc"), swc(3, NODES["1001"]));
  await writeFile(join(top, "inner", "left.swc"), swc(5, NODES.left));
  await writeFile(join(top, "notes.txt"), "no skeleton");
  return top;
}

/** Drops files and folders of the disk on the middle of the page, as a person does. */
async function drop(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 };
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x: width / 2, y: height / 2, data });
    if (type === "dragOver") await expect(page.getByText("Drop a dataset file")).toBeVisible();
  }
  await expect(page.getByText("Drop a dataset file")).toBeHidden();
}

test("a folder of skeletons is dropped, asked and shown", async ({ page }, info) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  await drop(page, [await folder(info)]);
  await expect(page.getByRole("button", { name: /connection: skeletons.*in this page/i })).toBeVisible();
  await query.ask("MATCH (n:Neuron) RETURN n.bodyId AS body, n.instance AS instance ORDER BY body");
  await query.expectRows(2);
  expect((await query.drawnRows()).map((cells) => cells.slice(-2))).toEqual([
    ["1", "left"],
    ["1001", "null"],
  ]);
  // What was left out is told with what is to be known of the dataset.
  await page.getByText("About this dataset").first().click();
  await expect(page.getByText("1 other files were left out.")).toBeVisible();
  await page.getByRole("link", { name: "Skeletons" }).click();
  const view = new SkeletonPage(page);
  await view.expectLoaded("1001", NODES["1001"]);
  await view.expectLoaded("left", NODES.left);
});

test("a dataset file is chosen with the keyboard's way, and what is none is refused", async ({ page }, info) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  const wrong = info.outputPath("notes.npdata");
  await writeFile(wrong, "no dataset");
  await page.getByRole("button", { name: /connection/i }).first().click();
  await page.getByRole("radio", { name: "My files" }).check();
  await page.getByLabel("Files", { exact: true }).setInputFiles(wrong);
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("notes.npdata cannot be used");

  const dist = process.env.NEUPRINT_DIST ?? "";
  await page.getByLabel("Files", { exact: true }).setInputFiles(join(dist, "hemibrain-sample-v1.2.1.npdata"));
  await expect(page.getByRole("dialog")).toBeHidden();
  await query.ask("MATCH (n:Neuron) RETURN count(n) AS neurons");
  await query.expectRows(1);

  await page.getByRole("button", { name: /connection/i }).first().click();
  await page.getByLabel("Or a folder of skeletons").setInputFiles(await folder(info));
  await expect(page.getByRole("button", { name: /connection: skeletons/i })).toBeVisible();
});

test("the unit of dropped skeletons is not known until somebody says it", async ({ page }, info) => {
  const query = new QueryPage(page);
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  await drop(page, [await folder(info)]);
  await expect(page.getByRole("button", { name: /connection: skeletons.*in this page/i })).toBeVisible();
  await page.getByRole("link", { name: "Skeletons" }).click();
  const view = new SkeletonPage(page);
  await view.expectLoaded("1001", NODES["1001"]);
  const cable = () => view.measure("1001", /cable/i);
  const bar = page.getByRole("img", { name: /^Scale bar/ });
  await expect.poll(cable).toContain("voxels");
  await expect(bar).toHaveCount(0);
  const voxels = Number((await cable()).replace(/[^\d.]/g, ""));
  const micrometres = async () => Number((await cable()).replace(/[^\d.]/g, "")) || 0;

  const unit = page.getByLabel("Coordinates are");
  await unit.selectOption("nanometres");
  await expect.poll(cable).toContain("µm");
  await expect.poll(async () => Math.abs((await micrometres()) - voxels / 1000)).toBeLessThan(0.06);
  await expect(bar).toBeVisible();
  await unit.selectOption("voxels of …");
  const size = page.getByLabel("Size of a voxel (nm)");
  await expect(size).toHaveValue("8");
  await size.fill("16");
  await size.press("Enter");
  await expect.poll(async () => Math.abs((await micrometres()) - (16 * voxels) / 1000)).toBeLessThan(0.06);
  await unit.selectOption("not known");
  await expect.poll(cable).toContain("voxels");
  await expect(bar).toHaveCount(0);
});
