// Who is compared, each as a page in a browser of its own: how it is opened, asked, sorted and filtered.

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
  constructor(name, about, file) {
    Object.assign(this, { name, about, file });
  }

  async open(page, address) {
    await page.goto(`${address}/peers/${this.file}.html`);
    await page.waitForFunction("globalThis.peer !== undefined");
  }

  load = (page, { rows }) => timed(page, "() => globalThis.peer.load()", `() => peer.shown() === ${rows} && peer.drawn()`);

  sort(page, column, first) {
    return timed(page, `() => peer.sort("${column}")`, `() => peer.firstRow().includes("${first}")`);
  }

  filter(page, column, least, left) {
    return timed(page, `() => peer.filter("${column}", ${least})`, `() => peer.shown() === ${left}`);
  }

  scroller = "peer.scroller()";
}

/** The app itself, used as people use it. */
class Ours {
  static query = "MATCH (n) RETURN n.bodyId AS bodyId, n.type AS type, n.weight AS weight // bench";
  scroller = 'document.querySelector("[role=grid]")';

  constructor(name, about, { target, query }) {
    Object.assign(this, { name, about, target, query });
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

  sort(page, column, first) {
    const button = `[...document.querySelectorAll("[role=columnheader] .grid-name")].find((name) => name.textContent === "${column}").closest("button").click()`;
    return timed(page, `() => ${button}`, `() => ${this.firstRow}.includes("${first}")`);
  }
}

/** All of them; the first is the one that the ratios are of. */
export const CONTENDERS = [
  new Ours("neuprint-web", "the app, asking a server", { target: { server: "/", dataset: "bench:v1" }, query: Ours.query }),
  new Peer("JSON.parse", "the answer parsed and kept, nothing shown", "parse"),
  new Peer("paged table", "JSON.parse, React and Material's table, five rows a page, as neuPrintExplorer does", "explorer"),
  new Peer("AG Grid", "JSON.parse and AG Grid Community", "ag-grid"),
];
