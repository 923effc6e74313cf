// What the saved page does when it is opened. Before it stand the viewer's hands and key (neuprint-wasm/npm/element).

const text = (id) => document.getElementById(id).textContent;
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const scene = JSON.parse(text("scene"));
const canvas = document.querySelector("canvas");
const key = document.querySelector(".key");
const status = document.querySelector("[role=status]");

try {
  const { initSync, Viewer } = await import(`data:text/javascript;base64,${text("viewer")}`);
  initSync({ module: bytes(text("wasm")) });
  const viewer = new Viewer(canvas);
  canvas.neuprintViewer = viewer;
  const words = (base64) => new Uint32Array(bytes(base64).buffer);
  const floats = (base64) => new Float32Array(bytes(base64).buffer);
  for (const { name, nodes, parents, bridges, categories, parts, visible } of scene.neurons) {
    viewer.setSkeleton(name, floats(nodes), words(parents), words(bridges));
    viewer.setColor(name, ...parts);
    viewer.setVisible(name, visible);
    if (categories) viewer.setValues(name, floats(categories));
  }
  const { radius, colors, points } = scene.synapses;
  for (const { name, places, kinds } of points) {
    viewer.setPoints(name, floats(places), bytes(kinds), new Float32Array(), radius);
    colors.forEach((color, kind) => viewer.setPointColor(name, kind, ...color));
  }
  for (const { name, vertices, faces, parts } of scene.regions) viewer.setMesh(name, floats(vertices), words(faces), ...parts, scene.opacity);
  viewer.colorBy(scene.by);
  viewer.setFog(scene.fog);

  let request;
  const draw = () => {
    request ??= requestAnimationFrame(() => {
      request = undefined;
      key.querySelector(".bar")?.remove();
      if (scene.nanometres) key.append(scaleBar(viewer.scale() * scene.nanometres));
      if (viewer.render()) draw();
    });
  };
  const adopt = () => {
    const color = getComputedStyle(canvas).backgroundColor.match(/[\d.]+/g).slice(0, 3);
    viewer.setBackground(...color.map((part) => part / 255));
    draw();
  };
  const resize = () => {
    viewer.resize(canvas.clientWidth, canvas.clientHeight, Math.min(devicePixelRatio, 2));
    draw();
  };
  resize();
  if (scene.camera) viewer.setCamera(new Float32Array(scene.camera));
  else viewer.widestView();
  new ResizeObserver(resize).observe(canvas);
  canvas.addEventListener("transitionend", adopt);
  canvas.addEventListener("webglcontextrestored", draw);
  follow(canvas, (act) => {
    act(viewer);
    draw();
  });
  adopt();
  const seen = scene.neurons.filter(({ visible }) => visible).map(({ name, title, color }) => ({ name: title ?? name, color }));
  const named = ({ title, names }) => [make("div", { textContent: title }), steps(names)];
  const colours = scene.categories ? named(scene.categories) : legend(scene.by, seen, viewer.legend(), { nanometres: scene.nanometres, types: new Set() });
  key.replaceChildren(...colours, ...(scene.synapses.key ? named(scene.synapses.key) : []));
  status.textContent = "";
} catch (error) {
  status.textContent = `This picture cannot be shown: ${error.message}`;
}
