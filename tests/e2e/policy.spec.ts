/** The content security policy: what it stops is heard, and the headers are those that browsers obey. */
import { expect, test } from "./support/test.ts";
import { QueryPage } from "./support/pages.ts";
import { TRACED_AND_NOT_CROPPED } from "./support/source-data.ts";

test("what the policy stops is stopped, and would fail every other test", async ({ page, violations }) => {
  const response = await page.goto("/");
  const headers = response?.headers() ?? {};
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("'unsafe-inline'");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  await new QueryPage(page).expectRows(TRACED_AND_NOT_CROPPED);
  expect(violations.take()).toEqual([]);

  // Script and style within the page, and code from a text: each is stopped and told.
  for (const [what, directive] of [
    ["script", /script-src/],
    ["style", /style-src/],
  ] as const) {
    await page.evaluate((what) => {
      const element = document.createElement(what);
      element.textContent = what === "script" ? "window.injected = true" : "body { color: red }";
      document.head.append(element);
    }, what);
    await expect.poll(() => violations.take().join()).toMatch(directive);
  }
  expect(await page.evaluate(() => "injected" in window)).toBe(false);
  // The console tells the same a second time, perhaps later.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  violations.take();
});
