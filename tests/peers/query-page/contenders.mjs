// Who is compared, each as a page in a browser of its own: how it is opened, asked, sorted and filtered.

import { Renderers } from "./renderer.mjs";

/** Waits within the page until `what` holds, looking once per frame; milliseconds from calling `act`. */
const timed = (page, act, what) =>
  page.evaluate(
    async ([act, what]) => {
      const [run, holds] = [new Function(`return (${act})()`), new Function(`return (${what})()`)];
      const start = performance.now();
      await run();
      for (;;) {
        await new Promise(requestAnimationFrame);
        if (holds()) return performance.now() - start;
        if (performance.now() - start > 120_000) throw new Error(`it never came to this: ${what}`);
      }
    },
    [String(act), String(what)],
  );

/** A page of `pages/`, which puts what it can do into `globalThis.peer`. */
class Peer {
  constructor(name, about, file, { onlyDecodes = false } = {}) {
    Object.assign(this, { name, about, file, onlyDecodes });
  }

  async open(page, address) {
    await page.goto(`${address}/peers/${this.file}.html`);
    await page.waitForFunction("globalThis.peer !== undefined");
  }

  load = (page, { rows }) => timed(page, "() => globalThis.peer.load()", `() => peer.shown() === ${rows} && peer.drawn()`);

  sort(page, column, first) {
    return timed(page, `() => peer.sort("${column}")`, `() => peer.firstRow().includes("${first}")`);
  }

  async filter(page, column, least, left, rest) {
    await rest();
    return timed(page, `() => peer.filter("${column}", ${least})`, `() => peer.shown() === ${left}`);
  }

  shows = (id) => `peer.drawn() && peer.firstRow().includes("${id}")`;
  scroller = "peer.scroller()";
}

/** The app itself, used as people use it. */
class Ours {
  static query = "MATCH (n) RETURN n.bodyId AS bodyId, n.type AS type, n.weight AS weight // bench";
  scroller = 'document.querySelector("[role=grid]")';
  decodesInAWorker = true;

  constructor(name, about, { target, query }) {
    Object.assign(this, { name, about, target, query });
  }

  /** Visits the page for the first time: what that costs the renderer until the app has taken the editor over, milliseconds. */
  async ready(page, address, browser) {
    await page.goto(`${address}/`);
    await page.waitForFunction(() => performance.getEntriesByName("editor-ready").length > 1);
    return (await Renderers.of(browser)).cpu() * 1000;
  }

  async open(page, address) {
    await page.goto(`${address}/?${new URLSearchParams({ ...this.target, q: "RETURN 1 AS one" })}`);
    await page.getByRole("textbox", { name: "Cypher" }).click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText(this.query);
    // The dataset is open and its first query, if there is one, answered.
    await page.getByText("1 row in").or(page.getByText("Run the query to ask")).first().waitFor();
  }

  load(page, { rows }) {
    const all = rows.toLocaleString("en");
    return timed(page, () => document.querySelector(".query-toolbar .primary").click(), `() => document.querySelector(".query-status").textContent.startsWith("${all} rows") && ${this.firstRow}.length > 0`);
  }

  firstRow = `[...document.querySelectorAll('[role=row][aria-rowindex="2"] [role=gridcell]')].map((cell) => cell.textContent)`;

  shows = (id) => `${this.firstRow}.includes("${id}")`;

  /** Chooses from a column's menu, as the keyboard does. */
  async choose(page, column, entry) {
    await page.getByRole("columnheader", { name: new RegExp(`^${column}\\b`) }).getByRole("button").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("menuitem", { name: entry }).click();
  }

  async filter(page, column, least, left, rest) {
    await this.choose(page, column, "Filter…");
    const field = `document.querySelector('[role=group][aria-label="Filter ${column}"] input')`;
    await page.waitForFunction(field);
    // The panel shows the column's histogram and its most frequent values.
    await rest();
    const act = `() => { ${field}.value = "${least}"; ${field}.dispatchEvent(new Event("change", { bubbles: true })); }`;
    const time = await timed(page, act, `() => document.querySelector("[role=grid]").ariaRowCount === "${left + 1}" && ${this.firstRow}.length > 0`);
    await page.keyboard.press("Escape");
    return time;
  }

  /** Groups all rows by a column, with the sum of the weights; milliseconds until the groups are on the screen. */
  async group(page, column, groups, rest) {
    await this.choose(page, column, "Group by this…");
    const button = `[...document.querySelectorAll("dialog[open] button")].find((button) => button.textContent.trim() === "Group")`;
    await page.waitForFunction(button);
    await rest();
    return timed(page, `() => ${button}.click()`, `() => document.querySelector("[role=grid]").ariaRowCount === "${groups + 1}" && ${this.firstRow}.length > 0`);
  }

  sort(page, column, first) {
    const button = `[...document.querySelectorAll("[role=columnheader] .grid-name")].find((name) => name.textContent === "${column}").closest("button").click()`;
    return timed(page, `() => ${button}`, `() => ${this.firstRow}.includes("${first}")`);
  }
}

/** All of them; the first is the one that the ratios are of. */
export const CONTENDERS = [
  new Ours("neuprint-web", "the app, asking a server", { target: { server: "/", dataset: "bench:v1" }, query: Ours.query }),
  new Peer("JSON.parse", "the answer parsed and kept, nothing shown", "parse", { onlyDecodes: true }),
  new Peer("paged table", "JSON.parse, React and Material's table, five rows a page, as neuPrintExplorer does", "explorer"),
  new Peer("AG Grid", "JSON.parse and AG Grid Community", "ag-grid"),
];
