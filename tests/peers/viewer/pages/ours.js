// The package: SWC parsed and healed in workers, cones drawn by the viewer, a slice of the picture per frame.
const { Viewer } = await import("/neuprint/viewer/browser.js");
const { SkeletonWorker } = await import("/neuprint/skeleton-worker/browser.js");

const viewer = new Viewer(document.getElementById("canvas"));
viewer.resize(1440, 900, 1);
const worker = new SkeletonWorker({ threads: 2 });
let longest = 0;

/** Draws with each frame until the picture is finished. */
async function draw() {
  for (let more = true; more; ) {
    await new Promise(requestAnimationFrame);
    const began = performance.now();
    more = viewer.render();
    longest = Math.max(longest, performance.now() - began);
  }
}

globalThis.peer = {
  async load(files, colors) {
    await Promise.all(
      files.map(async (file, at) => {
        const swc = new Uint8Array(await (await fetch(file)).arrayBuffer());
        const { columns, bridges } = await worker.heal(swc, { transfer: true });
        const { x, y, z, radii, parents } = columns;
        const nodes = new Float32Array(4 * x.length);
        for (let node = 0; node < x.length; node++) nodes.set([x[node], y[node], z[node], radii[node]], 4 * node);
        viewer.setSkeleton(file, nodes, Uint32Array.from(parents), Uint32Array.from(bridges, ({ child }) => child));
        viewer.setColor(file, ...colors[at % colors.length]);
      }),
    );
    viewer.frame();
    await draw();
  },
  async turn() {
    viewer.orbit(6, 0);
    await new Promise(requestAnimationFrame);
    const began = performance.now();
    viewer.render();
    longest = Math.max(longest, performance.now() - began);
  },
  finish: draw,
  /** What only this one tells: the longest call that drew, and what the GPU holds. */
  said: () => ({ longest, ...viewer.counts() }),
  async pick() {
    let count = 0;
    const ask = viewer.pick(720, 450).then(() => count++);
    for (; count === 0; ) {
      await new Promise(requestAnimationFrame);
      viewer.render();
    }
    await ask;
  },
};
