// What is measured: the tasks, the neurons they are done to, who takes part, and what is to be reached.
//
// To measure something new: a cell here, and the task in ours.mjs and in whatever peers know it.

/**
 * Where a peer would take far more than ten seconds it is not asked: neuprint-python looks at every pair of fragments, which
 * is minutes for 1,000 of them and hours for 5,000.
 */
const MINUTES = { "neuprint-python": "minutes" };
const HOURS = { "neuprint-python": "hours" };

/** At least so many times as fast as this peer. */
const times = (factor, peer) => ({ peer, factor, text: `≥ ${factor} × ${peer}` });
/** At most so many milliseconds. */
const within = (ms) => ({ ms, text: ms < 1000 ? `≤ ${ms} ms` : `≤ ${ms / 1000} s` });

const FASTCORE = "navis-fastcore";

/** Healing made neurons: no cell slower than fastcore, three times as fast where fragments are few. */
const heal = (nodes, fragments, rest = {}) => ({
  name: `heal-${nodes}-${fragments}`,
  task: "heal",
  title: `heal ${count(nodes)} nodes in ${count(fragments)} fragments`,
  input: { nodes, fragments },
  peers: ["neuprint-python", FASTCORE],
  targets: [times(fragments <= 10 ? 3 : 1, FASTCORE)],
  ...rest,
});

export const count = (value) => value.toLocaleString("en-GB");

const PARSERS = ["neuprint-python", "pyarrow.csv", "byte scanner", "SharkViewer"];
const neuron = { nodes: 100_000, fragments: 1 };

/** The cells, in the order of the table. */
export const CELLS = [
  { name: "parse", task: "parse", title: "parse 1,000,000 nodes", input: { nodes: 1_000_000, fragments: 1 }, peers: PARSERS, targets: [times(1.2, "byte scanner")] },
  { name: "parse-columns", task: "parse-columns", title: "… and every column as an array", input: { nodes: 1_000_000, fragments: 1 }, peers: PARSERS, targets: [] },
  { name: "parse-real", task: "parse", title: "parse hemibrain's raw skeletons", input: { real: "recorded" }, peers: PARSERS.filter((peer) => peer !== "pyarrow.csv"), targets: [] },
  { name: "write", task: "write", title: "write 100,000 nodes", input: neuron, peers: ["neuprint-python", "join"], targets: [{ rate: 200, text: "≥ 200 MB/s" }] },
  { name: "heal-real-one", task: "heal", title: "heal a real neuron in 20 fragments", input: { real: "one", fragments: 20 }, peers: ["neuprint-python", FASTCORE], targets: [times(1, FASTCORE)] },
  { name: "heal-real-five", task: "heal", title: "heal five real neurons in 20 fragments each", input: { real: "five", fragments: 20 }, peers: ["neuprint-python", FASTCORE], targets: [times(1, FASTCORE)] },
  { name: "heal-real", task: "heal", title: "heal hemibrain's raw skeletons", input: { real: "recorded" }, peers: ["neuprint-python", FASTCORE], targets: [times(1, FASTCORE)] },
  heal(10_000, 100),
  heal(100_000, 10),
  heal(100_000, 100),
  heal(100_000, 1_000, { without: MINUTES }),
  heal(100_000, 5_000, { without: HOURS }),
  heal(1_000_000, 10),
  heal(1_000_000, 1_000, { without: MINUTES }),
  heal(1_000_000, 5_000, { without: HOURS, targets: [times(1, FASTCORE), within(1000)] }),
  { name: "distances", task: "distances", title: "distances from the root, 100,000 nodes", input: neuron, peers: ["neuprint-python", FASTCORE], targets: [within(10)] },
  { name: "reroot", task: "reroot", title: "reroot 100,000 nodes", input: neuron, with: { node: 100_000 }, peers: ["neuprint-python", FASTCORE], targets: [within(10)] },
  { name: "upsample", task: "upsample", title: "upsample 100,000 nodes to edges of 20", input: neuron, with: { length: 20 }, peers: ["neuprint-python"], targets: [] },
  { name: "attach", task: "attach", title: "attach 100,000 synapses to 100,000 nodes", input: neuron, synapses: 100_000, peers: ["neuprint-python", "kiddo"], targets: [{ peer: "kiddo", factor: 2 / 3, text: "≤ 1.5 × kiddo’s time" }] },
  { name: "segments", task: "segments", title: "the edges of 100,000 nodes, with length, radius and volume", input: neuron, peers: ["neuprint-python"], targets: [within(10)] },
  { name: "sections", task: "sections", title: "the unbranched sections of 100,000 nodes", input: neuron, peers: [FASTCORE], targets: [within(10)] },
  { name: "strahler", task: "strahler", title: "Strahler order of 100,000 nodes", input: neuron, peers: [FASTCORE], targets: [within(10)] },
];

/** What must hold between cells: how the time grows. */
export const GROWTH = [
  { title: "ten times the nodes in 10 fragments", slow: "heal-1000000-10", fast: "heal-100000-10", most: 14 },
  { title: "ten times the nodes in 1,000 fragments", slow: "heal-1000000-1000", fast: "heal-100000-1000", most: 14 },
  { title: "ten times the nodes in 5,000 fragments", slow: "heal-1000000-5000", fast: "heal-100000-5000", most: 14 },
  { title: "5,000 fragments for 10, of 100,000 nodes", slow: "heal-100000-5000", fast: "heal-100000-10", most: 4 },
  { title: "5,000 fragments for 10, of 1,000,000 nodes", slow: "heal-1000000-5000", fast: "heal-1000000-10", most: 4 },
];
