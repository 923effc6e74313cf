// `<neuprint-viewer>` on pages of another origin than its script: alone, as a notebook's widget, in an Observable notebook.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { launch } from "./support/chromium.mjs";
import { serve } from "./support/site.mjs";
import { install, required } from "./support/tarball.mjs";

const runtime = join(required("NEUPRINT_ENVIRONMENTS", "a node_modules folder with @observablehq/runtime"), "@observablehq/runtime/src");
const { folder, project, remove } = install();
// Two neurons of known places: one along x, in two pieces with a gap of 1000 voxels between them; one with all types.
writeFileSync(join(project, "a.swc"), "1 0 0 0 0 200 -1\n2 0 4000 0 0 200 1\n3 0 5000 0 0 200 -1\n4 0 9000 0 0 200 3\n");
writeFileSync(join(project, "b.swc"), "# unit = voxel 8 8 8\n1 1 0 3000 0 400 -1\n2 2 9000 3000 0 200 1\n3 3 0 6000 0 200 1\n");
writeFileSync(join(project, "broken.swc"), "1 0 0 0 0 1 -1\n2 0 here 0 0 1 1\n");

let scripts, files, browser;

before(async () => {
  // The package and the neurons; the pages are of another origin, and of another port than each other's.
  scripts = await serve((path) => (path.startsWith("/runtime/") ? join(runtime, path.slice(9)) : join(folder, path.replace(/^[\\/]neuprint/, ""))), undefined, { cors: true });
  files = await serve((path) => join(project, path), undefined, { cors: true });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  scripts?.close();
  files?.close();
  remove();
});

