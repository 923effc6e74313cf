// The custom element `<neuprint-viewer>`: neurons of SWC files in 3D, in any page, from one script tag.

import { NeuprintError } from "../error.js";
import { legend, scaleBar } from "./key.js";
import * as settings from "./settings.js";
import { Source, named } from "./sources.js";
import { Stage } from "./stage.js";
import { styles } from "./style.js";

/** Colours that people with any kind of colour vision can tell apart (Okabe and Ito), as in the app. */
const COLORS = ["#56b4e9", "#009e73", "#cc79a7", "#0072b2", "#d55e00", "#c9b81f", "#8c8c8c"];
const KEYS = "Drag turns, Shift-drag moves, wheel zooms, double click centres. Keys: F frame, 1 2 3 axes, arrows turn, + − zoom.";
const BODY = `<canvas role="img" tabindex="0" aria-describedby="keys"></canvas><p id="keys" class="keys"></p><p class="status" role="status"></p><div class="key" role="group" aria-label="Legend"></div><button type="button">Frame</button>`;

export class NeuprintViewerElement extends HTMLElement {
  static observedAttributes = ["src", "heal", "color-by", "unit"];

  #parts;
  #opening;
  #stage;
  #given = [];
  #sources = [];
  /** What is in the picture: per source its skeleton. */
  #shown = new Map();
  #asked = 0;
  #scheduled = false;

