// Tables in JavaScript: exact cells in every form, parts that share their data, and what is left of a broken answer.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { BIG, HUGE } from "./support/fake-server.mjs";
import { install } from "./support/tarball.mjs";

const { project, remove } = install();
after(remove);
writeFileSync(join(project, "program.mjs"), 'export * from "neuprint";\n');
const { Cells, Client, NeuprintError, Table } = await import(pathToFileURL(join(project, "program.mjs")).href);

/** A client whose server gives this answer to every query, in these pieces. */
function answering(...pieces) {
  const body = () =>
    new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
  const fetch = async (url) =>
    url.includes("/dbmeta/datasets")
      ? Response.json({ "test:v1": { "last-mod": "", uuid: "", ROIs: [], superLevelROIs: [], info: "", hidden: false, logo: "", description: "" } })
      : new Response(body(), { headers: { "content-type": "application/json" } });
  return new Client({ server: "neuprint.example.org", retries: 0, fetch });
}

const tableOf = (...pieces) => answering(...pieces).fetchCustom("MATCH (n) RETURN n");

const ANSWER = `{"columns":["bodyId","size","score","ok","type","rois","roiInfo","any"],"data":[
  [${BIG},${HUGE},0.5,true,"KCg",["a'L(R)",${BIG}],{"MB(R)":{"pre":${BIG},"post":3}},1],
  [-1,3,2,false,null,null,null,"x"],
  [7,4,null,null,"KCg",[],{"__proto__":1,"é\\n":-0},[1.5,true,null,-9007199254740993]],
  [9007199254740991,5,1e300,true,"",[[[1]]],{},null]],"debug":""}`;

const fails = async (code, what) => {
  const error = await Promise.resolve().then(what).then(() => undefined, (thrown) => thrown);
  assert.ok(error instanceof NeuprintError, String(error));
  assert.equal(error.code, code, error.message);
  return error;
};

test("columns have the type that keeps their cells", async () => {
  const table = await tableOf(ANSWER);
  const types = table.columnNames.map((name) => table.column(name).type);
  assert.deepEqual(types, ["int64", "uint64", "float64", "bool", "text", "list", "map", "mixed"]);
  assert.deepEqual(table.column("ok"), { name: "ok", type: "bool", values: Uint8Array.of(1, 0, 0, 1), validity: Uint8Array.of(1, 1, 0, 1) });
  assert.deepEqual(table.column("type").values, ["KCg", null, "KCg", ""]);
});

test("lists, maps and mixed cells are decoded when they are asked for, exactly", async () => {
  const table = await tableOf(ANSWER);
  const rois = table.column("rois").values;
  assert.ok(rois instanceof Cells);
  assert.equal(rois.length, 4);
  assert.deepEqual(rois.at(0), ["a'L(R)", BIG]);
  assert.deepEqual([...rois], [["a'L(R)", BIG], null, [], [[[1n]]]]);
  const [info, , odd, empty] = table.column("roiInfo").values.toArray();
  assert.deepEqual(info, { "MB(R)": { pre: BIG, post: 3n } });
  assert.deepEqual(Object.entries(odd), [["__proto__", 1n], ["é\n", -0]]);
  assert.deepEqual(empty, {});
  assert.deepEqual(table.column("any").values.toArray(), [1n, "x", [1.5, true, null, -9007199254740993n], null]);
  await fails("invalid-argument", () => rois.at(4));
  const sorted = table.sort([{ column: "size" }]).column("rois").values;
  table.free();
  assert.deepEqual([rois.at(0), sorted.at(0), sorted.at(3)], [["a'L(R)", BIG], null, ["a'L(R)", BIG]]);
});

test("white space and escapes in nested cells change nothing", async () => {
  const table = await tableOf('{"columns":["x"],"data":[[ { "a\\u00e9\\"" : [ 1 , "\\\\" , { } , [ ] ] , "b" : "],}" } ]]}');
  assert.deepEqual(table.row(0)[0], { 'aé"': [1n, "\\", {}, []], b: "],}" });
});

test("rows come as objects, with integers in the form that is asked for", async () => {
  const table = await tableOf(ANSWER);
  const rows = [...table];
  assert.equal(rows.length, 4);
  assert.deepEqual(rows, table.toObjects());
  assert.deepEqual(table.toObjects({ bigint: "bigint" }), rows);
  assert.equal(rows[0].bodyId, BIG);
  assert.deepEqual(rows[1], { bodyId: -1n, size: 3n, score: 2, ok: false, type: null, rois: null, roiInfo: null, any: "x" });
  const [first, second, third, fourth] = table.toObjects({ bigint: "number-if-safe" });
  assert.deepEqual([first.bodyId, first.size, first.any, first.rois[1]], [BIG, HUGE, 1, BIG]);
  assert.deepEqual([second.bodyId, second.size, fourth.bodyId], [-1, 3, Number.MAX_SAFE_INTEGER]);
  assert.deepEqual(third.any, [1.5, true, null, -9007199254740993n]);
  const texts = table.toObjects({ bigint: "string" });
  assert.deepEqual([texts[0].bodyId, texts[0].size, texts[1].bodyId, texts[0].roiInfo["MB(R)"].post], [`${BIG}`, `${HUGE}`, "-1", "3"]);
  assert.equal(texts[1].score, 2);
  for (const options of [{ bigint: "number" }, { bigint: 1 }, "string"]) await fails("invalid-argument", () => table.toObjects(options));
});

test("a column's name may be anything", async () => {
  const [row] = await tableOf('{"columns":["__proto__","a b"],"data":[[1,2]]}');
  assert.deepEqual(Object.entries(row), [["__proto__", 1n], ["a b", 2n]]);
  assert.equal(Object.getPrototypeOf(row), Object.prototype);
});

