/** The app as `neuprint serve` hands it out beside datasets of its own and other servers, and as any host does. */
import { fileURLToPath } from "node:url";
import { FakeServer } from "./support/fake-server.ts";
import { QueryPage } from "./support/pages.ts";
import { Served } from "./support/served.ts";
import { StaticHost } from "./support/static-host.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";
import { expect, test } from "./support/test.ts";

const FILE = fileURLToPath(new URL("../../crates/neuprint-local/sample/hemibrain-sample-v1.2.1.npdata", import.meta.url));

test("whoever serves a dataset file finds it open, and the servers behind it in the form", async ({ page }) => {
  // Other pages may not read it: the gateway can.
  const lab = await FakeServer.start({ cors: false });
  const served = await Served.start(FILE, "--upstream", `lab=${lab.address}`);
  try {
    const query = new QueryPage(page);
    await page.goto(served.address);
    const connection = page.getByRole("button", { name: /^connection:/i });
    await expect(connection).toContainText("hemibrain-sample:v1.2.1");
    await expect(connection).toContainText(new URL(served.address).host);
    await query.ask("MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN n.bodyId");
    await query.expectRows(7);

    await connection.click();
    await page.getByRole("radio", { name: /server/i }).check();
    const offered = page.getByRole("list", { name: /reached through this one/i });
    await expect(offered.getByRole("button")).toHaveText(["This server", "lab"]);
    await offered.getByRole("button", { name: "lab" }).click();
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await expect(connection).toContainText("generated:v1.0");
    await query.ask("RETURN 1");
    await query.expectRows(1);
    expect(lab.seen.length).toBeGreaterThan(0);

    // The address holds it: the same page again.
    await page.reload();
    await expect(connection).toContainText("generated:v1.0");
  } finally {
    await served.stop();
    await lab.stop();
  }
});

test("on a host of mere files the app works and offers no servers", async ({ page }) => {
  const host = await StaticHost.start();
  try {
    await page.goto(host.address);
    const query = new QueryPage(page);
    await query.expectRows(TRACED_AND_NOT_CROPPED);
    await page.getByRole("button", { name: /^connection:/i }).click();
    // The list is asked for when the fields are shown.
    const asked = page.waitForResponse((response) => response.url().endsWith("/upstream"));
    await page.getByRole("radio", { name: /server/i }).check();
    expect((await asked).status()).toBe(404);
    await expect(page.getByRole("textbox", { name: /server/i })).toBeVisible();
    await expect(page.getByRole("list", { name: /reached through this one/i })).toHaveCount(0);
  } finally {
    await host.stop();
  }
});
