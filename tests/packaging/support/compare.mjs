// Whether a table is the recorded one, cell by cell: the rules of `compare.rs` beside the recordings' other tests.
import assert from "node:assert/strict";

const BY = ["bodyId_pre", "bodyId_post", "weight"];
/** Functions whose rows come in no order, or only by these columns. The others' rows have their places. */
const ORDERED_BY = {
  fetch_adjacencies: [[], BY],
  fetch_paths: [[]],
  fetch_shortest_paths: [[]],
  fetch_output_completeness: [[]],
  fetch_synapses: [[]],
  fetch_mean_synapses: [[]],
  fetch_synapse_connections: [[]],
  fetch_connection_mitochondria: [[]],
  fetch_mitochondria: [[]],
  fetch_synapses_and_closest_mitochondria: [[]],
};
/** Lengths are computed in 32 bits there, and so are sums of such columns. */
const NEAR = 1e-6;

const near = (a, b) => typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= NEAR * Math.max(Math.abs(a), Math.abs(b), 1);

/** The keys of maps in order, floats of 32 bits as such. */
function canonical(value, single) {
  if (Array.isArray(value)) return value.map((item) => canonical(item, single));
  if (value !== null && typeof value === "object") return Object.keys(value).sort().map((key) => [key, canonical(value[key], single)]);
  return single && typeof value === "number" ? Math.fround(value) : value ?? null;
}

function assertTable(call, part, theirs, ours) {
  const title = `${call} ${part}`;
  const isSkeleton = call === "client.fetch_skeleton";
  if (theirs.rows?.length === 0) return assert.equal(ours.rows.length, 0, title);
  // Of neurons' properties the order is that of a set of names.
  const sorted = (names) => (call === "fetch_neurons" && part === 0 ? [...names].sort() : names);
  assert.deepEqual(sorted(ours.table), sorted(theirs.table), title);
  assert.equal(ours.rows.length, theirs.rows?.length ?? theirs.count, title);
  const single = theirs.table.map((_, at) => theirs.dtypes[at] === "float32");
  const places = theirs.table.map((name) => ours.table.indexOf(name));
  const cells = (row) => row.map((cell, at) => canonical(cell, single[at]));
  const same = (a, b, message) => (isSkeleton ? a.forEach((cell, at) => assert.ok(near(cell, b[at]) || cell === b[at], `${message}: ${a}, not ${b}`)) : assert.deepEqual(a, b, message));
  const own = ours.rows.map((row) => cells(places.map((place) => row[place])));
  if (theirs.rows) {
    const [found, expected] = ordered(call, part, theirs.table, own, theirs.rows.map(cells), title);
    expected.forEach((row, at) => same(found[at], row, `${title}, row ${at}`));
    return;
  }
  // Of long tables both ends and the sums were recorded.
  theirs.first.forEach((row, at) => same(own[at], cells(row), `${title}, row ${at}`));
  theirs.last.forEach((row, at) => same(own.at(at - theirs.last.length), cells(row), `${title}, from the end`));
  for (const [name, sum] of Object.entries(theirs.sums)) {
    const column = own.map((row) => row[theirs.table.indexOf(name)]);
    const total = column.reduce((a, b) => a + b, 0);
    if (single[theirs.table.indexOf(name)]) assert.ok(near(total, sum), `${title}: the sum of ${name} is ${total}, not ${sum}`);
    else assert.equal(total, sum, `${title}: the sum of ${name}`);
  }
}

/** Both tables' rows, in one order where the function promises none. */
function ordered(call, part, names, ours, theirs, title) {
  const by = ORDERED_BY[call]?.[part];
  if (!by) return [ours, theirs];
  const keys = by.map((name) => names.indexOf(name));
  const keysOf = (rows) => rows.map((row) => keys.map((key) => row[key]));
  assert.deepEqual(keysOf(ours), keysOf(theirs), `${title}: the order`);
  // Paths are numbered as they were found: here a path's number is what it goes along.
  const path = names.indexOf("path");
  const along = (rows) => {
    const ways = new Map();
    for (const row of rows) ways.set(row[path], (ways.get(row[path]) ?? "") + JSON.stringify(row.filter((_, at) => at !== path)));
    return rows.map((row) => row.map((cell, at) => (at === path ? ways.get(cell) : cell)));
  };
  const sorted = (rows) => (path < 0 ? rows : along(rows)).map((row) => [JSON.stringify(row), row]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
  return [sorted(ours), sorted(theirs)];
}

/** Throws where a result is not the recorded one. */
export function assertSame(call, theirs, ours) {
  const isTable = (value) => value?.table !== undefined;
  if (isTable(theirs)) return assertTable(call, 0, theirs, ours);
  if (Array.isArray(theirs) && theirs.some(isTable)) {
    assert.equal(ours.length, theirs.length, call);
    return theirs.forEach((table, part) => assertTable(call, part, table, ours[part]));
  }
  if (theirs?.bytes !== undefined) return assert.ok(ours.length === theirs.bytes && ours.startsWith(theirs.begins), call);
  // Either writes floats in its own way. Python's tables do not have the kinds of nodes, so they come out as 0 there.
  const nodes = (text) => text.trim().split("\n").filter((line) => !line.startsWith("#")).map((line) => line.split(" ").map(Number).filter((_, at) => at !== 1));
  if (call === "client.fetch_skeleton") return assert.deepEqual(nodes(ours), nodes(theirs), call);
  assert.deepEqual(canonical(ours), canonical(theirs), call);
}
