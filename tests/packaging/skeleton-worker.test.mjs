// Skeletons in worker threads of Node. In a browser: chromium.test.mjs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { install } from "./support/tarball.mjs";

const { project, remove } = install();
writeFileSync(join(project, "program.mjs"), 'export { SkeletonWorker, NeuprintError } from "neuprint/skeleton-worker";\nexport { Skeleton } from "neuprint/skeleton";\n');
const { NeuprintError, Skeleton, SkeletonWorker } = await import(pathToFileURL(join(project, "program.mjs")).href);
const worker = new SkeletonWorker({ threads: 2 });
after(() => {
  worker.terminate();
  remove();
});

const GAPS = "# two pieces\n1 0 0 0 0 1 -1\n2 0 10 0 0 1 1\n3 0 14 3 0 1 -1\n";
const fails = (code, promise) => assert.rejects(promise, (error) => error instanceof NeuprintError && error.code === code);

test("what is parsed and healed there is what is parsed and healed here", async () => {
  const [parsed, healed] = await Promise.all([worker.parse(GAPS), worker.heal(GAPS, { maxDistance: 5 })]);
  assert.equal(Skeleton.fromColumns(parsed.columns).toSwc(), GAPS);
  const here = Skeleton.parse(GAPS).heal({ maxDistance: 5 });
  assert.equal(Skeleton.fromColumns(healed.columns).toSwc(), here.skeleton.toSwc());
  assert.deepEqual([healed.bridges, healed.fragmentsBefore, healed.fragmentsAfter], [here.bridges, 2, 1]);
  const again = await worker.heal(parsed.columns);
  assert.deepEqual(again.columns, healed.columns);
});

test("many at once come back as they were asked", async () => {
  const texts = Array.from({ length: 50 }, (_, at) => `1 0 ${at} 0 0 1 -1\n2 0 0 ${at} 0 1 -1\n`);
  const healed = await Promise.all(texts.map((swc) => worker.heal(swc)));
  assert.deepEqual(healed.map(({ columns }) => columns.x[0]), texts.map((_, at) => at));
});

test("progress is told for every four megabytes, and around healing", async () => {
  const line = `1 0 0 0 0 1 -1 # ${"x".repeat(1000)}\n`;
  const swc = line + `#${"y".repeat(1000)}\n`.repeat(9_000);
  const heard = [];
  await worker.heal(swc, { onProgress: ({ stage, done, total }) => heard.push([stage, done, total]) });
  const total = swc.length;
  assert.deepEqual(heard, [["parse", 0, total], ["parse", 2 ** 22, total], ["parse", 2 ** 23, total], ["parse", total, total], ["heal", 0, 1], ["heal", 1, 1]]);
  await fails("invalid-argument", worker.heal(swc, { onProgress: 1 }));
});

test("mistakes are those of the main thread", async () => {
  await assert.rejects(worker.parse("1 0 zero 0 0 1 -1"), (error) => {
    assert.deepEqual([error instanceof NeuprintError, error.code, error.details], [true, "invalid-swc", { line: 1, column: 5 }]);
    return true;
  });
  await fails("invalid-argument", worker.heal(GAPS, { maxDistance: -1 }));
  await fails("invalid-argument", worker.heal(GAPS, { mask: () => true }));
  await fails("invalid-argument", worker.parse(17));
  assert.throws(() => new SkeletonWorker({ threads: 0 }), /threads/);
});

test("bytes are copied, or handed over", async () => {
  const bytes = new TextEncoder().encode(GAPS);
  await worker.parse(bytes);
  assert.equal(bytes.length, GAPS.length);
  await worker.parse(bytes, { transfer: true });
  assert.equal(bytes.length, 0);
});

test("an aborted task ends, before and in the middle of its work, and others go on", async () => {
  const one = new SkeletonWorker();
  await fails("aborted", one.parse(GAPS, { signal: AbortSignal.abort(new Error("mine")) }));
  // Large enough that the thread is still at it when the signal comes.
  const lines = Array.from({ length: 300_000 }, (_, at) => `${at + 1} 0 ${at % 977} ${at % 631} ${at % 373} 1 -1`);
  const controller = new AbortController();
  const long = one.heal(lines.join("\n"), { signal: controller.signal });
  const waiting = one.parse(GAPS);
  controller.abort(new Error("mine"));
  await assert.rejects(long, (error) => error.code === "aborted" && error.cause.message === "mine");
  assert.equal((await waiting).columns.x.length, 3);
  one.terminate();
  await fails("invalid-argument", one.parse(GAPS));
});

test("terminating fails what was asked", async () => {
  const one = new SkeletonWorker();
  const asked = one.parse(GAPS);
  one[Symbol.dispose ?? "terminate"]?.();
  one.terminate();
  await fails("aborted", asked);
});

test("the published example heals files and measures them", () => {
  const file = join(project, "broken.swc");
  writeFileSync(file, GAPS);
  const example = join(project, "node_modules/neuprint/examples/skeleton.mjs");
  const said = execFileSync(process.execPath, [example, file], { cwd: project, encoding: "utf8", timeout: 60_000 });
  assert.equal(said, `${file}: 3 nodes, 2 fragments became 1, cable 15.0, main neurite 15.0, Strahler order 1\n`);
  assert.match(readFileSync(join(project, "broken-healed.swc"), "utf8"), /^# two pieces\n# unit: unknown\n# root: 1\n# fragments: 1\n# healing: 1 bridges\n1 0 0 0 0 1 -1\n/);
});

test("a worker with nothing to do does not keep a program alive", () => {
  const program = `
    import { SkeletonWorker } from "neuprint/skeleton-worker";
    const { columns } = await new SkeletonWorker().parse("1 0 0 0 0 1 -1");
    console.log(columns.nodeIds.length);`;
  const run = execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: project, encoding: "utf8", timeout: 60_000 });
  assert.equal(run.trim(), "1");
});
