/**
 * The custom element `<neuprint-viewer>`: neurons of SWC files in 3D, in any page, without a bundler. Importing this module
 * defines it.
 *
 * ```html
 * <script type="module" src="https://example.org/neuprint/element/element.js"></script>
 * <neuprint-viewer src="a.swc b.swc" heal="8um" unit="8nm" color-by="type"></neuprint-viewer>
 * ```
 *
 * @packageDocumentation
 */
import type { Viewer } from "../viewer/index.js";

/** A neuron that is given as it is, instead of an address. */
export interface NeuronFile {
  /** What the legend calls it. */
  name?: string | undefined;
  /** The SWC file. */
  swc: string | Uint8Array;
  /** `#rrggbb`; one of a palette if left out. */
  color?: string | undefined;
}

/**
 * | attribute | says |
 * | --- | --- |
 * | `src` | the addresses of SWC files, separated by spaces; servers of another origin must send CORS headers |
 * | `heal` | join fragments: all of them (empty, or `all`), or over at most a length (`8um`, `800nm`, a number in the unit of the coordinates) |
 * | `unit` | what coordinates are measured in: `nm`, `um`, or the size of a voxel (`8nm`, `4x4x40 nm`); without it the files' own `# unit` |
 * | `color-by` | `neuron`, `type` (the second column), `radius`, `strahler`, `distance` or `fragment` |
 * | `aria-label` | what the picture shows, for those who do not see it |
 *
 * When everything is in the picture, `load` is dispatched; when something could not be, `error`, whose `message` says what.
 * Background and text follow the page's `color-scheme`; the height is 24rem unless CSS says otherwise.
 */
export class NeuprintViewerElement extends HTMLElement {
  /** Neurons beside those of `src`. Setting it replaces them. */
  get neurons(): readonly NeuronFile[];
  set neurons(neurons: readonly NeuronFile[] | null | undefined);
  /** The viewer, once it is there. */
  readonly viewer: Viewer | undefined;
  /** The picture as a PNG file, `scale` (2) pixels per CSS pixel, without a background if `transparent`. */
  png(scale?: number, transparent?: boolean): Promise<Uint8Array>;
}

declare global {
  interface HTMLElementTagNameMap {
    "neuprint-viewer": NeuprintViewerElement;
  }
}
