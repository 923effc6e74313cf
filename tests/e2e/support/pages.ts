/**
 * The app as a person meets it: every control by its role and its name, in one place.
 */
import { expect, type Locator, type Page } from "@playwright/test";

/** Writes `value` where a screen reader would say `name`. */
async function fill(control: Locator, value: string): Promise<void> {
  await control.fill(value);
  await expect(control).toHaveValue(value);
}

/** The bar that says which dataset is open. */
export class Connection {
  constructor(private readonly page: Page) {}

  async open(server: string, token: string, dataset: string): Promise<void> {
    await this.page.getByRole("button", { name: /^connection:/i }).click();
    await this.page.getByRole("radio", { name: /server/i }).check();
    await fill(this.page.getByRole("textbox", { name: /server/i }), server);
    await fill(this.page.getByLabel(/^token/i), token);
    await fill(this.page.getByLabel(/^dataset/i), dataset);
    await this.page.getByRole("button", { name: "Connect", exact: true }).click();
  }
}

export class QueryPage {
  readonly editor: Locator;
  readonly run: Locator;
  readonly grid: Locator;
  readonly alert: Locator;
  readonly status: Locator;

  constructor(readonly page: Page) {
    this.editor = page.getByRole("textbox", { name: /cypher/i });
    this.run = page.getByRole("button", { name: /^run\b/i });
    this.grid = page.getByRole("grid");
    this.alert = page.getByRole("alert");
    this.status = page.getByRole("status");
  }

  async goto(): Promise<void> {
    await this.page.goto("/");
    await expect(this.editor).toBeVisible();
  }

  /** Replaces the query and runs it with the keyboard, as people do. */
  async ask(cypher: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(cypher);
    await this.page.keyboard.press("ControlOrMeta+Enter");
  }

  /** Waits until the grid says that it has `rows` rows; ARIA counts the header as one. */
  async expectRows(rows: number): Promise<void> {
    await expect(this.grid).toHaveAttribute("aria-rowcount", String(rows + 1));
  }

  /** The cells of the rows that are drawn now, without the header. */
  async drawnRows(): Promise<string[][]> {
    const rows = await this.grid.getByRole("row").all();
    const texts = await Promise.all(rows.map((row) => row.getByRole("gridcell").allInnerTexts()));
    return texts.filter((cells) => cells.length > 0);
  }
}

export class SkeletonPage {
  readonly canvas: Locator;
  readonly list: Locator;
  readonly heal: Locator;

  constructor(readonly page: Page) {
    this.canvas = page.locator("canvas");
    this.list = page.getByRole("table", { name: "Neurons" });
    this.heal = page.getByRole("checkbox", { name: /^heal/i }).or(page.getByRole("switch", { name: /^heal/i }));
  }

  neuron(body: string): Locator {
    return this.list.getByRole("row").filter({ has: this.page.getByRole("rowheader").filter({ hasText: body }) });
  }

  /** A number of a neuron's row, by the head of its column. */
  async measure(body: string, column: RegExp): Promise<string> {
    const heads = (await this.list.getByRole("columnheader").allInnerTexts()).map((text) => text.replaceAll("\u00ad", ""));
    const at = heads.findIndex((text) => column.test(text));
    // The first column is the row's own head.
    return await this.neuron(body).getByRole("cell").nth(at - 1).innerText();
  }

  async add(bodies: string): Promise<void> {
    await fill(this.page.getByRole("textbox", { name: /body ids/i }), bodies);
    await this.page.getByRole("button", { name: /^(show|add)$/i }).click();
  }

  /** Waits until the neuron's entry tells of its nodes: it is loaded and drawn. */
  async expectLoaded(body: string, nodes: number): Promise<void> {
    await expect(this.neuron(body)).toContainText(nodes.toLocaleString("en"));
  }
}
