// Brotli twins and sizes of the files in a folder: node --eval … -- FOLDER compress|print
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder, what] = process.argv.slice(-2);

/** Images and fonts are compressed already. */
const shrinks = /\.(wasm|m?js|css|html|json|svg|txt|md|map|npdata)$/;
const counted = /\.(wasm|m?js|css)$/;

function* files(at) {
  for (const entry of readdirSync(at, { withFileTypes: true })) {
    const path = join(at, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (!entry.name.startsWith(".")) yield path;
  }
}

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

if (what === "compress") {
  for (const path of [...files(folder)]) {
    if (path.endsWith(".br")) rmSync(path);
    if (!shrinks.test(path)) continue;
    const bytes = readFileSync(path);
    const small = brotli(bytes);
    if (small.length < bytes.length) writeFileSync(`${path}.br`, small);
  }
} else {
  const rows = [];
  for (const path of files(folder)) {
    if (!counted.test(path)) continue;
    const bytes = readFileSync(path);
    let small;
    try {
      small = statSync(`${path}.br`).size;
    } catch {
      small = brotli(bytes).length;
    }
    rows.push([relative(folder, path), bytes.length, gzipSync(bytes, { level: 9 }).length, small]);
  }
  rows.sort((a, b) => b[1] - a[1]);
  rows.push(["all", ...[1, 2, 3].map((column) => rows.reduce((sum, row) => sum + row[column], 0))]);
  const name = Math.max(...rows.map((row) => row[0].length));
  const cell = (value) => value.toLocaleString("en").padStart(12);
  console.log(`${"bytes".padEnd(name)}${["raw", "gzip", "brotli"].map((head) => head.padStart(12)).join("")}`);
  for (const [file, ...sizes] of rows) console.log(`${file.padEnd(name)}${sizes.map(cell).join("")}`);
}
