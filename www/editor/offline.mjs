// Tells the service worker (src/offline.ts) of what the app consists, and names exactly these files, so that browsers see
// that there is another build.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

const SCRIPT = "offline.js";

/** Completes the script in the folder of the finished app. */
export async function withFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== SCRIPT)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(await readFile(join(folder, file)));
  // The page itself is kept under its folder's address.
  const kept = files.filter((file) => file !== "index.html");
  const head = `const FILES=${JSON.stringify(kept)},BUILD="${hash.digest("hex").slice(0, 16)}";\n`;
  await writeFile(join(folder, SCRIPT), head + (await readFile(join(folder, SCRIPT), "utf8")));
}
