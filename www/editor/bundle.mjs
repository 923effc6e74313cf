// Bundles the editor, the store of the query library, the service worker and the styles into Trunk's staging folder, under
// names that never change: editor.js, library.js, offline.js, app.css.
// Trunk runs this beside the Rust builds; by hand: TRUNK_STAGING_DIR=/some/folder node bundle.mjs
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const into = process.env.TRUNK_STAGING_DIR ?? join(here, "dist");
const release = process.env.TRUNK_PROFILE !== "debug";
const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: release,
  // Style nesting, `light-dark()` and `color-mix()` go to the browser as they are written.
  target: ["chrome123", "firefox120", "safari17.5"],
  logLevel: "warning",
  legalComments: "none",
};

/**
 * CodeMirror puts its rules into a `<style>` element, except below a shadow root, where it adopts a sheet. The content
 * security policy allows no inline style, and every browser that we build for can adopt sheets anywhere.
 */
const adoptedStyles = {
  name: "adopted-styles",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]style-mod[\\/]src[\\/]style-mod\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const condition = "!root.head && root.adoptedStyleSheets";
      if (source.split(condition).length !== 2) throw new Error(`${path} has changed: look how it mounts its rules`);
      return { contents: source.replace(condition, "root.adoptedStyleSheets"), loader: "js" };
    }),
};

await Promise.all([
  build({ ...shared, plugins: [adoptedStyles], entryPoints: ["src/editor.ts"], format: "esm", outfile: join(into, "editor.js") }),
  build({ ...shared, entryPoints: ["src/library.ts"], format: "esm", outfile: join(into, "library.js") }),
  build({ ...shared, entryPoints: ["src/offline.ts"], format: "iife", outfile: join(into, "offline.js") }),
  build({ ...shared, entryPoints: ["../styles/app.css"], outfile: join(into, "app.css") }),
]);
