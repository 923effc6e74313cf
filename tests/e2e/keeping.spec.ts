/** Skeletons kept in the browser: fetched once, with a token only by consent, erased on sign-out, forgotten on request. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import * as skeletons from "./support/skeleton.ts";
import { expect, test } from "./support/test.ts";

const BODY = "1001";
const TOKEN = "e2e-token-77c1";
const nodes = skeletons.generate({ seed: 13, fragments: 1, nodesPerFragment: 40, centre: [8000, 8000, 8000] });

const panel = (page: Page) => page.getByRole("region", { name: "Next visit" });
const keep = (page: Page) => panel(page).getByRole("switch", { name: "Keep skeletons in this browser" });
/** How many skeletons the server was asked for. */
const asked = (fake: FakeServer) => fake.seen.filter(({ url }) => url.startsWith("/api/skeletons/skeleton/")).length;

/** A visit from the beginning: opens the server and shows the neuron. */
async function visit(page: Page, fake: FakeServer, token: string): Promise<void> {
  await new QueryPage(page).goto();
  await new Connection(page).open(fake.address, token, DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  await new SkeletonPage(page).add(BODY);
  await new SkeletonPage(page).expectLoaded(BODY, nodes.length);
}
/** The names of all caches, and of what is in them. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const names: string[] = [];
    for (const key of await caches.keys()) for (const { url } of await (await caches.open(key)).keys()) names.push(`${key} ${url}`);
    return names;
  });

test("a second visit asks for no skeleton, and what is forgotten is fetched again", async ({ page }) => {
  const fake = await FakeServer.start({ skeletons: { [BODY]: skeletons.toSwc(nodes) } });
  try {
    await visit(page, fake, "");
    await expect(panel(page)).toContainText("1 skeleton of this server kept");
    expect(asked(fake)).toBe(1);
    await visit(page, fake, "");
    expect(asked(fake)).toBe(1);
    await expectAccessible(page);

    await panel(page).getByRole("button", { name: "Forget everything" }).click();
    await expect(panel(page).getByRole("status")).toHaveText("Everything is forgotten, of all servers.");
    await expect(panel(page)).toContainText("0 skeletons of this server kept");
    expect(await stored(page)).toEqual([]);
    await visit(page, fake, "");
    expect(asked(fake)).toBe(2);

    await keep(page).uncheck();
    await expect(panel(page)).toContainText("fetched anew");
    await visit(page, fake, "");
    await expect(keep(page)).not.toBeChecked();
    expect(asked(fake)).toBe(3);
  } finally {
    await fake.stop();
  }
});

test("what comes with a token is kept by consent alone, and until the server is opened without it", async ({ page }) => {
  const fake = await FakeServer.start({ token: TOKEN, skeletons: { [BODY]: skeletons.toSwc(nodes) } });
  try {
    await visit(page, fake, TOKEN);
    await expect(keep(page)).not.toBeChecked();
    await expect(panel(page)).toContainText("until you sign out");
    await visit(page, fake, TOKEN);
    expect(asked(fake)).toBe(2);
    expect((await stored(page)).filter((name) => name.includes(BODY))).toEqual([]);

    await keep(page).check();
    await visit(page, fake, TOKEN);
    await visit(page, fake, TOKEN);
    expect(asked(fake)).toBe(3);
    await expect(keep(page)).toBeChecked();
    const kept = await stored(page);
    // The skeleton, and what is known of the neuron.
    expect(kept.filter((name) => name.includes(BODY)).length).toBe(2);
    expect(kept.join("\n")).not.toContain(TOKEN);

    // Without a token the server lets nobody in; what came with it is gone all the same.
    await new Connection(page).open(fake.address, "", DATASET);
    await expect.poll(async () => (await stored(page)).filter((name) => name.includes(BODY))).toEqual([]);
  } finally {
    await fake.stop();
  }
});
