// SWC in pieces and as it is written, in Node: `neuprint/skeleton`.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { install } from "./support/tarball.mjs";

const { project, remove } = install();
writeFileSync(join(project, "program.mjs"), 'export * from "neuprint/skeleton";\n');
const { NeuprintError, Skeleton, SwcParser } = await import(pathToFileURL(join(project, "program.mjs")).href);
after(remove);

const TEXT = "# id type x y z radius parent score\n# unit: nm\n1 0 0 0 0 1 -1 0.5\n\n9 2 3 4.25 0 1 1 .75\r\n7 0 1 1 1 1 8\n";
const bytes = (text) => new TextEncoder().encode(text);

/** What a function fails with: a NeuprintError of this code. */
function fails(code, what) {
  try {
    what();
  } catch (error) {
    assert.ok(error instanceof NeuprintError, String(error));
    assert.equal(error.code, code);
    return error;
  }
  return assert.fail(`nothing failed with ${code}`);
}

test("a body of several chunks is the whole file", async () => {
  const whole = Skeleton.parse(TEXT);
  for (const length of [1, 7, 64, 1000]) {
    const chunks = new ReadableStream({
      start(controller) {
        for (let at = 0; at < TEXT.length; at += length) controller.enqueue(bytes(TEXT.slice(at, at + length)));
        controller.close();
      },
    });
    const parser = new SwcParser({ expectedBytes: TEXT.length });
    for await (const chunk of chunks) parser.push(chunk);
    const { skeleton, problems, furtherProblems } = parser.finish();
    assert.equal(skeleton.toSwc(), whole.toSwc());
    assert.deepEqual(skeleton.nodeIds, whole.nodeIds);
    assert.deepEqual(problems.map(({ line, column }) => [line, column]), [[6, 1]]);
    assert.match(problems[0].message, /node 7 has the parent 8/);
    assert.equal(furtherProblems, 0);
    fails("invalid-argument", () => parser.push(bytes("1")));
    fails("invalid-argument", () => parser.finish());
  }
});

test("a file larger than what is copied at once is read", () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => `${row + 1} 0 ${row}.25 0 0 1 ${row || -1}\n`).join("");
  const skeleton = Skeleton.parse(bytes(rows));
  assert.deepEqual([skeleton.length, skeleton.fragments, skeleton.toSwc() === rows], [20_000, 1, true]);
  const error = fails("invalid-swc", () => Skeleton.parse(bytes(`${rows}20001 0 0 zero 0 1 1\n`)));
  assert.deepEqual(error.details, { line: 20_001, column: 11 });
});

test("what is wrong in a piece is refused, or told by a lenient parser", () => {
  const parser = new SwcParser();
  parser.push(bytes("1 0 0 0 0 1 -1\n2 0 0"));
  assert.deepEqual(fails("invalid-swc", () => parser.push(bytes(" zero 0 1 1\n"))).details, { line: 2, column: 7 });
  fails("invalid-swc", () => parser.push(bytes("3 0 0 0 0 1 1\n")));
  fails("invalid-swc", () => parser.finish());
  for (const chunk of ["text", [1], undefined]) fails("invalid-argument", () => new SwcParser().push(chunk));
  fails("invalid-argument", () => new SwcParser({ lenient: 1 }));
  const lenient = new SwcParser({ lenient: true });
  lenient.push(bytes("1 0 0 0 0 1 -1\n2 0 0 zero 0 1 1\n3 0 0 0 0 1 1"));
  const { skeleton, problems } = lenient.finish();
  assert.deepEqual([[...skeleton.nodeIds], problems.length], [[1n, 3n], 1]);
  lenient.free();
  assert.match(fails("invalid-argument", () => lenient.finish()).message, /freed/);
});

test("columns and fields of the header are kept", () => {
  const skeleton = Skeleton.parse(`#\${"ds_intv": [21, 21], "by": "NeuTu"}\n${TEXT}`);
  assert.deepEqual(skeleton.headerFields, [
    { key: "ds_intv", value: "[21, 21]" },
    { key: "by", value: '"NeuTu"' },
    { key: "unit", value: "nm" },
  ]);
  assert.match(skeleton.header, /^#\$.*score\n# unit: nm$/s);
  assert.deepEqual(skeleton.extraColumns, [{ name: "score", values: ["0.5", ".75", ""] }]);
  const all = Skeleton.parse("# n T x y z R P score\n1 0 0 0 0 1 -1 0.5\n2 0 0 0 0 1 1 1e1\n");
  assert.deepEqual(all.extraColumns[0].numbers, Float64Array.of(0.5, 10));
});

test("a file says where its skeleton comes from", () => {
  const skeleton = Skeleton.parse(TEXT);
  const written = skeleton.toSwc({
    renumber: true,
    provenance: { dataset: "hemibrain:v1.2.1", uuid: "a8b", healing: "none" },
    comments: "one\n1 0 0 0 0 1 -1",
    soma: 7n,
  });
  const head = "# id type x y z radius parent score\n# dataset: hemibrain:v1.2.1\n# uuid: a8b\n# unit: nm\n# root: 1\n# fragments: 2\n";
  const rows = "1 0 0 0 0 1 -1 0.5\n2 2 3 4.25 0 1 1 .75\n3 1 1 1 1 1 -1\n";
  assert.equal(written, `${head}# healing: none\n# one\n# 1 0 0 0 0 1 -1\n${rows}`);
  for (const options of [{ soma: 8 }, { soma: 1.5 }, { renumber: "yes" }, { comments: 1 }, { provenance: { uuid: 1 } }, 1]) {
    fails("invalid-argument", () => skeleton.toSwc(options));
  }
});
