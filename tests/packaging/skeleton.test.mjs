// What skeletons can do, through the packed npm package in Node. That the results are right is shown in Rust; here it is
// that they arrive.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { install } from "./support/tarball.mjs";

const { project, remove } = install();
after(remove);
writeFileSync(join(project, "program.mjs"), 'export * from "neuprint/skeleton";\n');
const { NeuprintError, Skeleton } = await import(pathToFileURL(join(project, "program.mjs")).href);

/** A trunk of three nodes that branches: two nodes of 10 each, one of 5, and one of 8 and 1. */
const Y = `1 0 0 0 0 1 -1
2 0 10 0 0 2 1
3 0 20 0 0 3 2
4 0 30 0 0 4 3
5 0 40 0 0 5 4
6 0 20 5 0 1 3
7 0 20 0 8 1 3
8 0 20 0 9 1 7
`;
const skeleton = Skeleton.parse(Y);
const ids = (of) => [...of.nodeIds].map(Number);
const refused = (call, message) => assert.throws(call, (error) => error instanceof NeuprintError && error.code === "invalid-argument" && message.test(error.message));

test("a node is named by its identifier, its index, its place or its radius", () => {
  const roots = (choice) => Number(skeleton.reroot(choice).rootIds[0]);
  assert.equal(roots(5n), 5);
  assert.equal(roots({ id: 5 }), 5);
  assert.equal(roots({ id: "5" }), 5);
  assert.equal(roots({ index: 5 }), 6);
  assert.equal(roots({ near: [19, 0, 7.9] }), 7);
  assert.equal(roots({ near: { x: 41, y: 0, z: 0 } }), 5);
  assert.equal(roots({ near: Float32Array.of(0, 0, 0) }), 1);
  assert.equal(roots({ thickest: true }), 5);
  refused(() => skeleton.reroot(5), /identifier or an index/);
  refused(() => skeleton.reroot(99n), /no node 99/);
  refused(() => skeleton.reroot({ index: 8 }), /below 8/);
  refused(() => skeleton.reroot({ near: [1, 2] }), /position/);
  refused(() => skeleton.reroot({}), /thickest/);
  refused(() => skeleton.reroot(undefined), /thickest/);
  refused(() => Skeleton.parse("").reroot({ thickest: true }), /no nodes/);
});

test("healing with a mask, least sizes, a root; and all gaps at once", () => {
  const broken = Skeleton.parse("1 0 0 0 0 1 -1\n2 0 10 0 0 1 1\n3 0 14 3 0 1 -1\n4 0 20 3 0 1 3\n5 0 32 3 0 1 -1\n");
  assert.equal(broken.heal({ minFragmentSize: 2 }).fragmentsAfter, 2);
  assert.equal(broken.heal({ mask: Uint8Array.of(1, 0, 0, 1, 0) }).bridges[0].length, Math.hypot(20, 3));
  assert.deepEqual(broken.heal({ root: { near: [33, 3, 0] } }).skeleton.rootIds, BigInt64Array.of(5n));
  refused(() => broken.heal({ root: 9n }), /no node 9/);
  refused(() => broken.heal({ mask: [true] }), /5 entries/);
  const gaps = broken.gaps();
  assert.deepEqual([gaps.lengths, gaps.from, gaps.to], [Float64Array.of(5, 12), Uint32Array.of(1, 3), Uint32Array.of(2, 4)]);
  assert.deepEqual([4, 5, 11.9, 12].map((distance) => gaps.fragmentsAt(distance)), [3, 2, 2, 1]);
  for (const maxDistance of [4, 5, 12, undefined]) {
    assert.equal(gaps.heal({ maxDistance }).skeleton.toSwc(), broken.heal({ maxDistance }).skeleton.toSwc());
  }
  assert.deepEqual(gaps.heal().fragmentOfNodes, Uint32Array.of(0, 0, 1, 1, 2));
  gaps.free();
  refused(() => gaps.fragments, /freed/);
});