  constructor() {
    super();
    this.attachInternals().role = "group";
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles()];
    root.innerHTML = BODY;
    const part = (name) => root.querySelector(name);
    this.#parts = { canvas: part("canvas"), status: part(".status"), legend: part(".key"), button: part("button") };
    part("#keys").textContent = KEYS;
    this.#parts.button.addEventListener("click", () => this.#stage?.frame());
  }

  connectedCallback() {
    this.#schedule();
  }

  disconnectedCallback() {
    // An element that was only moved is connected again by then.
    queueMicrotask(() => this.isConnected || this.#close());
  }

  attributeChangedCallback(_, before, now) {
    if (before !== now) this.#schedule();
  }

  /** Neurons beside those of `src`: `{ name, swc, color }`. */
  get neurons() {
    return this.#given;
  }

  set neurons(neurons) {
    this.#given = Array.from(neurons ?? [], ({ name, swc, color }, at) => ({ name: name ?? `neuron ${at + 1}`, swc, color }));
    this.#schedule();
  }

  /** The viewer, once it is there. */
  get viewer() {
    return this.#stage?.viewer;
  }

  /** The picture as a PNG file, see `Viewer.png`. */
  async png(scale = 2, transparent = false) {
    if (!this.#stage) throw new NeuprintError("unsupported", "there is no picture yet: wait for the event `load`");
    return this.#stage.viewer.png(scale, transparent);
  }

  /** Follows all changes of one turn at once. */
  #schedule() {
    if (this.#scheduled || !this.isConnected) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (this.isConnected) this.#update();
    });
  }

  async #update() {
    const asked = ++this.#asked;
    const outdated = () => asked !== this.#asked;
    const failures = [];
    try {
      const by = settings.coloring(this.getAttribute("color-by"));
      const healing = settings.healing(this.getAttribute("heal") ?? undefined);
      const unit = settings.unit(this.getAttribute("unit"));
      this.#adopt([...named(this.getAttribute("src")), ...this.#given]);
      if (this.#sources.length === 0 && !this.#stage) return this.#say('No neurons yet: name SWC files in src="…".');
      this.#say("Loading …");
      await this.#open();
      if (outdated()) return;
      this.#forget();
      await Promise.all(
        this.#sources.map(async (source) => {
          try {
            const skeleton = await source.skeleton(healing, unit);
            if (!outdated()) this.#show(source, skeleton);
          } catch (error) {
            failures.push(error.code === "invalid-swc" ? `${source.name}: ${error.message}` : error.message);
          }
        }),
      );
      if (outdated()) return;
      this.#color(by);
    } catch (error) {
      if (outdated()) return;
      failures.push(error.message ?? String(error));
    }
    this.#say(failures.join("\n"), failures.length > 0);
    this.dispatchEvent(failures.length > 0 ? new ErrorEvent("error", { message: failures.join("\n") }) : new Event("load"));
  }

  /** The viewer on the canvas, made once. */
  async #open() {
    const opening = (this.#opening ??= Stage.open(this.#parts.canvas, () => this.#measure()));
    try {
      const stage = await opening;
      if (opening === this.#opening) this.#stage = stage;
      else stage.close();
    } catch (error) {
      if (opening === this.#opening) this.#opening = undefined;
      throw error instanceof NeuprintError ? error : new NeuprintError("network", `The viewer could not be loaded: ${error.message}`, {}, error);
    }
  }

  /** Takes a list of neurons over; what is read already is kept. */
  #adopt(wanted) {
    const kept = [...this.#sources];
    this.#sources = wanted.map((one, at) => {
      const found = kept.findIndex(({ input }) => input === (one.address ?? one.swc));
      const source = found < 0 ? new Source(one) : kept.splice(found, 1)[0];
      Object.assign(source, { name: one.name, color: one.color ?? COLORS[at % COLORS.length] });
      return source;
    });
    const [count, names] = [this.#sources.length, this.#sources.map(({ name }) => name)];
    const label = this.getAttribute("aria-label") ?? `3D view of ${count === 1 ? "a neuron" : `${count} neurons`}`;
    this.#parts.canvas.setAttribute("aria-label", count > 0 ? `${label}: ${names.slice(0, 5).join(", ")}${count > 5 ? " …" : ""}` : "3D view");
  }

  /** Takes what is no longer wanted out of the picture. */
  #forget() {
    for (const [source, { key }] of this.#shown) {
      if (this.#sources.includes(source)) continue;
      this.#stage.viewer.removeSkeleton(key);
      this.#shown.delete(source);
    }
  }

  #show(source, { columns, bridges, unit }) {
    const { viewer } = this.#stage;
    const key = this.#shown.get(source)?.key ?? String(++keys);
    viewer.setColumns(key, columns, bridges);
    this.#shown.set(source, { key, unit, types: columns.types });
    if (!this.#stage.steered) viewer.widestView();
    this.#stage.draw();
  }

  #color(by) {
    const { viewer } = this.#stage;
    const types = new Set();
    for (const [{ color }, { key, types: own }] of this.#shown) {
      const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
      if (!parts) throw new NeuprintError("invalid-argument", `${color} is no colour: give it as #rrggbb.`);
      viewer.setColor(key, ...parts.slice(1).map((part) => parseInt(part, 16) / 255));
      if (by === "type") {
        viewer.setValues(key, Float32Array.from(own));
        for (const type of own) types.add(type);
      }
    }
    viewer.colorBy(by === "type" ? "categories" : by);
    // In the order in which they were named, not in that in which they came.
    const neurons = this.#sources.filter((source) => this.#shown.has(source));
    this.#parts.legend.replaceChildren(...legend(by, neurons, viewer.legend(), { nanometres: this.#nanometres(), types }));
    this.#measured = undefined;
    this.#stage.draw();
  }

  /** Nanometres per unit of the coordinates, if that is one number for all neurons. */
  #nanometres() {
    const all = [...this.#shown.values()].map(({ unit }) => settings.nanometres(unit)).flatMap((sizes) => sizes ?? [undefined]);
    return all.length > 0 && all.every((size) => size === all[0]) ? all[0] : undefined;
  }

  #measured;

  /** Puts the scale bar up, unless it stands already. */
  #measure() {
    const nanometres = this.#nanometres();
    const scale = nanometres && this.#stage?.viewer.scale() * nanometres;
    if (scale === this.#measured) return;
    this.#measured = scale;
    this.#parts.legend.querySelector(".bar")?.remove();
    if (scale > 0) this.#parts.legend.append(scaleBar(scale));
  }

  #say(text, failed = false) {
    const { status } = this.#parts;
    status.textContent = text;
    status.classList.toggle("failure", failed);
  }

  #close() {
    this.#asked++;
    this.#stage?.close();
    this.#stage = this.#opening = undefined;
    this.#shown.clear();
    // A canvas whose context was made once gives no second viewer its own.
    const canvas = this.#parts.canvas.cloneNode();
    this.#parts.canvas.replaceWith(canvas);
    this.#parts.canvas = canvas;
  }
}

/** Names of skeletons in viewers, each used once. */
let keys = 0;

if (!customElements.get("neuprint-viewer")) customElements.define("neuprint-viewer", NeuprintViewerElement);
