import { LibraryPanel } from "./support/library.ts";
import { QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";
for (const colorScheme of ["light", "dark"] as const)
  for (const [size, width, height] of [["wide", 1440, 900], ["narrow", 390, 844]] as const)
    test.describe(() => {
      test.use({ colorScheme, viewport: { width, height } });
      test(`shots-${colorScheme}-${size}`, async ({ page }) => {
        const shot = (name: string) => page.screenshot({ path: `/tmp/h/lib/shots/${name}-${colorScheme}-${size}.png` });
        const query = new QueryPage(page);
        await query.goto();
        await query.expectRows(TRACED_AND_NOT_CROPPED);
        await shot("examples");
        if (size === "narrow") {
          await page.getByRole("button", { name: "Library", exact: true }).click();
          await shot("sheet");
          await page.getByRole("button", { name: "Close the library" }).click();
        }
        if (colorScheme === "dark" && size === "wide") return void (await page.keyboard.press("ControlOrMeta+k"), await page.waitForTimeout(300), await shot("palette"));
        await query.ask("// Strong partners\nMATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) WHERE c.weight > 300 RETURN a.type, b.type, c.weight");
        await expect(query.status).toContainText(/rows in/);
        await page.keyboard.press("ControlOrMeta+s");
        await query.ask("RETURN nothing");
        await expect(query.alert).toBeVisible();
        await query.ask("MATCH (a:Neuron), (b:Neuron) RETURN a.bodyId, b.bodyId ORDER BY a.bodyId LIMIT 7");
        await query.expectRows(7);
        const library = new LibraryPanel(page);
        if (size === "narrow") await page.getByRole("button", { name: "Library", exact: true }).click();
        await library.open("History");
        await library.past.nth(1).hover();
        await shot("history");
        await library.open("Starred");
        await library.panel.getByRole("button", { name: "Library menu" }).click();
        await shot("menu");
        await library.panel.getByRole("button", { name: /Forget everything/ }).click();
        await page.waitForTimeout(200);
        await shot("question");
        await page.getByRole("button", { name: "Keep" }).click();
        await library.search.fill("synapses");
        await shot("search");
        await library.search.fill("");
        if (size === "narrow") await page.getByRole("button", { name: "Close the library" }).click();
        await query.editor.click();
        await page.keyboard.press("ControlOrMeta+a");
        await page.keyboard.insertText("MATCH (a:Neuron), (b:Neuron)\nRETURN a.bodyId, b.bodyId ");
        await page.getByText("No LIMIT").waitFor();
        await shot("hint");
        await page.keyboard.press("ControlOrMeta+k");
        await page.waitForTimeout(300);
        await shot("palette");
        await page.keyboard.type("conn");
        await page.waitForTimeout(100);
        await shot("palette-conn");
        await page.keyboard.press("Escape");
        await page.keyboard.press("ControlOrMeta+k");
        await page.keyboard.type("all keys");
        await page.keyboard.press("Enter");
        await page.waitForTimeout(300);
        await shot("keys");
      });
    });
