/** Where elements are once nothing moves any more. */
import type { Locator } from "@playwright/test";
import { expect } from "./test.ts";

export type Box = { x: number; y: number; width: number; height: number };

/** The box of an element that has not moved between two looks. */
export async function boxAtRest(locator: Locator): Promise<Box> {
  let last = "";
  await expect
    .poll(async () => {
      const before = last;
      last = JSON.stringify(await locator.boundingBox());
      return last !== "null" && last === before;
    }, { message: "the element comes to rest" })
    .toBe(true);
  return JSON.parse(last) as Box;
}
