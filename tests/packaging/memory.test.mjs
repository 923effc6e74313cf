// Clients, tables and skeletons give back what they took: when they are disposed of, and when they are forgotten.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { install } from "./support/tarball.mjs";

const { project, remove } = install();
after(remove);

/** Memory after a warm-up and after 10,000 more rounds; each round makes a client, a table and a skeleton. */
const PROGRAM = `
  import { readFileSync } from "node:fs";
  import { Client, Skeleton, initSync } from "neuprint/init";

  const file = (name) => readFileSync(new URL(import.meta.resolve(\`neuprint/\${name}_bg.wasm\`)));
  const memories = Object.values(initSync({ client: file("neuprint"), skeleton: file("skeleton") }));
  const bytes = () => memories.map((memory) => memory.buffer.byteLength);
  const rows = Array.from({ length: 200 }, (_, row) => \`[\${9007199254740993n + BigInt(row)},"type \${row}",null]\`).join(",");
  const ANSWERS = { datasets: '{"test:v1":{}}', custom: \`{"columns":["bodyId","type","none"],"data":[\${rows}],"debug":""}\` };
  const fetch = async (request) => new Response(String(request.url ?? request).includes("datasets") ? ANSWERS.datasets : ANSWERS.custom);
  const disposes = process.argv[2] === "disposed";

  async function round() {
    const client = await Client.connect({ server: "https://server.test", fetch, token: "token" });
    const table = await client.fetchCustom("RETURN 1");
    const skeleton = Skeleton.parse("1 0 0 0 0 1 -1\\n2 0 1 0 0 1 1\\n");
    if (table.length !== 200 || skeleton.length !== 2) throw new Error("not what was asked for");
    if (disposes) for (const one of [client, table, skeleton]) one[Symbol.dispose]();
  }

  async function rounds(count) {
    for (let at = 1; at <= count; at++) {
      await round();
      // What is forgotten is given back by finalizers, which run between turns of the event loop.
      if (!disposes && at % 50 === 0) {
        gc();
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  await rounds(1000);
  const before = bytes();
  await rounds(10_000);
  console.log(JSON.stringify([before, bytes()]));`;

/**
 * By how much the memory may grow: not at all where everything is given back at once. When finalizers run is the engine's
 * own matter, and now and then one more page is needed for what waits for them; the smallest thing that was kept in each of
 * 10,000 rounds would be ten times as much as this.
 */
const MORE = { disposed: 0, forgotten: 2 * 65_536 };

for (const [what, ...flags] of [["disposed"], ["forgotten", "--expose-gc"]]) {
  test(`wasm memory stays flat over 10,000 ${what} clients, tables and skeletons`, async () => {
    writeFileSync(join(project, "program.mjs"), PROGRAM);
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, "program.mjs", what], { cwd: project });
    const [before, after] = JSON.parse(stdout);
    console.log(`# ${what}: ${before} bytes, then ${after}`);
    assert.equal(before.length, 2);
    assert.ok(after.every((bytes, module) => bytes <= before[module] + MORE[what]), `${before} bytes after 1,000 rounds, ${after} after 10,000 more`);
  });
}
