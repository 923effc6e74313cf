// deck.gl's PathLayer: a path per unbranched stretch, a layer per neuron.
import { Deck, OrbitView } from "@deck.gl/core";
import { PathLayer } from "@deck.gl/layers";
import { parsed } from "./swc.js";

let view = { target: [17_000, 19_500, 20_500], rotationOrbit: 0, rotationX: 0, zoom: -6.4, minZoom: -20 };
let [drawn, gl] = [];
const deck = new Deck({ canvas: document.getElementById("canvas"), width: 1440, height: 900, useDevicePixels: false, views: new OrbitView({ fovy: 45 }), viewState: view, controller: false, layers: [], onAfterRender: (drew) => drawn?.((gl = drew.gl)) });
await new Promise((resolve) => {
  drawn = resolve;
});

/** The stretches between roots, forks and ends, each with the node that it begins at. */
function paths(nodes) {
  const children = nodes.map(() => []);
  nodes.forEach(({ parent }, node) => parent >= 0 && children[parent].push(node));
  const found = [];
  nodes.forEach(({ at, parent }, node) => {
    if (parent >= 0 && children[node].length === 1) return;
    for (let next of children[node]) {
      const path = [at, nodes[next].at];
      for (; children[next].length === 1; ) {
        next = children[next][0];
        path.push(nodes[next].at);
      }
      found.push(path);
    }
  });
  return found;
}

/** Draws with other properties; the frame after that is on the canvas. */
const shown = (properties) =>
  new Promise((resolve) => {
    drawn = resolve;
    deck.setProps(properties);
  });

/** Waits until everything that was asked of the GPU is done. */
function done() {
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

globalThis.peer = {
  async load(files, colors) {
    const layers = await Promise.all(
      files.map(async (file, at) => {
        const data = paths(parsed(await (await fetch(file)).text()));
        return new PathLayer({ id: file, data, getPath: (path) => path, getColor: colors[at % colors.length].map((part) => part * 255), getWidth: 2, widthUnits: "pixels" });
      }),
    );
    await shown({ layers });
    done();
  },
  async turn() {
    view = { ...view, rotationOrbit: view.rotationOrbit + 1 };
    await shown({ viewState: view });
  },
  finish: async () => done(),
};
