/** What leaves the skeleton page: pictures, files, links. */
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Download, Locator, Page } from "@playwright/test";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";
import { unzip } from "./support/zip.ts";

const ONE = "754538881";
const OTHER = "1734350788";

/** The files group of the page. */
const save = (page: Page) => page.getByRole("region", { name: "Save" });

async function downloaded(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent("download");
  await button.click();
  const download: Download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function open(page: Page, address: string): Promise<SkeletonPage> {
  await page.goto(address);
  const view = new SkeletonPage(page);
  await expect(view.neuron(ONE)).toContainText("fragment");
  // Measured until the camera has been put where it stays.
  await expect(page.getByRole("img", { name: /^scale bar/i })).toBeVisible();
  return view;
}

/** Pixels of a picture: its size, and the colours at some places. */
async function pixels(page: Page, file: Buffer, type: string, places: [number, number][]) {
  // A page of its own keeps the app's policy out of it.
  const decoder = await page.context().newPage();
  try {
    return await decoder.evaluate(
      async ({ data, type, places }) => {
        const image = new Image();
        image.src = `data:${type};base64,${data}`;
        await image.decode();
        const surface = new OffscreenCanvas(image.width, image.height);
        const context = surface.getContext("2d");
        if (!context) throw new Error("no 2d context");
        context.drawImage(image, 0, 0);
        const all = context.getImageData(0, 0, image.width, image.height).data;
        let opaque = 0;
        for (let at = 3; at < all.length; at += 4) if ((all[at] ?? 0) > 0) opaque++;
        const at = ([x, y]: [number, number]) => [...context.getImageData(Math.round(x), Math.round(y), 1, 1).data];
        return { width: image.width, height: image.height, opaque: opaque / (image.width * image.height), colours: places.map(at) };
      },
      { data: file.toString("base64"), type, places },
    );
  } finally {
    await decoder.close();
  }
}

test("a picture has scale bar and legend if asked, and no background if asked", async ({ page }) => {
  const view = await open(page, `/skeletons?ids=${ONE}`);
  const png = save(page).getByRole("button", { name: "PNG", exact: true });
  await save(page).getByRole("combobox", { name: "Picture size" }).selectOption("1");
  const box = await view.canvas.evaluate((canvas) => [canvas.clientWidth, canvas.clientHeight] as const);
  // Where the scale bar lies: 18 pixels from the corner.
  const bar: [number, number] = [20, box[1] - 18];
  const withKey = await downloaded(page, png);
  expect(withKey.name).toBe(`${ONE}.png`);
  const full = await pixels(page, withKey.bytes, "image/png", [bar, [2, 2]]);
  expect([full.width, full.height]).toEqual([...box]);
  expect(full.opaque).toBe(1);
  expect(full.colours[0]).not.toEqual(full.colours[1]);

  await save(page).getByRole("checkbox", { name: "Scale bar and legend" }).uncheck();
  await save(page).getByRole("checkbox", { name: "Transparent" }).check();
  const plain = await pixels(page, (await downloaded(page, png)).bytes, "image/png", [bar, [2, 2]]);
  expect(plain.colours).toEqual([[0, 0, 0, 0], [0, 0, 0, 0]]);
  expect(plain.opaque).toBeGreaterThan(0.005);
  expect(plain.opaque).toBeLessThan(0.5);

  await save(page).getByRole("checkbox", { name: "Scale bar and legend" }).check();
  const both = await pixels(page, (await downloaded(page, png)).bytes, "image/png", [bar]);
  expect(both.colours[0]?.[3]).toBeGreaterThan(128);
});

test("the SVG shows what the picture shows, with a group for each neuron", async ({ page }) => {
  await open(page, `/skeletons?ids=${ONE},${OTHER}&heal=1`);
  await expect(page.getByText(/754538881: 2 fragments → 1/)).toBeVisible();
  await page.getByRole("checkbox", { name: "AL(R)" }).check();
  await expect(page.getByRole("checkbox", { name: "AL(R)" })).toBeChecked();
  await save(page).getByRole("checkbox", { name: "Scale bar and legend" }).uncheck();
  await save(page).getByRole("checkbox", { name: "Transparent" }).check();
  await save(page).getByRole("combobox", { name: "Picture size" }).selectOption("1");
  const svgButton = save(page).getByRole("button", { name: "SVG", exact: true });
  // The region is there once its surface has been loaded.
  let text = "";
  await expect.poll(async () => (text = (await downloaded(page, svgButton)).bytes.toString("utf8")).includes('id="AL(R)"')).toBe(true);
  for (const part of [`<g id="${ONE}"`, `<g id="${OTHER}"`, 'stroke-dasharray="4 3"']) expect(text).toContain(part);
  const png = await downloaded(page, save(page).getByRole("button", { name: "PNG", exact: true }));
  // Points of its paths, seen in the picture as well.
  const neuron = text.split(`<g id="${ONE}"`)[1]?.split("<g id=")[0] ?? "";
  const points = [...neuron.matchAll(/L([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as [number, number]).filter((_, at) => at % 9 === 0);
  expect(points.length).toBeGreaterThan(30);
  const size = await pixels(page, png.bytes, "image/png", []);
  const inside = points.filter(([x, y]) => x > 1 && y > 1 && x < size.width - 1 && y < size.height - 1);
  const drawn = await pixels(page, png.bytes, "image/png", inside);
  const share = drawn.colours.filter((colour) => (colour[3] ?? 0) > 40).length / inside.length;
  expect(share).toBeGreaterThan(0.95);
  // And the other way round: as much of the sheet is covered, but for surfaces, which are outlines.
  const rendered = await pixels(page, Buffer.from(text), "image/svg+xml", []);
  expect([rendered.width, rendered.height]).toEqual([size.width, size.height]);
  expect(rendered.opaque).toBeGreaterThan(0.003);
});

test("many skeletons are one archive, healed or as they came", async ({ page }) => {
  await open(page, `/skeletons?ids=${ONE},${OTHER}&heal=1`);
  await expect(page.getByText(/754538881: 2 fragments → 1/)).toBeVisible();
  await expect(page.getByText(/1734350788: 1 fragment/)).toBeVisible();
  const button = save(page).getByRole("button", { name: "All SWC" });
  const healed = await downloaded(page, button);
  expect(healed.name).toBe("hemibrain-sample-v1.2.1-skeletons.zip");
  const files = unzip(healed.bytes);
  expect([...files.keys()].sort()).toEqual([OTHER, ONE].map((body) => `hemibrain-sample-v1.2.1-${body}-healed.swc`));
  const fragments = (all: Map<string, Buffer>) => skeletons.fragmentCount(skeletons.fromSwc(String([...all].find(([name]) => name.includes(ONE))?.[1])).nodes);
  expect(fragments(files)).toBe(1);
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  expect(healed.bytes.length, "it is packed").toBeLessThan(bytes / 2);

  await save(page).getByLabel("SWC", { exact: true }).selectOption({ label: "as it came, not healed" });
  const raw = unzip((await downloaded(page, button)).bytes);
  expect([...raw.keys()].sort()).toEqual([OTHER, ONE].map((body) => `hemibrain-sample-v1.2.1-${body}.swc`));
  expect(fragments(raw)).toBe(2);
});

test("segments are one table, and OBJ holds what is shown", async ({ page }) => {
  const view = await open(page, `/skeletons?ids=${ONE},${OTHER}`);
  await expect(view.neuron(OTHER)).toContainText("fragment");
  const nodes = async (body: string) => Number((await view.measure(body, /nodes/i)).replaceAll(",", ""));
  const [one, other] = [await nodes(ONE), await nodes(OTHER)];
  const csv = await downloaded(page, save(page).getByRole("button", { name: "Segments" }));
  expect(csv.name).toBe("hemibrain-sample-v1.2.1-segments.csv");
  const [head, ...lines] = csv.bytes.toString("utf8").trim().split("\n");
  expect(head).toBe("bodyId,rowId,link,length_nm,avg_radius_nm,volume_nm3");
  const rows = (body: string) => lines.filter((line) => line.startsWith(`${body},`)).length;
  // Two fragments have two roots, which have no edge to a parent.
  expect([rows(ONE), rows(OTHER), lines.length]).toEqual([one - 2, other - 1, one + other - 3]);

  await view.neuron(OTHER).getByRole("checkbox").first().uncheck();
  const obj = (await downloaded(page, save(page).getByRole("button", { name: "OBJ" }))).bytes.toString("utf8");
  expect(obj.match(/^o .*$/gm)).toEqual([`o ${ONE}`]);
  expect(obj.match(/^v .*$/gm)?.length).toBe(one);
  expect(obj.match(/^l .*$/gm)?.length).toBe(one - 2);
});

test("a copied link opens the same picture elsewhere, and holds no token", async ({ page, context, browser }) => {
  const TOKEN = "e2e-token-51d0b7";
  const neuron = skeletons.generate({ seed: 5, fragments: 2, nodesPerFragment: 40, centre: [9000, 9000, 9000] });
  const fake = await FakeServer.start({ token: TOKEN, skeletons: { "77": skeletons.toSwc(neuron), "78": skeletons.toSwc(neuron) } });
  try {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await new QueryPage(page).goto();
    await new Connection(page).open(fake.address, TOKEN, DATASET);
    await page.getByRole("link", { name: "Skeletons" }).click();
    const view = new SkeletonPage(page);
    await view.add("77, 78");
    await view.expectLoaded("77", neuron.length);
    await view.expectLoaded("78", neuron.length);
    await view.heal.check();
    await expect(view.neuron("77")).toContainText("→ 1");
    await view.neuron("78").getByRole("checkbox").first().uncheck();
    await view.neuron("77").getByLabel("Colour of 77").fill("#ff0000");
    await page.getByRole("combobox", { name: "Colour by" }).selectOption("distance");
    await view.canvas.focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("+");
    const camera = (of: Page) => of.locator("canvas").evaluate((canvas) => [...((canvas as HTMLCanvasElement & { neuprintViewer?: { camera(): Float32Array } }).neuprintViewer?.camera() ?? [])]);
    await save(page).getByRole("button", { name: "Copy link" }).click();
    await expect(save(page).getByRole("status")).toContainText("Link copied");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).not.toContain(TOKEN);
    const before = await camera(page);

    const elsewhere = await (await browser.newContext()).newPage();
    await elsewhere.goto(link);
    // Whoever opens it gives a token of their own.
    await new Connection(elsewhere).open(fake.address, TOKEN, DATASET);
    const there = new SkeletonPage(elsewhere);
    await expect(there.neuron("77")).toContainText("→ 1");
    await expect(there.neuron("78").getByRole("checkbox").first()).not.toBeChecked();
    await expect(there.neuron("77").getByLabel("Colour of 77")).toHaveValue("#ff0000");
    await expect(elsewhere.getByRole("combobox", { name: "Colour by" })).toHaveValue("distance");
    const rounded = (numbers: number[]) => numbers.map((number) => Number(number.toPrecision(4)));
    await expect.poll(async () => rounded(await camera(elsewhere))).toEqual(rounded(before));
    await elsewhere.context().close();
  } finally {
    await fake.stop();
  }
});

test("a link leads to neuroglancer with the dataset's layers, and one from there is understood", async ({ page }) => {
  const neuron = skeletons.toSwc(skeletons.generate({ seed: 9, fragments: 1, nodesPerFragment: 40, centre: [100, 200, 300] }));
  const layers = JSON.stringify([
    { name: "em", dataType: "image", source: "precomputed://gs://x/em" },
    { name: "bodies", dataType: "segmentation", source: "precomputed://gs://x/bodies" },
  ]);
  const fake = await FakeServer.start({
    skeletons: { "720575940628857210": neuron, "12": neuron },
    meta: { neuroglancerMeta: layers },
    query: () => ({ body: '{"columns":["bodyId"],"data":[[720575940628857210]],"debug":""}' }),
  });
  try {
    const query = new QueryPage(page);
    await query.goto();
    await new Connection(page).open(fake.address, "", DATASET);
    await query.ask("MATCH (n:Neuron) RETURN n.bodyId AS bodyId");
    await query.expectRows(1);
    await query.grid.getByRole("button", { name: "Menu of 720575940628857210" }).click();
    const entry = page.getByRole("menuitem", { name: "Open in neuroglancer" });
    await expect(entry).toHaveAttribute("href", /^https:\/\/neuroglancer-demo\.appspot\.com\/#!.*%22720575940628857210%22/);
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Skeletons" }).click();
    const view = new SkeletonPage(page);
    await view.add("720575940628857210");
    await view.expectLoaded("720575940628857210", 40);
    await save(page).getByRole("button", { name: "Neuroglancer" }).click();
    const link = save(page).getByRole("link", { name: "Open in neuroglancer" });
    const href = (await link.getAttribute("href")) ?? "";
    const state = JSON.parse(decodeURIComponent(href.split("#!")[1] ?? ""));
    expect(state.layers.map(({ name }: { name: string }) => name)).toEqual(["em", "bodies"]);
    expect(state.layers[1].segments).toEqual(["720575940628857210"]);
    expect(state.layers[1].segmentColors["720575940628857210"]).toMatch(/^#[0-9a-f]{6}$/);
    expect(state.position.length).toBe(3);

    const other = { layers: [{ type: "segmentation", name: "bodies", source: "x", segments: ["12"], segmentColors: { "12": "#00ff00" } }], position: [100, 200, 300] };
    await page.getByRole("textbox", { name: /body ids/i }).fill(`https://neuroglancer-demo.appspot.com/#!${encodeURIComponent(JSON.stringify(other))}`);
    await expect(page.getByText("A neuroglancer link: 1 neuron, and where it looks")).toBeVisible();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await view.expectLoaded("12", 40);
    await expect(view.neuron("12").getByLabel("Colour of 12")).toHaveValue("#00ff00");
    await expect(page).toHaveURL(/camera=100,200,300/);
  } finally {
    await fake.stop();
  }
});

test("the view as one HTML file opens from disk without network, as it was", async ({ page, browser }, info) => {
  await open(page, `/skeletons?ids=${ONE},${OTHER}&heal=1&colors=${ONE}:ff0000`);
  await expect(page.getByText(/754538881: 2 fragments → 1/)).toBeVisible();
  await page.getByRole("checkbox", { name: "AL(R)" }).check();
  await page.locator("canvas").focus();
  await page.keyboard.press("ArrowLeft");
  const file = await downloaded(page, save(page).getByRole("button", { name: "HTML" }));
  expect(file.name).toBe(`${ONE}.html`);
  const path = info.outputPath("view.html");
  await writeFile(path, file.bytes);
  const camera = (of: Page) => of.locator("canvas").evaluate((canvas) => [...((canvas as HTMLCanvasElement & { neuprintViewer?: { camera(): Float32Array } }).neuprintViewer?.camera() ?? [])]);

  const context = await browser.newContext({ offline: true });
  try {
    const alone = await context.newPage();
    const asked: string[] = [];
    const mistakes: string[] = [];
    alone.on("request", (request) => asked.push(request.url().slice(0, 30)));
    alone.on("pageerror", (error) => mistakes.push(String(error)));
    await alone.goto(pathToFileURL(path).href);
    await expect(alone.getByRole("status")).toHaveText("");
    await expect(alone.getByRole("group", { name: "Legend" })).toContainText(ONE);
    await expect(alone.getByRole("contentinfo")).toContainText("hemibrain-sample:v1.2.1");
    await expect(alone.getByRole("contentinfo")).toContainText("3 fragments → 2, 1 bridge");
    expect(await camera(alone)).toEqual(await camera(page));
    // The picture is drawn: the neuron's red and the region's tint are seen.
    const red = async () => {
      const { data, width } = await alone.locator("canvas").evaluate(async (canvas) => {
        const viewer = (canvas as HTMLCanvasElement & { neuprintViewer: { png(scale: number): Promise<Uint8Array> } }).neuprintViewer;
        const image = await createImageBitmap(new Blob([(await viewer.png(1)).slice()]));
        const surface = new OffscreenCanvas(image.width, image.height);
        const context = surface.getContext("2d");
        if (!context) throw new Error("no 2d context");
        context.drawImage(image, 0, 0);
        return { data: [...context.getImageData(0, 0, image.width, image.height).data], width: image.width };
      });
      let count = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) > 120 && (data[at + 1] ?? 0) < 90 && (data[at + 2] ?? 0) < 90) count++;
      return count / width;
    };
    expect(await red()).toBeGreaterThan(0.5);
    await alone.locator("canvas").press("ArrowLeft");
    expect(await camera(alone)).not.toEqual(await camera(page));
    expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
    expect(mistakes).toEqual([]);
  } finally {
    await context.close();
  }
});
