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
    let text = "";
    for await (const piece of request) text += piece;
    const path = decodeURIComponent(request.url);
    const meta = { "last-mod": "", uuid: "", ROIs: [], superLevelROIs: [], info: "", hidden: false, logo: "", description: "" };
    if (path === "/api/dbmeta/datasets") return response.end(JSON.stringify({ "hemibrain:v1.2.1": meta }));
    if (path === "/api/custom/custom" && text.includes("NOT n.cropped")) {
      const rows = Array.from({ length: 62 }, (_, at) => `[${720575940628857210n + BigInt(at)},${at < 60 ? `"t${at}"` : null},null]`);
      return response.end(`{"columns":["bodyId","type","instance"],"data":[${rows}],"debug":""}`);
    }
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

test("the published example prints what neuprint-python prints", async () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  const file = join(place.folder, "examples/traced.mjs");
  assert.ok(readFileSync(file, "utf8").trim().split("\n").length <= 30);
  const { stdout } = await promisify(execFile)(process.execPath, [file, address], { cwd: place.project });
  // As pandas 2.2 prints the same rows.
  assert.equal(stdout, `                bodyId  type instance
0   720575940628857210    t0     None
1   720575940628857211    t1     None
2   720575940628857212    t2     None
3   720575940628857213    t3     None
4   720575940628857214    t4     None
..                 ...   ...      ...
57  720575940628857267   t57     None
58  720575940628857268   t58     None
59  720575940628857269   t59     None
60  720575940628857270  None     None
61  720575940628857271  None     None

[62 rows x 3 columns]
`);
});