/** A page of an origin of its own, which lets the scripts' origin in and no inline style. */
async function open(body, { colorScheme = "light" } = {}) {
  const from = new URL(scripts.address).origin;
  const policy = `default-src 'none'; script-src ${from} blob: 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:; connect-src ${from} ${new URL(files.address).origin}`;
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>a page</title>${body}`;
  const site = await serve(() => undefined, html, { policy });
  const page = await browser.newPage({ colorScheme, viewport: { width: 600, height: 500 } });
  // Drawing in software takes its time where others work, too.
  page.setDefaultTimeout(90_000);
  const mistakes = [];
  page.on("pageerror", (error) => mistakes.push(String(error)));
  page.on("console", (message) => message.type() === "error" && !/favicon/.test(message.location().url + message.text()) && mistakes.push(message.text()));
  await page.goto(site.address);
  const close = async () => {
    await page.close();
    site.close();
  };
  return { page, mistakes, close };
}

const script = () => `<script type="module" src="${scripts.address}neuprint/element/element.js"></script>`;

/** Waits until the element says that everything is there. */
const loaded = (page) =>
  page.waitForFunction(() => {
    const element = document.querySelector("neuprint-viewer");
    return element?.viewer && element.shadowRoot.querySelector(".status").textContent === "" && element.shadowRoot.querySelector(".key").childElementCount > 0;
  });

/** How many pixels of the picture have about this colour. */
const lit = (page, [red, green, blue]) =>
  page.evaluate(
    async ([red, green, blue]) => {
      const image = await createImageBitmap(new Blob([await document.querySelector("neuprint-viewer").png(1)], { type: "image/png" }));
      const surface = new OffscreenCanvas(image.width, image.height);
      surface.getContext("2d").drawImage(image, 0, 0);
      const { data } = surface.getContext("2d").getImageData(0, 0, image.width, image.height);
      // Shading makes a colour darker, and fog lighter: what counts is its hue.
      const hue = (r, g, b) => [r, g, b].map((part) => (part - Math.min(r, g, b)) / (Math.max(r, g, b) - Math.min(r, g, b) || 1));
      const wanted = hue(red, green, blue);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [r, g, b] = data.subarray(at, at + 3);
        if (Math.max(r, g, b) - Math.min(r, g, b) > 40 && hue(r, g, b).every((part, at) => Math.abs(part - wanted[at]) < 0.15)) count++;
      }
      return count;
    },
    [red, green, blue],
  );

const legend = (page) => page.evaluate(() => document.querySelector("neuprint-viewer").shadowRoot.querySelector(".key").innerText.split(/\s*\n\s*/).filter(Boolean));
const SKY = [0x56, 0xb4, 0xe9];
const GREEN = [0x00, 0x9e, 0x73];
const BRIDGE = [0xe6, 0x9f, 0x00];

test("one script tag and one element show neurons of other origins, healed", async () => {
  const { page, mistakes, close } = await open(`${script()}<neuprint-viewer src="${files.address}a.swc ${files.address}b.swc" heal="8um" unit="8nm"></neuprint-viewer>`);
  await loaded(page);
  assert.deepEqual(mistakes, []);
  assert.deepEqual(await legend(page), ["a", "b", await page.evaluate(() => document.querySelector("neuprint-viewer").shadowRoot.querySelector(".bar").textContent)]);
  assert.ok((await lit(page, SKY)) > 500, "the first neuron");
  assert.ok((await lit(page, GREEN)) > 500, "the second neuron");
  assert.ok((await lit(page, BRIDGE)) > 10, "the bridge of 8 µm");
  // The bar's length in the picture is what it says: 8 nm per voxel.
  const bar = await page.evaluate(() => {
    const element = document.querySelector("neuprint-viewer");
    const bar = element.shadowRoot.querySelector(".bar");
    return { text: bar.textContent, pixels: bar.firstElementChild.getBoundingClientRect().width, scale: element.viewer.scale() };
  });
  const [, number, unit] = bar.text.match(/^([\d.]+) (nm|µm|mm)$/);
  assert.ok(Math.abs(bar.pixels * bar.scale * 8 - number * { nm: 1, µm: 1e3, mm: 1e6 }[unit]) / (bar.pixels * bar.scale * 8) < 0.02, JSON.stringify(bar));

  await page.evaluate(() => document.querySelector("neuprint-viewer").setAttribute("heal", "7.9um"));
  await loaded(page);
  assert.equal(await lit(page, BRIDGE), 0, "no bridge is as short as that");
  await close();
});

test("the legend names neurons in the order of src, whichever came first", async () => {
  const { page, mistakes, close } = await open(`${script()}<neuprint-viewer src="${files.address}b.swc"></neuprint-viewer>`);
  await loaded(page);
  await page.evaluate((src) => document.querySelector("neuprint-viewer").setAttribute("src", src), `${files.address}a.swc ${files.address}b.swc`);
  await page.waitForFunction(() => document.querySelector("neuprint-viewer").shadowRoot.querySelectorAll(".key li").length === 2);
  assert.deepEqual(await page.evaluate(() => [...document.querySelector("neuprint-viewer").shadowRoot.querySelectorAll(".key li")].map((entry) => entry.textContent)), ["a", "b"]);
  assert.deepEqual(mistakes, []);
  await close();
});

test("colours by type have their legend, and changes are followed", async () => {
  const { page, mistakes, close } = await open(`${script()}<neuprint-viewer src="${files.address}b.swc" color-by="type"></neuprint-viewer>`);
  await loaded(page);
  assert.deepEqual((await legend(page)).slice(0, 4), ["Type", "soma", "axon", "dendrite"]);
  await page.evaluate(() => document.querySelector("neuprint-viewer").setAttribute("color-by", "distance"));
  await page.waitForFunction(() => document.querySelector("neuprint-viewer").shadowRoot.querySelector(".gradient"));
  // 9000 voxels of 8 nm.
  assert.deepEqual((await legend(page)).slice(0, 3), ["Distance from the root in the file", "0 nm", "72 µm"]);
  assert.deepEqual(mistakes, []);
  await close();
});

test("what cannot be shown is said in words, and the rest is shown", async () => {
  const { page, close } = await open(`${script()}<neuprint-viewer></neuprint-viewer>`);
  const say = async (attributes) => {
    const told = page.evaluate((attributes) => {
      const element = document.querySelector("neuprint-viewer");
      const event = new Promise((resolve) => ["load", "error"].forEach((name) => element.addEventListener(name, ({ type, message }) => resolve([type, message]), { once: true })));
      for (const name of element.getAttributeNames()) element.removeAttribute(name);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return event;
    }, attributes);
    const [type, message] = await told;
    const { text, failed } = await page.evaluate(() => {
      const status = document.querySelector("neuprint-viewer").shadowRoot.querySelector(".status");
      return { text: status.textContent, failed: status.classList.contains("failure") };
    });
    assert.deepEqual([text, failed], [message ?? "", type === "error"]);
    return text;
  };
  await page.waitForFunction(() => document.querySelector("neuprint-viewer").shadowRoot?.querySelector(".status").textContent.includes("src="));
  const a = `${files.address}a.swc`;
  assert.match(await say({ src: a, heal: "8um" }), /unit="8nm"/);
  assert.match(await say({ src: a, heal: "far" }), /heal="far" is no length/);
  assert.match(await say({ src: a, unit: "8 parsecs" }), /unit="8 parsecs" is no unit/);
  assert.match(await say({ src: a, "color-by": "mood" }), /none of neuron, type/);
  assert.match(await say({ src: `${files.address}broken.swc ${a}` }), /^broken: .*line 2/);
  assert.deepEqual(await legend(page), ["a"]);
  assert.match(await say({ src: `${files.address}missing.swc` }), /missing\.swc could not be loaded: the server answers 404/);
  assert.match(await say({ src: "http://127.0.0.1:1/a.swc" }), /could not be loaded: there is no answer/);
  assert.equal(await say({ src: a, heal: "all" }), "");
  await close();
});

test("keys move the camera, names and roles are there, and the page's colour scheme is followed", async () => {
  const { page, close } = await open(`${script()}<neuprint-viewer src="${files.address}a.swc" aria-label="A neuron along x"></neuprint-viewer>`, { colorScheme: "dark" });
  await loaded(page);
  const canvas = page.getByRole("img", { name: "A neuron along x: a" });
  const camera = () => page.evaluate(() => [...document.querySelector("neuprint-viewer").viewer.camera()]);
  const before = await camera();
  await page.keyboard.press("Tab");
  assert.equal(await canvas.evaluate((element) => element.getRootNode().activeElement === element), true);
  await page.keyboard.press("ArrowLeft");
  const turned = await camera();
  assert.notDeepEqual(turned.slice(3, 7), before.slice(3, 7));
  await page.keyboard.press("+");
  assert.ok((await camera())[7] < turned[7]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction((half) => document.querySelector("neuprint-viewer").viewer.camera()[7] > half, turned[7] * 0.9);
  assert.equal(await page.getByRole("button", { name: "Frame" }).count(), 1);
  const corner = () =>
    page.evaluate(async () => {
      const image = await createImageBitmap(new Blob([await document.querySelector("neuprint-viewer").png(1)]));
      const surface = new OffscreenCanvas(4, 4);
      surface.getContext("2d").drawImage(image, 0, 0);
      return [...surface.getContext("2d").getImageData(1, 1, 1, 1).data.subarray(0, 3)];
    });
  assert.deepEqual(await corner(), [0x14, 0x18, 0x1c]);
  await page.emulateMedia({ colorScheme: "light" });
  const deadline = Date.now() + 30_000;
  while ((await corner())[0] !== 255 && Date.now() < deadline) await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.deepEqual(await corner(), [255, 255, 255]);
  await close();
});

test("axe finds nothing in the element, whatever it shows, in light and dark, wide and narrow", async () => {
  const [a, b] = ["a", "b"].map((name) => `${files.address}${name}.swc`);
  const shown = [
    `src="${a} ${b}" heal="all"`,
    `src="${b}" color-by="type" aria-label="A neuron with all types"`,
    `src="${a}" color-by="distance" unit="8nm"`,
    `src="${files.address}missing.swc ${a}"`,
    "",
  ];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [600, 390]) {
      const { page, close } = await open(`${script()}<main><h1>Neurons</h1>${shown.map((attributes) => `<neuprint-viewer ${attributes}></neuprint-viewer>`).join("")}</main>`, { colorScheme });
      await page.setViewportSize({ width, height: 900 });
      // Each has said what it has to say.
      await page.waitForFunction(() =>
        [...document.querySelectorAll("neuprint-viewer")].every((element) => {
          const said = element.shadowRoot?.querySelector(".status").textContent;
          return said === "" ? element.shadowRoot.querySelector(".key").childElementCount > 0 : said !== undefined && said !== "Loading …";
        }),
      );
      assert.deepEqual(await violations(page, "neuprint-viewer"), [], `${colorScheme}, ${width}`);
      await close();
    }
  }
});

test("with the keyboard alone one comes in, sees where one is and what the keys do, does everything, and leaves", async () => {
  const { page, mistakes, close } = await open(`${script()}<a href="#before">before</a><neuprint-viewer src="${files.address}a.swc ${files.address}b.swc"></neuprint-viewer><a href="#after">after</a>`);
  await loaded(page);
  const camera = () => page.evaluate(() => [...document.querySelector("neuprint-viewer").viewer.camera()]);
  const focused = () =>
    page.evaluate(() => {
      const inner = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(inner);
      return { what: inner.textContent || inner.localName, isOutlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 };
    });
  const isHelpSeen = () =>
    page.evaluate(() => {
      const { width, height } = document.querySelector("neuprint-viewer").shadowRoot.querySelector("#keys").getBoundingClientRect();
      return width > 100 && height > 10;
    });
  await page.keyboard.press("Tab");
  assert.equal((await focused()).what, "before");
  assert.equal(await isHelpSeen(), false);
  await page.keyboard.press("Tab");
  assert.deepEqual(await focused(), { what: "canvas", isOutlined: true });
  assert.equal(await isHelpSeen(), true);
  assert.deepEqual(await violations(page, "neuprint-viewer"), [], "with the help seen");
  // Each key does something, and none of them scrolls the page or takes the focus away.
  for (const key of ["ArrowLeft", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown", "+", "-", "1", "2", "3", "f"]) {
    const before = await camera();
    await page.keyboard.press(key);
    await page.waitForFunction((before) => [...document.querySelector("neuprint-viewer").viewer.camera()].some((part, at) => part !== before[at]), before);
    assert.equal(await page.evaluate(() => scrollY), 0);
  }
  assert.equal((await focused()).what, "canvas");
  await page.keyboard.press("Tab");
  assert.deepEqual(await focused(), { what: "Frame", isOutlined: true });
  assert.equal(await isHelpSeen(), false);
  await page.keyboard.press("Tab");
  assert.equal((await focused()).what, "after");
  await page.keyboard.press("Shift+Tab");
  assert.equal((await focused()).what, "Frame");
  assert.deepEqual(mistakes, []);
  await close();
});

test("an element that is taken away frees its viewer, and one that comes back draws again", async () => {
  const { page, mistakes, close } = await open(`${script()}<main><neuprint-viewer src="${files.address}a.swc"></neuprint-viewer></main><aside></aside>`);
  await loaded(page);
  await page.evaluate(() => document.querySelector("aside").append(document.querySelector("neuprint-viewer")));
  assert.equal(await page.evaluate(() => document.querySelector("neuprint-viewer").viewer !== undefined), true);
  const gone = await page.evaluate(async () => {
    const element = document.querySelector("neuprint-viewer");
    element.remove();
    await Promise.resolve();
    globalThis.element = element;
    return element.viewer === undefined;
  });
  assert.equal(gone, true);
  await page.evaluate(() => document.body.append(globalThis.element));
  await loaded(page);
  assert.ok((await lit(page, SKY)) > 500);
  assert.deepEqual(mistakes, []);
  await close();
});

test("anywidget's render shows a model and follows it until it is taken away", async () => {
  const swc = readFileSync(join(project, "a.swc"), "utf8");
  // As anywidget does with a text: the module becomes a blob of the page.
  const esm = `export { default } from "${scripts.address}neuprint/element/anywidget.js"`;
  const { page, mistakes, close } = await open(`<div id="output"></div><script type="module">
    const values = { neurons: [{ name: "given", swc: ${JSON.stringify(swc)}, color: "#d55e00" }], heal: null, color_by: "neuron", unit: "8nm", height: "300px" };
    const heard = new Map();
    globalThis.model = {
      get: (name) => values[name],
      set: (name, value) => { values[name] = value; heard.get("change:" + name)?.forEach((act) => act()); },
      on: (name, act) => heard.set(name, (heard.get(name) ?? new Set()).add(act)),
      off: (name, act) => heard.get(name)?.delete(act),
      listeners: () => [...heard.values()].reduce((sum, acts) => sum + acts.size, 0),
    };
    const { default: widget } = await import(URL.createObjectURL(new Blob([${JSON.stringify(esm)}], { type: "text/javascript" })));
    globalThis.stop = await widget.render({ model, el: document.getElementById("output") });
  </script>`);
  await loaded(page);
  assert.equal(await page.evaluate(() => document.querySelector("neuprint-viewer").clientHeight), 300);
  assert.ok((await lit(page, [0xd5, 0x5e, 0x00])) > 500);
  await page.evaluate(() => model.set("color_by", "radius"));
  await page.waitForFunction(() => document.querySelector("neuprint-viewer").shadowRoot.querySelector(".gradient"));
  await page.evaluate(() => stop());
  assert.deepEqual(await page.evaluate(() => [document.querySelector("neuprint-viewer"), model.listeners()]), [null, 0]);
  assert.deepEqual(mistakes, []);
  await close();
});

test("the Observable example's cells show a healed neuron, and a changed cell changes it", async () => {
  const { page, mistakes, close } = await open(`<div id="cell"></div><script type="module">
    import { Runtime } from "${scripts.address}runtime/index.js";
    import define from "${scripts.address}neuprint/examples/observable.js";
    const observer = (name) => name === "viewer" ? { fulfilled: (node) => document.getElementById("cell").replaceChildren(node), rejected: (error) => { throw error; } } : undefined;
    globalThis.notebook = new Runtime().module(define, observer);
  </script>`);
  await loaded(page);
  assert.deepEqual((await legend(page)).slice(0, 4), ["Type", "soma", "axon", "dendrite"]);
  assert.ok((await lit(page, BRIDGE)) > 5, "its bridge");
  await page.evaluate(() => notebook.redefine("heal", "1um"));
  await page.waitForFunction(() => document.querySelector("neuprint-viewer").getAttribute("heal") === "1um");
  await loaded(page);
  assert.equal(await lit(page, BRIDGE), 0);
  assert.deepEqual(mistakes, []);
  await close();
});
