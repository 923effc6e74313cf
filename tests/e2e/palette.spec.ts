/** The command palette and the keys, by the keyboard alone. */
import { expectAccessible } from "./support/axe.ts";
import { LibraryPanel } from "./support/library.ts";
import { QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

type Page = ConstructorParameters<typeof QueryPage>[0];

class Palette {
  readonly dialog;
  readonly field;
  readonly selected;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "Command palette" });
    this.field = this.dialog.getByRole("combobox", { name: "Command or query" });
    this.selected = this.dialog.getByRole("option", { selected: true });
  }

  async open(): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+k");
    await expect(this.field).toBeFocused();
  }
}

async function opened(page: Page): Promise<[QueryPage, Palette]> {
  const query = new QueryPage(page);
  await query.goto();
  await query.expectRows(TRACED_AND_NOT_CROPPED);
  return [query, new Palette(page)];
}

test("a command is found by some letters, chosen by arrows, and done by Enter", async ({ page }) => {
  const [query, palette] = await opened(page);
  await query.editor.focus();
  await palette.open();
  await expect(palette.selected).toHaveText(/^Go to the skeleton page/);
  await page.keyboard.press("ArrowUp");
  await expect(palette.dialog.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  const id = await palette.field.getAttribute("aria-activedescendant");
  await expect(palette.selected).toHaveAttribute("id", id ?? "");
  await page.keyboard.type("hide lib");
  await expect(palette.selected).toHaveText("Show or hide the library");
  await page.keyboard.press("Enter");
  await expect(palette.dialog).toBeHidden();
  await expect(new LibraryPanel(page).panel).toBeHidden();
  await expect(query.editor).toBeFocused();
  await page.getByRole("button", { name: "Library", exact: true }).click();
  await expect(new LibraryPanel(page).panel).toBeVisible();
});

test("examples, starred queries and the history are found and run, from the other page as well", async ({ page }) => {
  const [query, palette] = await opened(page);
  await palette.open();
  await page.keyboard.type("primary reg");
  await expect(palette.selected).toHaveText(/^Primary regions/);
  await page.keyboard.press("Enter");
  await query.expectRows(18);
  await query.ask("// Ten\nUNWIND range(1, 10) AS ten RETURN ten");
  await query.expectRows(10);
  await page.keyboard.press("ControlOrMeta+s");
  await query.ask("UNWIND range(1, 12) AS twelve RETURN twelve");
  await query.expectRows(12);

  await palette.open();
  await page.keyboard.type("go skel");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/skeletons/);
  await palette.open();
  await page.keyboard.type("Ten");
  await page.keyboard.press("Enter");
  await query.expectRows(10);
  await expect(page).not.toHaveURL(/skeletons/);
  await palette.open();
  await page.keyboard.type("twelve");
  await expect(palette.dialog.getByRole("group", { name: "History" })).toBeVisible();
  await page.keyboard.press("Enter");
  await query.expectRows(12);
});

test("Escape closes it and gives the focus back; what is not there is said", async ({ page }) => {
  const [query, palette] = await opened(page);
  await query.editor.focus();
  await palette.open();
  await page.keyboard.type("zzz qqq");
  await expect(palette.dialog.getByText("Nothing is called so.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(palette.dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette.dialog).toBeHidden();
  await expect(query.editor).toBeFocused();
  await palette.open();
  await expect(palette.field).toHaveValue("");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette.dialog).toBeHidden();
});

test("? shows all keys, but not where text is written", async ({ page }) => {
  const [query] = await opened(page);
  const keys = page.getByRole("dialog", { name: "Keys" });
  await query.editor.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("?");
  await expect(query.editor).toContainText("?");
  await expect(keys).toBeHidden();
  await query.run.focus();
  await page.keyboard.press("Shift+?");
  await expect(keys).toBeVisible();
  for (const text of ["Command palette", "Star or unstar this query", "Fold the clause or bracket, and unfold it", "Go from cell to cell"])
    await expect(keys.getByText(text)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height } });

      test("palette and keys have no serious violation", async ({ page }) => {
        const [query, palette] = await opened(page);
        await palette.open();
        await expectAccessible(page);
        await page.keyboard.type("keys");
        await page.keyboard.press("Enter");
        await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
        await expect(query.editor).toBeVisible();
      });
    });
  }
}
