// A widget for notebooks (https://anywidget.dev): `<neuprint-viewer>` in the output of a cell, its settings in the model.
//
// A model has `src`, `heal`, `color_by`, `unit` and `height` as texts, and `neurons`, a list of `{ name, swc, color }`;
// each may be missing.

import "./element.js";

const ATTRIBUTES = { src: "src", heal: "heal", color_by: "color-by", unit: "unit" };

export function render({ model, el }) {
  const viewer = document.createElement("neuprint-viewer");
  const follows = [];
  const follow = (name, act) => {
    const changed = () => act(model.get(name));
    model.on(`change:${name}`, changed);
    follows.push([`change:${name}`, changed]);
    changed();
  };
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    // Python's None leaves an attribute out; an empty text is one, as in `heal=""`.
    follow(name, (value) => (value == null ? viewer.removeAttribute(attribute) : viewer.setAttribute(attribute, value)));
  }
  follow("neurons", (neurons) => (viewer.neurons = neurons ?? []));
  follow("height", (height) => (viewer.style.height = height ?? ""));
  el.append(viewer);
  return () => {
    for (const [event, changed] of follows) model.off(event, changed);
    viewer.remove();
  };
}

export default { render };
