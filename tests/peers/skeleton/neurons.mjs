// The neurons that the skeleton benchmark is run on: real ones cut into pieces, and made ones. The same on every run.

/** Numbers in [0, 1) that look random: xorshift128 by Marsaglia (2003), of which the seed sets one word. */
function randomNumbers(seed) {
  let [a, b, c, d] = [123456789, 362436069, 521288629, seed];
  return () => {
    const t = a ^ (a << 11);
    [a, b, c] = [b, c, d];
    d = d ^ (d >>> 19) ^ t ^ (t >>> 8);
    return (d >>> 0) / 2 ** 32;
  };
}

/** The hemibrain's extent in its voxels of 8 nm. */
const BOX = [34_000, 39_000, 41_000];
/** Nodes from one fork to the next, on average, as in hemibrain's skeletons. */
const BRANCH = 10;

/**
 * A made neuron: a neurite that wanders through the box, and arbours that grow on it, node after node, in edges of 20 to
 * 60 voxels that keep their direction more or less. Parents come before their children, as in neuPrint's files, and a node
 * follows its parent at once unless it begins a branch. Coordinates by axis; the parents' indices, -1 at the root.
 */
export function grown(nodes, seed = 1) {
  const random = randomNumbers(seed);
  const xyz = BOX.map(() => new Float64Array(nodes));
  const parents = new Int32Array(nodes).fill(-1);
  BOX.forEach((extent, axis) => (xyz[axis][0] = extent / 2));
  const wander = (direction, spread) => {
    const turned = direction.map((part) => part + spread * (random() + random() - 1));
    const length = Math.hypot(...turned) || 1;
    return turned.map((part) => part / length);
  };
  let made = 1;
  const walk = (from, direction, steps) => {
    for (let at = from; steps > 0 && made < nodes; steps--, made++) {
      direction = wander(direction, 0.4);
      const step = 20 + 40 * random();
      for (let axis = 0; axis < 3; axis++) {
        let value = xyz[axis][at] + step * direction[axis];
        if (value < 0 || value > BOX[axis]) {
          direction[axis] = -direction[axis];
          value = xyz[axis][at] + step * direction[axis];
        }
        xyz[axis][made] = value;
      }
      parents[made] = at;
      at = made;
    }
    return direction;
  };
  walk(0, wander([0, 0, 0], 1), Math.ceil(nodes / 20));
  while (made < nodes) {
    // An arbour on a node that is there already; every branch of it ends or forks, with the same chance.
    const arbour = [[Math.floor(random() * made), wander([0, 0, 0], 1)]];
    while (arbour.length > 0 && made < nodes) {
      const [from, towards] = arbour.pop();
      const before = made;
      const direction = walk(from, towards, 1 + Math.floor(-BRANCH * Math.log(1 - random())));
      if (made > before && random() < 0.5) arbour.push([made - 1, wander(direction, 1.5)], [made - 1, wander(direction, 1.5)]);
    }
  }
  return { xyz, parents };
}

/** The parents without `fragments - 1` edges, drawn by lot: pieces that lie between each other in space. */
function cutEdges(parents, fragments, random) {
  const cut = parents.slice();
  for (let left = fragments - 1; left > 0; ) {
    const node = Math.floor(random() * cut.length);
    if (cut[node] < 0) continue;
    cut[node] = -1;
    left -= 1;
  }
  return cut;
}

/** A made neuron as SWC, cut into this many pieces; its identifiers are 1, 2, 3, … */
export function madeSwc({ xyz, parents }, fragments = 1) {
  const random = randomNumbers(parents.length + fragments);
  const cut = cutEdges(parents, fragments, random);
  const parts = [];
  for (let from = 0; from < cut.length; from += 10_000) {
    let text = "";
    for (let node = from; node < Math.min(from + 10_000, cut.length); node++) {
      const place = xyz.map((axis) => axis[node].toFixed(1)).join(" ");
      const radius = (10 + 60 * random() ** 3).toFixed(4);
      text += `${node + 1} 0 ${place} ${radius} ${cut[node] < 0 ? -1 : cut[node] + 1}\n`;
    }
    parts.push(text);
  }
  return parts.join("");
}

/** A real neuron's SWC, cut into this many pieces. */
export function cutSwc(text, fragments) {
  const lines = text.trim().split("\n").filter((line) => !line.startsWith("#")).map((line) => line.trim().split(/\s+/));
  const parents = lines.map((cells) => (cells[6] === "-1" ? -1 : 0));
  const roots = parents.filter((parent) => parent < 0).length;
  const cut = cutEdges(parents, fragments - roots + 1, randomNumbers(fragments));
  return lines.map((cells, node) => [...cells.slice(0, 6), cut[node] < 0 ? -1 : cells[6]].join(" ")).join("\n") + "\n";
}

/** Synapses about the nodes of a made neuron: x, y, z of each, within 60 voxels of a node along each axis. */
export function synapses({ xyz, parents }, count) {
  const random = randomNumbers(count);
  const points = new Float32Array(3 * count);
  for (let at = 0; at < count; at++) {
    const node = Math.floor(random() * parents.length);
    for (let axis = 0; axis < 3; axis++) points[3 * at + axis] = Math.round(xyz[axis][node] + 120 * random() - 60);
  }
  return points;
}
