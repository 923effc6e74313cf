// The example of neuprint-python's documentation, printed as pandas prints it: all traced neurons that are not cropped.
//
//   node traced.mjs neuprint.janelia.org hemibrain:v1.2.1
import { Client, fetchCustom } from "neuprint";

const [server = process.env.NEUPRINT_SERVER ?? "http://127.0.0.1:8642", dataset] = process.argv.slice(2);
await Client.connect({ server, dataset }); // From now on the default client.

const table = await fetchCustom(`
  MATCH (n:Neuron)
  WHERE n.status = "Traced" AND NOT n.cropped
  RETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance
  ORDER BY n.type, n.instance`);

const cells = (index) => [String(index), ...table.row(index).map((cell) => ` ${cell ?? "None"}`)];
const all = [...Array(table.length).keys()];
const dots = ["...".slice(0, String(table.length).length), ...table.columnNames.map(() => "...")];
const rows = all.length > 60 ? [...all.slice(0, 5).map(cells), dots, ...all.slice(-5).map(cells)] : all.map(cells);
const lines = [["", ...table.columnNames], ...rows];
const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
for (const [index, ...line] of lines) {
  console.log([index.padEnd(widths[0]), ...line.map((cell, at) => cell.padStart(widths[at + 1]))].join(" "));
}
console.log(`\n[${table.length} rows x ${table.columnNames.length} columns]`);
