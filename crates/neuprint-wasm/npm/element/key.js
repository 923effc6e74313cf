// What colours mean, and how long things are: beside the picture, as text.

/** Of more entries than this only the first are told. */
const MOST = 12;
/** The longest scale bar, CSS pixels. */
const LONGEST = 120;
const TYPES = ["undefined", "soma", "axon", "dendrite", "apical dendrite", "fork point", "end point"];
const TITLES = { type: "Type", radius: "Radius", strahler: "Strahler order, from the root in the file", distance: "Distance from the root in the file", fragment: "Fragment before healing" };

const make = (name, properties = {}, children = []) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};

function step(color, text) {
  const swatch = make("span", { className: "swatch" });
  swatch.style.background = color;
  return make("li", {}, [swatch, text]);
}

function steps(entries) {
  const list = make("ul", {}, entries.slice(0, MOST).map(([color, text]) => step(color, text)));
  list.setAttribute("role", "list");
  if (entries.length > MOST) list.append(make("li", { textContent: `and ${entries.length - MOST} more` }));
  return list;
}

/** A length in words: nanometres if it is known how many one unit has. */
function length(value, nanometres) {
  if (nanometres === undefined) return value.toPrecision(3).replace(/\.?0+$/, "");
  const long = value * nanometres;
  const [size, unit] = long >= 1e6 ? [1e6, "mm"] : long >= 1e3 ? [1e3, "µm"] : [1, "nm"];
  return `${+(long / size).toPrecision(3)} ${unit}`;
}

/**
 * The legend of a picture: neurons with their colours, or what `viewer.legend()` tells. `nanometres` are those of a unit
 * of the coordinates, `types` the SWC types that occur.
 */
export function legend(by, neurons, told, { nanometres, types }) {
  if (by === "neuron" || !told) return [steps(neurons.map(({ name, color }) => [color, name]))];
  const title = make("div", { textContent: TITLES[by] });
  if (by === "type") {
    const seen = told.entries.filter(({ value }) => types.has(value));
    return [title, steps(seen.map(({ value, color }) => [color, TYPES[value] ?? `type ${value}`]))];
  }
  if (told.steps) return [title, steps(told.entries.map(({ value, color }) => [color, String(by === "fragment" ? value + 1 : value)]))];
  const bar = make("span");
  bar.style.background = `linear-gradient(to right, ${told.entries.map(({ color }) => color).join(", ")})`;
  const [low, high] = [told.entries[0].value, told.entries.at(-1).value].map((value) => length(value, nanometres));
  return [title, make("div", { className: "gradient" }, [make("span", { textContent: low }), bar, make("span", { textContent: high })])];
}

/** A bar of a round length, for so many nanometres per CSS pixel. */
export function scaleBar(nanometresPerPixel) {
  const longest = nanometresPerPixel * LONGEST;
  const power = 10 ** Math.floor(Math.log10(longest));
  const round = [5, 2, 1].map((step) => step * power).find((step) => step <= longest) ?? power;
  const bar = make("span");
  bar.style.width = `${round / nanometresPerPixel}px`;
  const text = length(round, 1);
  const whole = make("div", { className: "bar" }, [bar, text]);
  whole.setAttribute("role", "img");
  whole.setAttribute("aria-label", `Scale bar: ${text}`);
  return whole;
}
