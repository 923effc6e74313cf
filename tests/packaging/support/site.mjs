// A static server on loopback for pages under test.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src *";
const TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

/**
 * Serves files under a Content-Security-Policy that lets a page load wasm and speak to servers, but evaluate no text.
 * @param {(path: string) => string | undefined} place the file of a path; undefined where there is none
 * @param {string} [page] what `/` answers, instead of a file
 * @param {{ policy?: string, cors?: boolean }} [options] another policy; whether pages of other origins may read the files
 */
export async function serve(place, page, { policy = POLICY, cors = false } = {}) {
  const site = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    response.setHeader("content-security-policy", policy);
    if (cors) response.setHeader("access-control-allow-origin", "*");
    if (path === "/" && page !== undefined) return response.setHeader("content-type", "text/html").end(page);
    try {
      const file = place(path);
      const bytes = await readFile(file);
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream").end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  site.listen(0, "127.0.0.1");
  // A test that failed before it closed its server must not keep the run from ending.
  site.unref();
  await once(site, "listening");
  return {
    address: `http://127.0.0.1:${site.address().port}/`,
    close() {
      site.closeAllConnections();
      site.close();
    },
  };
}

/** The files of a folder; `/` is its index.html. */
export const folderOf = (folder) => (path) => join(folder, path === "/" ? "index.html" : path);
