// The largest neurons of a dataset, and the skeleton of the largest one, healed.
//
//   node query.mjs neuprint.janelia.org hemibrain:v1.2.1
//
// Without arguments it asks NEUPRINT_SERVER, or a gateway on this machine (`neuprint serve --upstream …`). The token is
// in NEUPRINT_APPLICATION_CREDENTIALS, as for neuprint-python; public datasets need none.
import { Client } from "neuprint";

const [server = process.env.NEUPRINT_SERVER ?? "http://127.0.0.1:8642", dataset] = process.argv.slice(2);
const client = await Client.connect({ server, dataset, token: process.env.NEUPRINT_APPLICATION_CREDENTIALS });

const table = await client.fetchCustom(`
  MATCH (n:Neuron) RETURN n.bodyId AS bodyId, n.type AS type, n.size AS voxels ORDER BY voxels DESC LIMIT 5`);
for (const { bodyId, type, voxels } of table) console.log(`${bodyId}  ${type}  ${voxels} voxels`);

const bodyId = table.row(0)[0];
const { skeleton, bridges, fragmentsBefore, fragmentsAfter } = (await client.fetchSkeleton(bodyId)).heal();
console.log(`skeleton of ${bodyId}: ${skeleton.length} nodes, ${Math.round(skeleton.cableLength())} voxels of cable`);
console.log(`healed with ${bridges.length} bridges: ${fragmentsBefore} fragments before, ${fragmentsAfter} after`);
