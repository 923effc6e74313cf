// three.js with its fat lines: an instance per edge, all of one width.
import { Color, PerspectiveCamera, Scene, WebGLRenderer } from "three-now";
import { LineMaterial } from "three-now/addons/lines/LineMaterial.js";
import { LineSegments2 } from "three-now/addons/lines/LineSegments2.js";
import { LineSegmentsGeometry } from "three-now/addons/lines/LineSegmentsGeometry.js";
import { parsed } from "./swc.js";

const renderer = new WebGLRenderer({ canvas: document.getElementById("canvas"), antialias: true });
renderer.setSize(1440, 900, false);
renderer.setClearColor(0xffffff);
const [scene, camera] = [new Scene(), new PerspectiveCamera(45, 1440 / 900, 10, 400_000)];
const middle = [17_000, 19_500, 20_500];
let angle = 0;

function look() {
  camera.position.set(middle[0] + 70_000 * Math.sin(angle), middle[1], middle[2] + 70_000 * Math.cos(angle));
  camera.lookAt(...middle);
  renderer.render(scene, camera);
}

function done() {
  const gl = renderer.getContext();
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

globalThis.peer = {
  async load(files, colors) {
    await Promise.all(
      files.map(async (file, at) => {
        const nodes = parsed(await (await fetch(file)).text());
        const ends = nodes.flatMap((node) => (node.parent < 0 ? [] : [...node.at, ...nodes[node.parent].at]));
        const material = new LineMaterial({ color: new Color(...colors[at % colors.length]), linewidth: 2 });
        scene.add(new LineSegments2(new LineSegmentsGeometry().setPositions(ends), material));
      }),
    );
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
