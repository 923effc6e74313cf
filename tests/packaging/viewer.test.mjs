// `neuprint/viewer` in a page: a scene of known shapes, read pixel by pixel, and what goes wrong.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/chromium.mjs";
import { serve } from "./support/site.mjs";
import { install } from "./support/tarball.mjs";

const PAGE = `<!doctype html><meta charset="utf-8"><title>viewer</title><canvas></canvas>
  <script type="module">
    import * as viewer from "/neuprint/viewer/browser.js";
    globalThis.neuprint = viewer;
  </script>`;

const { folder, remove } = install();
let site, browser, page;

before(async () => {
  site = await serve((path) => join(folder, path.replace(/^[\\/]neuprint/, "")), PAGE);
  browser = await launch();
  page = await browser.newPage();
  page.setDefaultTimeout(90_000);
  await page.goto(site.address);
  await page.waitForFunction(() => globalThis.neuprint);
});

after(async () => {
  await browser?.close();
  site?.close();
  remove();
});

test("a page loads one wasm file and three scripts", async () => {
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname).sort());
  const expected = ["dist/viewer.js", "dist/viewer_bg.wasm", "error.js", "freed.js", "viewer/browser.js", "viewer/exports.js"];
  assert.deepEqual(loaded.filter((path) => path !== "/favicon.ico"), expected.map((name) => `/neuprint/${name}`));
});

test("a scene of 200 × 200 pixels is drawn as it is", async () => {
  const seen = await page.evaluate(async () => {
    const canvas = document.querySelector("canvas");
    const viewer = new neuprint.Viewer(canvas);
    viewer.resize(200, 200, 1);
    viewer.setBackground(0, 0, 0);
    viewer.setFog(0);
    // One voxel per pixel, looking along z at the origin: x right, y down.
    viewer.setCamera(new Float32Array([0, 0, 0, 1, 0, 0, 0, 100, 0]));
    viewer.setSkeleton("red", new Float32Array([-50, 0, 0, 10, 50, 0, 0, 10]), new Uint32Array([2 ** 32 - 1, 0]), new Uint32Array());
    viewer.setColor("red", 1, 0, 0);
    viewer.setSkeleton("blue", new Float32Array([0, 60, 0, 20]), new Uint32Array([2 ** 32 - 1]), new Uint32Array());
    viewer.setColor("blue", 0, 0, 1);
    const pixels = viewer.pixels(1, 0, 0, 200, 200);
    // The same in columns, as typed arrays and as plain ones, one edge of it later a bridge.
    viewer.setColumns("red", { x: new Float32Array([-50, 50]), y: [0, 0], z: [0, 0], radii: [10, 10], parents: new Int32Array([-1, 0]) });
    viewer.setColumns("blue", { x: [0], y: [60], z: new Float32Array(1), radii: new Float32Array([20]), parents: new Uint32Array([2 ** 32 - 1]) }, []);
    const same = viewer.pixels(1, 0, 0, 200, 200).every((value, at) => value === pixels[at]);
    viewer.setColumns("red", { x: [-50, 50], y: [0, 0], z: [0, 0], parents: [-1, 0] }, [{ child: 1, parent: 0, length: 100 }]);
    const bridged = viewer.pixels(1, 0, 0, 200, 200).every((value, at) => value === pixels[at]);
    viewer.setColumns("red", { x: [-50, 50], y: [0, 0], z: [0, 0], radii: [10, 10], parents: [-1, 0] });
    const at = (x, y) => [...pixels.subarray(4 * (200 * y + x), 4 * (200 * y + x) + 3)];
    const lit = (part, others) => { let count = 0; for (let i = 0; i < pixels.length; i += 4) if (pixels[i + part] > 40 && others.every((other) => pixels[i + other] < pixels[i + part])) count++; return count; };
    const places = { red: at(100, 100), end: at(150, 100), blue: at(100, 160), above: at(100, 85), corner: at(3, 3) };
    const areas = { red: lit(0, [1, 2]), blue: lit(2, [0, 1]) };
    const picking = viewer.pick(100, 160);
    while (viewer.render()) await new Promise(requestAnimationFrame);
    const picked = await picking;
    // Of the picture at rest, without another frame.
    const { frames } = viewer.counts();
    const again = await viewer.pick(100, 160);
    const undrawn = viewer.counts().frames === frames && again.key === picked.key;
    const image = await createImageBitmap(new Blob([await viewer.png(2, true)], { type: "image/png" }));
    const surface = new OffscreenCanvas(image.width, image.height);
    surface.getContext("2d").drawImage(image, 0, 0);
    const opacity = (x, y) => surface.getContext("2d").getImageData(x, y, 1, 1).data[3];
    const counts = viewer.counts();
    return { same, bridged, places, areas, picked, size: [image.width, image.height], opacity: [opacity(200, 200), opacity(10, 10)], frames: counts.frames > 0 && undrawn, viewer: viewer[Symbol.toStringTag] ?? typeof viewer };
  });
  assert.deepEqual([seen.same, seen.bridged], [true, false]);
  const { red, end, blue, above, corner } = seen.places;
  for (const [name, [r, g, b]] of Object.entries({ red, end })) assert.ok(r > 100 && r > 2 * g && r > 2 * b, `${name}: ${[r, g, b]}`);
  assert.ok(blue[2] > 100 && blue[2] > 2 * blue[0], `blue: ${blue}`);
  assert.deepEqual([above, corner], [[0, 0, 0], [0, 0, 0]]);
  // A cylinder of 100 × 20 with two half discs of radius 10, and a disc of radius 20.
  assert.ok(Math.abs(seen.areas.red - (100 * 20 + Math.PI * 100)) < 120, `red: ${seen.areas.red} pixels`);
  assert.ok(Math.abs(seen.areas.blue - Math.PI * 400) < 80, `blue: ${seen.areas.blue} pixels`);
  assert.deepEqual([seen.picked.key, seen.picked.kind, seen.picked.index], ["blue", "skeleton", 0]);
  assert.deepEqual([seen.size, seen.opacity, seen.frames], [[400, 400], [255, 0], true]);
});

test("what goes wrong is a NeuprintError that says what", async () => {
  const codes = await page.evaluate(async () => {
    const told = async (act) => {
      try {
        await act();
        return "nothing";
      } catch (error) {
        return [error instanceof neuprint.NeuprintError, error.code, error.message.length > 15];
      }
    };
    const viewer = new neuprint.Viewer(document.createElement("canvas"));
    const taken = document.createElement("canvas");
    taken.getContext("2d");
    const answers = {
      lengths: await told(() => viewer.setSkeleton("a", new Float32Array(4), new Uint32Array(2), new Uint32Array())),
      columns: await told(() => viewer.setColumns("a", { x: [1], y: [1], z: [1, 2], parents: [-1] })),
      noColumns: await told(() => viewer.setColumns("a", { x: [1], y: [1], parents: [-1] })),
      bridges: await told(() => viewer.setColumns("a", { x: [1], y: [1], z: [1], parents: [-1] }, [{}])),
      coloring: await told(() => viewer.colorBy("rainbow")),
      picture: await told(() => viewer.png(1000)),
      canvas: await told(() => new neuprint.Viewer(taken)),
    };
    viewer.free();
    viewer.free();
    return { ...answers, freed: await told(() => viewer.render()) };
  });
  const refused = [true, "invalid-argument", true];
  assert.deepEqual(codes, { lengths: refused, columns: refused, noColumns: refused, bridges: refused, coloring: refused, picture: refused, canvas: [true, "unsupported", true], freed: refused });
});