test("measures", () => {
  assert.deepEqual(skeleton.strahlerOrders(), Uint32Array.of(2, 2, 2, 1, 1, 1, 1, 1));
  assert.deepEqual(skeleton.nodeKinds(), Uint8Array.of(0, 3, 1, 3, 2, 2, 3, 2));
  assert.deepEqual([skeleton.roots(), skeleton.branchNodes(), skeleton.endNodes()], [Uint32Array.of(0), Uint32Array.of(2), Uint32Array.of(4, 5, 7)]);
  assert.deepEqual(skeleton.boundingBox(), { min: Float64Array.of(0, 0, 0), max: Float64Array.of(40, 5, 9) });
  assert.equal(Skeleton.parse("").boundingBox(), undefined);
  const { children, parents, lengths, averageRadii, volumes } = skeleton.segments();
  assert.deepEqual([children[0], parents[0], lengths[0], averageRadii[0]], [1, 0, 10, 1.5]);
  assert.equal(volumes[0], (Math.PI * 10 * (1 + 4 + 2)) / 3);
  assert.deepEqual(skeleton.sholl([0, 0, 0], [5, 15, 35, 100]), Uint32Array.of(1, 1, 1, 0));
  refused(() => skeleton.sholl([0, 0, 0], ["5"]), /radii/);
});

test("ways along the cable", () => {
  assert.deepEqual(skeleton.distancesFrom(6n), Float64Array.of(25, 15, 5, 15, 25, 0, 13, 14));
  assert.deepEqual(skeleton.geodesicDistances([0, 5], Uint32Array.of(4, 7)), Float64Array.of(40, 14));
  assert.deepEqual(skeleton.pathBetween(6n, 8n), { nodes: Uint32Array.of(5, 2, 6, 7), length: 14 });
  assert.equal(Skeleton.parse("1 0 0 0 0 1 -1\n2 0 0 0 0 1 -1\n").pathBetween(1n, 2n), undefined);
  assert.deepEqual(skeleton.longestPath(), { nodes: Uint32Array.of(0, 1, 2, 3, 4), length: 40 });
  assert.deepEqual(skeleton.reroot(8n).longestPathFromRoot(), { nodes: Uint32Array.of(7, 6, 2, 1, 0), length: 29 });
  assert.deepEqual(skeleton.sections(), [Uint32Array.of(2, 1, 0), Uint32Array.of(4, 3, 2), Uint32Array.of(5, 2), Uint32Array.of(7, 6, 2)]);
  const { offsets, neighbours, lengths } = skeleton.graph();
  assert.deepEqual(neighbours.subarray(offsets[2], offsets[3]), Uint32Array.of(1, 3, 5, 6));
  assert.deepEqual(lengths.subarray(offsets[2], offsets[3]), Float64Array.of(10, 10, 5, 8));
  refused(() => skeleton.geodesicDistances([0], [1, 2]), /1 nodes and `to` has 2/);
  refused(() => skeleton.geodesicDistances([0], [8]), /there are 8 nodes/);
  refused(() => skeleton.geodesicDistances([-1], [0]), /indices/);
});

