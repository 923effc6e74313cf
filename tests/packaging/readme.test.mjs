// The JavaScript examples that people read first: they run as they stand, against a server that answers as neuPrint does.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { createServer } from "node:http";
import { once } from "node:events";
import { install } from "./support/tarball.mjs";

let place;
let server;

/** Two neurons, and the skeleton of each in two fragments. */
before(async () => {
  place = install();
  server = createServer(async (request, response) => {
    for await (const _ of request);
    const path = decodeURIComponent(request.url);
    const meta = { "last-mod": "", uuid: "", ROIs: [], superLevelROIs: [], info: "", hidden: false, logo: "", description: "" };
    if (path === "/api/dbmeta/datasets") return response.end(JSON.stringify({ "hemibrain:v1.2.1": meta }));
    if (path === "/api/custom/custom")
      return response.end(`{"columns":["bodyId","pre"],"data":[[754538881,600],[720575940628857211,601]],"debug":""}`);
    if (path.startsWith("/api/skeletons/skeleton/")) return response.end("1 0 0 0 0 1 -1\n2 0 9 0 0 1 -1\n3 0 9 4 0 1 2\n");
    response.writeHead(404).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

after(() => {
  server.close();
  place.remove();
});

/** Runs the first example in a text, with the fake server in place of the one it names. */
async function run(text) {
  const [, example] = text.match(/```js\n([\s\S]*?)```/);
  const address = `http://127.0.0.1:${server.address().port}`;
  const program = `const token = "a.b.c";\n${example.replace(/server: "[^"]*"/, `server: ${JSON.stringify(address)}`)}`;
  assert.notEqual(program.indexOf(address), -1);
  const file = join(place.project, "example.mjs");
  writeFileSync(file, program);
  return (await promisify(execFile)(process.execPath, [file])).stdout;
}

test("the JavaScript example of the project's README runs", async () => {
  const said = await run(readFileSync("README.md", "utf8"));
  assert.equal(said, "754538881 has 600 presynapses\n720575940628857211 has 601 presynapses\n3 nodes: 2 fragments became 1\n");
});

test("the JavaScript example of the package's README runs", async () => {
  await run(readFileSync(join(place.folder, "README.md"), "utf8"));
});
