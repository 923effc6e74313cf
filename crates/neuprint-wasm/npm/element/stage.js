// A canvas with its viewer: drawn when something changed, as large as its place, in the page's colours, moved by hand.

import { follow } from "./hands.js";

/** Milliseconds that the camera takes to go somewhere by itself. */
const FLIGHT = 240;

export class Stage {
  #canvas;
  #drawn;
  #request;
  #observer;
  #unfollow;
  #closed = false;
  /** Whether a hand has moved the camera, so that it is no longer moved by itself. */
  steered = false;

  /** Loads the viewer and puts it on a canvas; `drawn(viewer)` is called with each frame. */
  static async open(canvas, drawn) {
    const { Viewer } = await import("../viewer/browser.js");
    return new Stage(canvas, new Viewer(canvas), drawn);
  }

  constructor(canvas, viewer, drawn) {
    this.#canvas = canvas;
    this.#drawn = drawn;
    this.viewer = viewer;
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(canvas);
    // The background's very short transition tells when the colour scheme changes.
    canvas.addEventListener("transitionend", this.#adoptBackground);
    canvas.addEventListener("webglcontextrestored", this.draw);
    this.#unfollow = follow(canvas, (act) => {
      this.steered = true;
      viewer.setFlightTime(matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : FLIGHT);
      act(viewer);
      this.draw();
    });
    this.#resize();
    this.#adoptBackground();
  }

  /** Draws with the next frames, until the picture is finished. */
  draw = () => {
    if (this.#request !== undefined || this.#closed) return;
    this.#request = requestAnimationFrame(() => {
      this.#request = undefined;
      this.#drawn(this.viewer);
      if (this.viewer.render()) this.draw();
    });
  };

  /** Moves the camera so that everything fits. */
  frame() {
    this.viewer.frame();
    this.draw();
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#request !== undefined) cancelAnimationFrame(this.#request);
    this.#observer.disconnect();
    this.#unfollow();
    this.viewer.free();
  }

  #resize() {
    const { clientWidth, clientHeight } = this.#canvas;
    if (clientWidth === 0 || clientHeight === 0 || this.#closed) return;
    // More than two device pixels per CSS pixel cost time and cannot be seen.
    this.viewer.resize(clientWidth, clientHeight, Math.min(devicePixelRatio, 2));
    this.draw();
  }

  #adoptBackground = () => {
    if (this.#closed) return;
    const parts = getComputedStyle(this.#canvas).backgroundColor.match(/[\d.]+/g)?.slice(0, 3) ?? [];
    if (parts.length === 3) this.viewer.setBackground(...parts.map((part) => part / 255));
    this.draw();
  };
}