test("JSON.stringify loses no digit, and the JSON text has all of them as numbers", async () => {
  const table = await tableOf(ANSWER);
  const read = JSON.parse(JSON.stringify(table));
  assert.deepEqual([read[0].bodyId, read[0].size, read[1].bodyId, read[0].rois[1]], [`${BIG}`, `${HUGE}`, -1, `${BIG}`]);
  assert.equal(read[3].bodyId, Number.MAX_SAFE_INTEGER);
  assert.deepEqual(read[2].any, [1.5, true, null, "-9007199254740993"]);
  const text = table.toJSONText();
  assert.ok(text.startsWith(`{"columns":["bodyId","size","score","ok","type","rois","roiInfo","any"],"data":[[${BIG},${HUGE},0.5,true,"KCg",["a'L(R)",${BIG}],`), text);
  const again = await tableOf(text);
  assert.deepEqual([...again], [...table]);
  assert.equal(table.slice(1, 2).toJSONText(), '{"columns":["bodyId","size","score","ok","type","rois","roiInfo","any"],"data":[[-1,3,2.0,false,null,null,null,"x"]]}');
});

test("slices, filters and orders are tables that share the data", async () => {
  const table = await tableOf(ANSWER);
  const ids = (part) => [...part.column("bodyId").values];
  assert.deepEqual(ids(table.slice(1, 3)), [-1n, 7n]);
  assert.deepEqual(ids(table.slice(-2)), [7n, 9007199254740991n]);
  assert.deepEqual([table.slice().length, table.slice(3, 1).length, table.slice(-99, Infinity).length], [4, 0, 4]);
  const filtered = table.filter(({ size }, index) => size < 10n && index !== 1);
  assert.deepEqual(ids(filtered), [7n, 9007199254740991n]);
  const sorted = filtered.sort([{ column: "size", descending: true }]);
  assert.deepEqual([ids(sorted), ids(sorted.slice(1)), sorted.row(0)[0]], [[9007199254740991n, 7n], [7n], 9007199254740991n]);
  assert.deepEqual(sorted.slice(1).column("score"), { name: "score", type: "float64", values: Float64Array.of(0), validity: Uint8Array.of(0) });
  assert.equal("validity" in table.slice(0, 1).column("type"), false);
  assert.deepEqual(ids(table.take([3, 0, 3])), [9007199254740991n, BIG, 9007199254740991n]);
  assert.equal(table.take(new Set([1])).toCSV(), "bodyId,size,score,ok,type,rois,roiInfo,any\r\n-1,3,2,false,,,,x\r\n");
  assert.equal(table.slice(1, 2).toCSV(), table.take([1]).toCSV());
  table.free();
  assert.deepEqual(ids(sorted), [9007199254740991n, 7n]);
  const mistake = new Error("of the caller");
  assert.throws(() => sorted.filter(() => { throw mistake; }), (error) => error === mistake);
  await fails("invalid-argument", () => sorted.filter("size"));
  await fails("invalid-argument", () => sorted.slice("one"));
  await fails("invalid-argument", () => sorted.take([2]));
  await fails("invalid-argument", () => sorted.take(1));
});

test("tables of many blocks and chunks are handed out whole", async () => {
  const many = 20_000;
  const rows = Array.from({ length: many }, (_, row) => `[${BIG + BigInt(row)},${row % 5 ? row / 4 + 0.1 : null},"t${row % 3}","i${row}"]`);
  const text = `{"columns":["a","b","c","d"],"data":[${rows.join(",")}]}`;
  const pieces = text.match(/.{1,4321}/gs);
  const table = await tableOf(...pieces);
  const a = table.column("a").values;
  assert.ok(a.every((id, row) => id === BIG + BigInt(row)) && a.length === many);
  const back = table.sort([{ column: "a", descending: true }]);
  assert.ok(back.column("a").values.every((id, row) => id === BIG + BigInt(many - 1 - row)));
  assert.deepEqual([...table.slice(8190, 8195).column("a").values], [8190n, 8191n, 8192n, 8193n, 8194n].map((row) => BIG + row));
  const { values, validity } = table.column("b");
  assert.ok(values.every((value, row) => value === (row % 5 ? row / 4 + 0.1 : 0) && validity[row] === Number(row % 5 > 0)));
  let row = 0;
  for (const { c, d } of table) assert.equal(c + d, `t${row % 3}i${row++}`);
  assert.equal(row, many);
});

test("a broken answer says where, and gives what was complete", async () => {
  const cut = await fails("malformed-response", () => tableOf('{"columns":["bodyId"],"data":[', `[${BIG}],[2],[`, "3"));
  assert.equal(cut.details.at, 30 + `[${BIG}],[2],[`.length + 1);
  assert.ok(cut.details.partial instanceof Table);
  assert.deepEqual(cut.details.partial.toObjects(), [{ bodyId: BIG }, { bodyId: 2n }]);
  const wrong = await fails("malformed-response", () => tableOf('{"columns":["bodyId"],"data":[[1],[oops]]}'));
  assert.deepEqual([wrong.details.at, wrong.details.partial.length], [35, 1]);
  assert.match(wrong.message, /byte 35/);
  const wide = await fails("malformed-response", () => tableOf('{"columns":["bodyId"],"data":[[1],[2,3]]}'));
  assert.equal(wide.details.partial.length, 1);
  const page = await fails("malformed-response", () => tableOf("<html>"));
  assert.deepEqual([page.details.at, page.details.partial.length], [0, 0]);
});
