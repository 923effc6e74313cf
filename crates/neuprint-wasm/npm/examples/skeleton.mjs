// Heals SWC files off the main thread and says how long each neuron's cable is, and how it branches.
//
//   node skeleton.mjs neuron.swc … [--max-distance 1000]
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Skeleton } from "neuprint/skeleton";
import { SkeletonWorker } from "neuprint/skeleton-worker";

const { positionals: files, values } = parseArgs({ allowPositionals: true, options: { "max-distance": { type: "string" } } });
const maxDistance = values["max-distance"] === undefined ? undefined : Number(values["max-distance"]);
const worker = new SkeletonWorker({ threads: 2 });

await Promise.all(
  files.map(async (file) => {
    const { columns, bridges, fragmentsBefore, fragmentsAfter } = await worker.heal(await readFile(file), { maxDistance, transfer: true });
    // The root is arbitrary in neuPrint; the thickest node mostly is the soma.
    const neuron = Skeleton.fromColumns(columns).reroot({ thickest: true });
    const orders = neuron.strahlerOrders();
    await writeFile(file.replace(/(\.swc)?$/, "-healed.swc"), neuron.toSwc({ provenance: { healing: `${bridges.length} bridges` } }));
    console.log(
      `${file}: ${neuron.length} nodes, ${fragmentsBefore} fragments became ${fragmentsAfter}, cable ${neuron.cableLength().toFixed(1)}, ` +
        `main neurite ${neuron.longestPathFromRoot().length.toFixed(1)}, Strahler order ${orders.reduce((most, order) => Math.max(most, order), 0)}`,
    );
  }),
);
worker.terminate();
