/** What the address says once it has caught up: it follows some time after the last change. */
import type { Page } from "@playwright/test";
import { expect } from "./test.ts";

/** Longer than the app waits for a next change. */
const PAUSE = 900;

/** The address when it has not changed for a while. */
export async function addressAtRest(page: Page): Promise<string> {
  let last = "";
  await expect
    .poll(
      () => {
        const before = last;
        last = page.url();
        return last === before;
      },
      { message: "the address comes to rest", intervals: [PAUSE] },
    )
    .toBe(true);
  return last;
}
