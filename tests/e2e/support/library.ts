/** The query library beside the editor, by roles and names. */
import type { Locator, Page } from "@playwright/test";

export class LibraryPanel {
  readonly panel: Locator;
  readonly search: Locator;
  readonly past: Locator;
  readonly starred: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole("complementary", { name: "Query library" });
    this.search = this.panel.getByRole("searchbox", { name: "Search the library" });
    this.past = this.panel.getByRole("list", { name: "Past queries" }).getByRole("listitem");
    this.starred = this.panel.getByRole("list", { name: "Starred queries" }).getByRole("listitem");
  }

  async open(list: "Examples" | "Starred" | "History"): Promise<void> {
    await this.panel.getByRole("tab", { name: list }).click();
  }

  async menu(item: RegExp): Promise<void> {
    await this.panel.getByRole("button", { name: "Library menu" }).click();
    await this.panel.getByRole("button", { name: item }).click();
  }

  /** The entry of an example. */
  example(title: string): Locator {
    return this.panel.getByRole("button", { name: new RegExp(`^${title}`) });
  }
}