test("skeletons made of others", () => {
  assert.deepEqual(ids(skeleton.pruneTwigs(5)), [1, 2, 3, 4, 5, 7, 8]);
  assert.deepEqual(ids(skeleton.pruneTwigs(100, { recursive: true })), [1, 2, 3]);
  assert.deepEqual(ids(skeleton.pruneStrahler(1)), [1, 2, 3]);
  assert.deepEqual(ids(skeleton.pruneStrahler([2])), [4, 5, 6, 7, 8]);
  assert.deepEqual(ids(skeleton.retain(Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0))), [1, 2]);
  assert.deepEqual(ids(skeleton.retain(skeleton.nodeIds.length ? [true, false, false, false, false, false, false, true] : [])), [1, 8]);
  assert.deepEqual(ids(skeleton.pruneBox({ min: [0, 0, 0], max: [20, 9, 0] })), [1, 2, 3, 6]);
  assert.deepEqual(ids(skeleton.pruneBox(skeleton.boundingBox(), { keep: "outside" })), []);
  assert.deepEqual(ids(skeleton.downsample(Infinity)), [1, 3, 5, 6, 8]);
  assert.deepEqual(ids(skeleton.downsample(2)), [1, 3, 5, 6, 8]);
  assert.deepEqual(ids(skeleton.upsample(5)).length, 13);
  assert.deepEqual(ids(skeleton.resample(7)).length, 9);
  const { distal, proximal } = skeleton.split(4n);
  assert.deepEqual([ids(distal), ids(proximal)], [[4, 5], [1, 2, 3, 4, 6, 7, 8]]);
  const joined = proximal.join(distal, { from: 4n, to: 4n });
  assert.deepEqual([joined.length, joined.fragments, joined.cableLength()], [9, 1, skeleton.cableLength()]);
  assert.equal(proximal.join(distal).fragments, 2);
  refused(() => skeleton.split(1n), /root/);
  refused(() => skeleton.pruneTwigs(-1), /length/);
  refused(() => skeleton.downsample(1.5), /factor/);
  refused(() => skeleton.upsample(0), /above 0/);
  refused(() => skeleton.resample(1e-12), /more than 33554432/);
  refused(() => skeleton.retain([true]), /8 entries/);
  refused(() => proximal.join(distal, { from: 4n }), /both/);
});

test("units are said, and convert", () => {
  assert.equal(skeleton.unit, "unknown");
  refused(() => skeleton.convertedTo("nm"), /withUnit/);
  const voxels = skeleton.withUnit({ voxel: [8, 8, 40] });
  assert.deepEqual(voxels.unit, { voxel: [8, 8, 40] });
  const nm = voxels.convertedTo("nm");
  assert.deepEqual([nm.unit, [...nm.xyz.slice(-3)]], ["nm", [160, 0, 360]]);
  assert.equal(nm.convertedTo("um").cableLength(), Math.fround(nm.convertedTo("um").cableLength()) && nm.convertedTo("um").cableLength());
  refused(() => skeleton.withUnit("mm"), /"nm"/);
  refused(() => skeleton.withUnit({ voxel: [8, 8] }), /voxel/);
});

test("columns are seen without a copy while a function runs", () => {
  const sum = skeleton.withColumns(({ x, nodeIds, parents }) => {
    assert.ok(x.buffer === parents.buffer && x.buffer !== skeleton.xyz.buffer);
    assert.deepEqual([nodeIds[7], parents[0]], [8n, 0xffffffff]);
    return x.reduce((all, value) => all + value);
  });
  assert.equal(sum, 160);
  assert.throws(() => skeleton.withColumns(() => { throw new TypeError("mine"); }), /mine/);
  refused(() => skeleton.withColumns(1), /function/);
});

test("a skeleton is made of columns, if they are one", () => {
  const columns = skeleton.withColumns((views) => Object.fromEntries(Object.entries(views).map(([name, view]) => [name, view.slice()])));
  assert.equal(Skeleton.fromColumns(columns).toSwc(), Y);
  const least = Skeleton.fromColumns({ x: [0, 3], y: [0, 4], z: [0, 0], parents: [-1, 0] });
  assert.deepEqual([[...least.nodeIds], least.cableLength()], [[1n, 2n], 5]);
  refused(() => Skeleton.fromColumns({ ...columns, x: [1] }), /`x` has 1.*8/);
  refused(() => Skeleton.fromColumns({ ...columns, nodeIds: new BigInt64Array(8) }), /identifier 0/);
  refused(() => Skeleton.fromColumns({ ...columns, parents: [7, 0, 1, 2, 3, 2, 2, 6] }), /own ancestor/);
  refused(() => Skeleton.fromColumns({ ...columns, parents: [8, 0, 1, 2, 3, 2, 2, 6] }), /index 8/);
  refused(() => Skeleton.fromColumns({ ...columns, y: [NaN, 0, 0, 0, 0, 0, 0, 0] }), /finite/);
  refused(() => Skeleton.fromColumns(1), /columns/);
});
