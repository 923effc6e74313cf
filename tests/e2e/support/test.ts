/** The test runner, with one more rule: whatever breaks the content security policy fails the test. */
import { expect, test as plain, type Page } from "@playwright/test";

/** What a page's policies stopped so far, workers' included. */
export interface Violations {
  /** The reports since the last call. */
  take(): string[];
}

/** Listens to what the browser says of policies, in the page and on its console, where workers are heard, too. */
async function violations(page: Page): Promise<Violations> {
  let reports: string[] = [];
  await page.exposeFunction("reportViolation", (report: string) => void reports.push(report));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      const report = `${event.violatedDirective} stopped ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`;
      (window as unknown as { reportViolation(report: string): void }).reportViolation(report);
    });
  });
  page.on("console", (message) => {
    if (/content security policy|permissions policy/i.test(message.text())) reports.push(message.text());
  });
  return {
    take: () => {
      const taken = reports;
      reports = [];
      return taken;
    },
  };
}

export const test = plain.extend<{ violations: Violations }>({
  violations: [
    async ({ page }, use) => {
      const heard = await violations(page);
      await use(heard);
      expect(heard.take(), "violations of the content security policy").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
