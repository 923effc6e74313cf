// The package's types, as a strict TypeScript program sees them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { install, required } from "./support/tarball.mjs";

const { project, remove } = install();
after(remove);
const compiler = join(required("NEUPRINT_PLAYWRIGHT", "a node_modules folder with typescript"), "typescript/bin/tsc");
const skip = existsSync(compiler) ? false : `${compiler} is missing`;

/** What the compiler says of a program. */
function check(program, moduleResolution) {
  writeFileSync(join(project, "program.mts"), program);
  const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "es2022,dom"];
  const module = moduleResolution === "bundler" ? "esnext" : "nodenext";
  const run = spawnSync(process.execPath, [compiler, ...options, "--module", module, "--moduleResolution", moduleResolution, "program.mts"], {
    cwd: project,
    encoding: "utf8",
  });
  return run.stdout;
}

const GOOD = `
  import { Client, NeuprintError, Skeleton, assignSidesInGroups, bilateralSyndist, connectionTableToMatrix, mergeNeuronProperties, neuroglancerLink, parseBodyIds, parseNeuroglancerLink, syndistMatrix, type ArrowWarning, type NeuroglancerScene, type CellValue, type Cells, type NeuprintErrorCode, type Row, type SynapseCriteria, type Table, fetchSynapseConnections } from "neuprint";
  import init, { initSync } from "neuprint/init";
  import { Skeleton as SkeletonAlone, SwcParser } from "neuprint/skeleton";
  import { SkeletonWorker } from "neuprint/skeleton-worker";
  import initSkeleton from "neuprint/skeleton/init";
  import { Viewer, type Legend, type Picked } from "neuprint/viewer";
  import initViewer from "neuprint/viewer/init";
  import { NeuprintViewerElement, type NeuronFile } from "neuprint/element";
  import widget, { render } from "neuprint/anywidget";

  const client: Client = await Client.connect({ server: "neuprint.janelia.org", dataset: "hemibrain:v1.2.1", signal: AbortSignal.timeout(1000) });
  const table: Table = await client.fetchCustom("RETURN 1", { onProgress: (rows: number) => rows, dataset: "x" });
  await client.fetchCustom("RETURN 1", { useArrow: true, onWarning: ({ column, loss, rows }: ArrowWarning) => \`\${column} \${loss === "fractions-cut"} \${rows + 1}\` });
  const column = table.column("bodyId");
  if (column.type === "int64") {
    const ids: BigInt64Array = column.values;
    const skeleton: Skeleton = await client.fetchSkeleton(ids[0]!, { heal: { maxDistance: 1000, unit: "nm" } });
    const { bridges, fragmentsAfter } = skeleton.heal({ maxDistance: 3, scale: [8, 8, 8] });
    const lengths: number[] = bridges.map(({ length }) => length);
    skeleton[Symbol.dispose]();
  } else if (column.type === "text") {
    const texts: (string | null)[] = column.values;
  } else if (column.type === "map") {
    const cells: Cells = column.values;
    const decoded: CellValue[] = [...cells, cells.at(0), ...cells.toArray()];
  }
  const kept: Table = table.slice(-3).filter((row: Row, index: number) => row.bodyId === 1n || index > 2).sort([{ column: 0 }]).take([0]);
  for (const row of kept) { const cell: CellValue | undefined = row["type"]; }
  const pasted: bigint[] = parseBodyIds("1, 2").bodies;
  const address: string = neuroglancerLink(pasted, { layers: {}, colors: { "1": "#ff0000" }, position: [1, 2, 3], voxelSize: [8, 8, 8] });
  const scene: NeuroglancerScene = parseNeuroglancerLink(address);
  const connections: Table = mergeNeuronProperties(table, table, ["type"]);
  const weights: Float64Array = connectionTableToMatrix(connections, { groupBy: "type", sortBy: ["a", "b"], makeSquare: true }).weights;
  const sides: Table = assignSidesInGroups(table, syndistMatrix(bilateralSyndist(table, { bodies: pasted }), { rois: ["EB"] }), { minPre: 1 });
  const exact: Record<string, CellValue<never>>[] = table.toObjects({ bigint: "string" });
  const numbers: Row[] = table.toObjects({ bigint: "number-if-safe" });
  const written: string[] = [table.toCSV(), table.toJSONText(), JSON.stringify(table)];
  const cells: CellValue[] = table.row(0);
  const synapses: SynapseCriteria = { rois: ["EB"], type: "pre", confidence: 0.9, primaryOnly: false };
  const places: Table = await client.fetchSynapses({ type: "KC.*" }, synapses, { nt: "all", batchSize: 5 });
  const pairs: Table = await fetchSynapseConnections(null, [1n], null, { minTotalWeight: 3, client });
  const near: Table = await client.fetchBodiesNear({ x: 1, y: 2, z: 3 }, { unit: "um", radius: 2, synapses });
  const within: Table = await client.fetchBodiesNear({ min: [0, 0, 0], max: [1, 1, 1] });
  const arrow: Uint8Array = await (await client.fetchCustom("RETURN 1", { useArrow: true })).toArrow();
  const mesh: Float32Array = (await client.fetchRoiMesh("EB")).vertices;
  const nanometres: number | undefined = (await client.fetchMeta()).voxelSize?.nanometres?.[0];
  try { Skeleton.parse(new Uint8Array()); } catch (error) {
    if (error instanceof NeuprintError) {
      const code: NeuprintErrorCode = error.code;
      if (code === "invalid-swc") console.log(error.details.line);
      const rows: Table | undefined = error.details.partial;
    }
  }
  await initSkeleton(); await init(); initSync({ client: new Uint8Array(), skeleton: new Uint8Array(), arrow: () => new URL("https://x/arrow.wasm") });
  await init({ skeleton: fetch("skeleton.wasm") });
  const alone: Skeleton = SkeletonAlone.parse("");
  const edges: Float64Array = alone.distancesToParent();
  const turned: Skeleton = alone.reroot(1n).reroot({ id: "1" }).reroot({ near: alone.boundingBox()!.min }).reroot({ thickest: true });
  const nm: Skeleton = turned.withUnit({ voxel: [8, 8, 8] }).convertedTo("nm").pruneTwigs(1000, { recursive: true }).resample(500);
  const sum: number = nm.withColumns(({ x, y }) => x[0]! + y[0]!);
  const made: Skeleton = Skeleton.fromColumns({ x: [0, 1], y: [0, 0], z: new Float32Array(2), parents: [-1, 0] }).join(nm);
  const swcText: string = made.toSwc({ renumber: true, soma: { index: 0 }, provenance: { dataset: "hemibrain:v1.2.1" } });
  const way: Uint32Array | undefined = made.pathBetween({ index: 0 }, { index: 1 })?.nodes;
  const parser: SwcParser = new SwcParser({ lenient: true }); parser.push(new Uint8Array()); parser.finish().problems.length;
  const worker: SkeletonWorker = new SkeletonWorker({ threads: 2 });
  const healed = await worker.heal(new Uint8Array(), { maxDistance: 1, transfer: true, signal: AbortSignal.timeout(1) });
  Skeleton.fromColumns(healed.columns); worker.terminate(); worker[Symbol.dispose]();

  await initViewer();
  const viewer: Viewer = new Viewer(document.createElement("canvas"));
  viewer.setSkeleton("1", new Float32Array(4), new Uint32Array(1), new Uint32Array());
  viewer.setColumns("1", healed.columns, healed.bridges); nm.withColumns((columns) => viewer.setColumns("2", columns));
  viewer.colorBy("radius"); viewer.setClip([0, 0, 0, 1, 1, 1] as unknown as Float64Array); viewer.setClip();
  const meaning: Legend | undefined = viewer.legend();
  const picked: Picked | undefined = await viewer.pick(1, 2);
  const picture: Uint8Array = await viewer.png(2, true);
  const more: boolean = viewer.render(); viewer[Symbol.dispose]();
  const element: NeuprintViewerElement = document.createElement("neuprint-viewer");
  const file: NeuronFile = { swc: "1 0 0 0 0 1 -1", color: "#00ff00" };
  element.neurons = [file]; element.neurons = null;
  const saved: Promise<Uint8Array> = element.png();
  const stop: () => void = render({ model: { get: () => undefined, on: () => {}, off: () => {} }, el: element });
  const same: typeof render = widget.render;
`;

