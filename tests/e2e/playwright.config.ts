import { defineConfig } from "@playwright/test";
import { address, webServer } from "./support/app.ts";
import { launch } from "./support/browser.ts";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  // A file at a time in each: what one waits for, the other works meanwhile.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // What only a second try passes is named at the end of `cargo xtask test`.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    baseURL: address,
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    launchOptions: launch,
    // It fetches the whole app anew in the background. Where it is what is tested, it is let in.
    serviceWorkers: "block",
    // Recording costs more than many a test: where there is a second try, that one is recorded.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    screenshot: "only-on-failure",
  },
  webServer,
});
