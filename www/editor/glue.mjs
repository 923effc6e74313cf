// Minifies the JavaScript that wasm-bindgen writes around each wasm file: half of its bytes, a fifth of them compressed.
// Trunk's own minifier fails on it.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";

/** The page, which names the hash of each script that it loads first, with the hashes of the smaller ones. */
export async function withMinifiedGlue(folder, html) {
  const files = await readdir(folder);
  for (const wasm of files.filter((name) => name.endsWith("_bg.wasm"))) {
    const script = wasm.replace("_bg.wasm", ".js");
    const before = await readFile(join(folder, script));
    const { code } = await transform(before, { minify: true, format: "esm", target: "es2022" });
    await writeFile(join(folder, script), code);
    html = html.replaceAll(integrity(before), integrity(code));
  }
  return html;
}

function integrity(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}
