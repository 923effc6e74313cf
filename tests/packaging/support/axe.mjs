// What axe-core says of a page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { required } from "./tarball.mjs";

const packages = required("NEUPRINT_PLAYWRIGHT", "a node_modules folder with playwright-core and axe-core");
const source = readFileSync(createRequire(join(packages, "x.js")).resolve("axe-core/axe.min.js"), "utf8");

/** Everything that it finds in an element and in its shadow, however grave: rule, help, and the markup that is meant. */
export async function violations(page, selector) {
  // Given to the debugger, not to the page, so that the page's policy stays as strict as it is.
  await page.evaluate(source);
  return page.evaluate(async (selector) => {
    const { violations } = await globalThis.axe.run(selector);
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html} (${failureSummary})`).join(" | ")}`);
  }, selector);
}
