// SWC read as people do who have no library for it: coordinates by node, the parent's place or -1.
export function parsed(text) {
  const places = new Map();
  const nodes = [];
  for (const line of text.split("\n")) {
    const [id, , x, y, z, , parent] = line.split(" ");
    if (parent === undefined || line.startsWith("#")) continue;
    places.set(id, nodes.length);
    nodes.push({ at: [Number(x), Number(y), Number(z)], parent: places.get(parent.trim()) ?? -1 });
  }
  return nodes;
}
