/**
 * Days without a network: the app starts, and what this browser kept of a server is shown with its day; the server is tried
 * again on request.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { DATASET, FakeServer } from "./support/fake-server.ts";
import { Connection, QueryPage, SkeletonPage } from "./support/pages.ts";
import * as skeletons from "./support/skeleton.ts";
import { StaticHost } from "./support/static-host.ts";
import { expect, test } from "./support/test.ts";

const BODY = "1001";
const INSTANCE = "LHAV2a5_R";
const nodes = skeletons.generate({ seed: 13, fragments: 1, nodesPerFragment: 40, centre: [8000, 8000, 8000] });
const facts = '{"columns":["t","i","pre","post","s","ts","r"],"data":[["LHAV2a5","' + INSTANCE + '",5,7,[8000,8000,8000],null,null]]}';

const notice = (page: Page) => page.getByRole("status").filter({ hasText: "cannot be reached" });
const bar = (page: Page) => page.getByRole("button", { name: /^connection:/i });
const today = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** Opens the server where the query page is, and shows the neuron. */
async function visit(page: Page, server: string): Promise<void> {
  await new Connection(page).open(server, "", DATASET);
  await page.getByRole("link", { name: "Skeletons" }).click();
  await new SkeletonPage(page).add(BODY);
  await new SkeletonPage(page).expectLoaded(BODY, nodes.length);
  await expect(page.getByRole("region", { name: "Next visit" })).toContainText("1 skeleton of this server kept");
}

test("kept skeletons are shown without their server, and it is there again when it is", async ({ page }) => {
  const contents = { skeletons: { [BODY]: skeletons.toSwc(nodes) }, query: () => ({ body: facts }) };
  const first = await FakeServer.start(contents);
  const port = Number(new URL(first.address).port);
  await new QueryPage(page).goto();
  await visit(page, first.address);
  await first.stop();

  // Another visit: the link alone, nothing asked of anybody else.
  const day = today.format(new Date());
  await page.reload();
  await expect(notice(page)).toContainText(`kept of it on ${day}`);
  await expect(bar(page)).toContainText(`kept ${day}`);
  await new SkeletonPage(page).expectLoaded(BODY, nodes.length);
  await expect(page.getByRole("table", { name: /neurons/i })).toContainText(INSTANCE);
  await expectAccessible(page);
  await new SkeletonPage(page).add("1002");
  await expect(page.getByRole("table", { name: /neurons/i })).toContainText(/reached|network/i);

  // Still away, then back.
  await notice(page).getByRole("button", { name: "Try again" }).click();
  await expect(bar(page)).toContainText("connecting");
  await expect(bar(page)).toContainText(`kept ${day}`);
  const second = await FakeServer.start(contents, port);
  try {
    await notice(page).getByRole("button", { name: "Try again" }).click();
    await expect(notice(page)).toBeHidden();
    await expect(bar(page)).not.toContainText("kept");
  } finally {
    await second.stop();
  }
});

test.describe("with what the browser does in the background", () => {
  test.use({ serviceWorkers: "allow" });

  test("the app itself starts without a network once something is kept, until all is forgotten", async ({ page }) => {
    const fake = await FakeServer.start({ skeletons: { [BODY]: skeletons.toSwc(nodes) }, query: () => ({ body: facts }) });
    const host = await StaticHost.start();
    const registered = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    await page.goto(host.address);
    await expect(new QueryPage(page).editor).toBeVisible();
    expect(await registered(), "who keeps nothing has nothing installed").toBe(0);
    await visit(page, fake.address);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await Promise.all([fake.stop(), host.stop()]);

    await page.reload();
    await expect(notice(page)).toContainText("kept of it on");
    await new SkeletonPage(page).expectLoaded(BODY, nodes.length);
    // Without a link it offers what is here.
    await page.getByRole("button", { name: `Remove ${BODY}` }).click();
    await page.getByRole("group", { name: "Bodies whose skeletons are here" }).getByRole("button", { name: `Show ${BODY}` }).click();
    await new SkeletonPage(page).expectLoaded(BODY, nodes.length);
    // Pages that were never opened before start, too.
    await page.getByRole("link", { name: "Explore" }).click();
    await expect(page.getByRole("heading", { level: 1 }).or(page.getByRole("tab").first())).toBeVisible();

    await page.getByRole("link", { name: "Skeletons" }).click();
    await page.getByRole("button", { name: "Forget everything" }).click();
    await expect.poll(registered).toBe(0);
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  });
});
