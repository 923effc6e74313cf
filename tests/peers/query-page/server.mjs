// Serves the built app, the peers' pages, and one answer as neuPrintHTTP gives it, all from one origin.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };
const DATASETS = { "bench:v1": { "last-mod": "", uuid: "0", ROIs: [], superLevelROIs: [], hidden: false, info: "" } };

/** What else the app asks of a server when it connects. */
const REST = {
  "/api/version": { Version: "1.9.2" },
  "/api/serverinfo": { IsPublic: true, Version: "1.9.2" },
  "/api/dbmeta/datasets": DATASETS,
  "/upstream": { api: true, upstreams: [] },
};

/** Listens; the address, how to stop, and when the last answer began. `pages`: the folder of the peers' pages. */
export async function serve({ dist, pages, body }) {
  let began = 0;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const json = (value) => response.writeHead(200, { "Content-Type": "application/json" }).end(value);
    if (path === "/api/custom/custom") {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      const { cypher } = JSON.parse(Buffer.concat(pieces));
      if (cypher.includes("bench")) {
        began = Date.now();
        return json(body);
      }
      return json('{"columns":[],"data":[]}');
    }
    if (REST[path]) return json(JSON.stringify(REST[path]));
    const file = path.startsWith("/peers/") ? join(pages, normalize(path.slice(6))) : join(dist, normalize(path === "/" ? "/index.html" : path));
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close(), began: () => began };
}
