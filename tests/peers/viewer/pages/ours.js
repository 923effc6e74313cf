// The package: SWC parsed and healed in workers, cones drawn by the viewer, a slice of the picture per frame.
const { Viewer } = await import("/neuprint/viewer/browser.js");
const { SkeletonWorker } = await import("/neuprint/skeleton-worker/browser.js");

const canvas = document.getElementById("canvas");
const viewer = new Viewer(canvas);
viewer.resize(1440, 900, 1);
const worker = new SkeletonWorker({ threads: 2 });
let longest = 0;

/** Draws until the picture is the mean of so many samples and the GPU has done it: one has everything in it, eight are smooth. */
async function draw(samples) {
  while (viewer.counts().samples < samples) {
    await new Promise(requestAnimationFrame);
    const began = performance.now();
    viewer.render();
    longest = Math.max(longest, performance.now() - began);
  }
  const gl = canvas.getContext("webgl2");
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

globalThis.peer = {
  async load(files, colors) {
    await Promise.all(
      files.map(async (file, at) => {
        const swc = new Uint8Array(await (await fetch(file)).arrayBuffer());
        const { columns, bridges } = await worker.heal(swc, { transfer: true });
        viewer.setColumns(file, columns, bridges);
        viewer.setColor(file, ...colors[at % colors.length]);
      }),
    );
    viewer.frame();
    await draw(1);
  },
  smooth: () => draw(8),
  async turn() {
    viewer.orbit(6, 0);
    await new Promise(requestAnimationFrame);
    const began = performance.now();
    viewer.render();
    longest = Math.max(longest, performance.now() - began);
  },
  finish: () => draw(8),
  /** What only this one tells: the longest call that drew, and what the GPU holds. */
  said: () => ({ longest, ...viewer.counts() }),
  pick: () => viewer.pick(720, 450),
};
