// What is done to Trunk's output last: smaller scripts, the order in which they are loaded, the page's content security
// policy, and the list of all files for days without a network.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withMinifiedGlue } from "./glue.mjs";
import { withFiles } from "./offline.mjs";
import { withEditorFirst } from "./order.mjs";
import { withPolicy } from "./policy.mjs";

const folder = process.env.TRUNK_STAGING_DIR ?? ".";
const page = join(folder, "index.html");
let html = await readFile(page, "utf8");
if (process.env.TRUNK_PROFILE !== "debug") html = await withMinifiedGlue(folder, html);
await writeFile(page, withPolicy(withEditorFirst(html)));
await withFiles(folder);
