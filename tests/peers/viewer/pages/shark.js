// SharkViewer with its defaults: a sprite per node and a cone per edge.
import * as shark from "@janelia/sharkviewer";

const { default: SharkViewer, swcParser } = shark.default ?? shark;

const dom_element = document.getElementById("place");
const viewer = new SharkViewer({ dom_element, maxVolumeSize: 200_000 });
viewer.init();
viewer.animate();
const middle = { x: 17_000, y: 19_500, z: 20_500 };
let angle = 0;

function look() {
  viewer.camera.position.set(middle.x + 70_000 * Math.sin(angle), middle.y, middle.z + 70_000 * Math.cos(angle));
  viewer.camera.lookAt(middle.x, middle.y, middle.z);
  viewer.render();
}

/** Waits until everything that was asked of the GPU is done. */
function done() {
  const gl = viewer.renderer.getContext();
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

globalThis.peer = {
  async load(files, colors) {
    const hex = ([red, green, blue]) => `#${[red, green, blue].map((part) => Math.round(part * 255).toString(16).padStart(2, "0")).join("")}`;
    await Promise.all(files.map(async (file, at) => viewer.loadNeuron(file, hex(colors[at % colors.length]), swcParser(await (await fetch(file)).text()), false)));
    viewer.trackControls.target.set(middle.x, middle.y, middle.z);
    look();
    done();
  },
  async turn() {
    angle += 0.02;
    await new Promise(requestAnimationFrame);
    look();
  },
  finish: async () => done(),
};
