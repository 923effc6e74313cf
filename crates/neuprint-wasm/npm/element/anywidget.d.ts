/**
 * `<neuprint-viewer>` as a notebook's widget, for the `_esm` of Python's anywidget.
 *
 * @packageDocumentation
 */
import type { NeuronFile } from "./index.js";

/** What the widget's model holds; all of it may be missing. */
export interface ViewerModel {
  src?: string | null;
  heal?: string | null;
  color_by?: string | null;
  unit?: string | null;
  /** A CSS length. */
  height?: string | null;
  neurons?: readonly NeuronFile[] | null;
}

/** The part of anywidget's model that is used. */
export interface WidgetModel {
  get<Name extends keyof ViewerModel>(name: Name): ViewerModel[Name] | undefined;
  on(event: string, changed: () => void): void;
  off(event: string, changed: () => void): void;
}

/** Shows the widget in `el`; what is given back takes it away. */
export function render(context: { model: WidgetModel; el: HTMLElement }): () => void;

declare const widget: { render: typeof render };
export default widget;