for (const resolution of ["bundler", "nodenext"]) {
  test(`a program that uses everything compiles (${resolution})`, { skip }, () => assert.equal(check(GOOD, resolution), ""));
}

test("mistakes do not compile", { skip }, () => {
  const mistakes = [
    `await client.fetchSkeleton({});`,
    `await client.fetchSkeleton(1n, { heal: "yes" });`,
    `await client.fetchSkeleton(1n, { heal: { maxDistance: 1, unit: "mm" } });`,
    `await client.fetchCustom("RETURN 1", { onProgres: () => {} });`,
    `new Client({ dataset: "x" });`,
    `new Skeleton();`,
    `await client.fetchSynapses(1n, { type: "both" });`,
    `await client.fetchSynapses(1n, null, { nt: "some" });`,
    `await client.fetchMitochondria(1n, { mitoType: "grey" });`,
    `await client.fetchBodiesNear([1, 2]);`,
    `await client.fetchBodiesNear([1, 2, 3], { unit: "mile" });`,
    `Skeleton.parse("").reroot(5);`,
    `Skeleton.parse("").withUnit("mm");`,
    `Skeleton.fromColumns({ x: [0] });`,
    `const text: string = (await client.fetchCustom("")).row(0)[0];`,
    `(await client.fetchSkeleton(1)).length = 3;`,
    `const code: NeuprintErrorCode = "no-such-code";`,
    `new Viewer(document.createElement("div"));`,
    `document.createElement("neuprint-viewer").neurons = [{ name: "a" }];`,
    `(await client.fetchCustom("")).toObjects({ bigint: "number" });`,
    `const big: bigint = (await client.fetchCustom("")).toObjects({ bigint: "string" })[0]!.bodyId as bigint;`,
  ];
  const header = `import { Client, Skeleton, type NeuprintErrorCode } from "neuprint"; import { Viewer } from "neuprint/viewer"; import "neuprint/element"; declare const client: Client;`;
  const said = check([header, ...mistakes].join("\n"), "bundler");
  const lines = new Set([...said.matchAll(/program\.mts\((\d+),/g)].map((match) => Number(match[1])));
  assert.deepEqual([...lines].sort((a, b) => a - b), mistakes.map((_, at) => at + 2), said);
});
