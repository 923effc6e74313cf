/**
 * The editor before the app: it is on the page and takes input while the app is still on its way.
 *
 * ```js
 * showEarly();                                            // in the page's first script
 * const built = takeEarly(element, "RETURN 1", hands);    // by the app, which finds what was typed meanwhile
 * ```
 *
 * What it is asked in between waits: a query that is to run runs as soon as there is somebody to run it.
 */
import type { Built, Hands } from "./editor.ts";

/** The element that stands for the app until it comes, and the editor's place in it. */
const [SHELL, PLACE] = ["early", "early-editor"];

/** An editor that nobody has taken yet. */
interface Early {
  built: Built;
  /** What the editor calls; the app's own are put into it. */
  hands: Hands;
  /** What it showed at first. */
  shown: string;
  /** Ctrl-Enter was pressed. */
  run: boolean;
}

let early: Early | undefined;

/** Shows the editor. */
export function showEarly(build: (parent: HTMLElement, text: string, hands: Hands) => Built): void {
  const shell = document.getElementById(SHELL);
  const place = document.getElementById(PLACE);
  if (!shell || !place) return;
  const nobody = Promise.reject(new Error("the app is not there yet"));
  nobody.catch(() => {});
  const hands: Hands = {
    changed: () => {},
    run: () => {
      if (early) early.run = true;
    },
    cancel: () => false,
    schema: () => nobody,
    values: () => nobody,
    check: () => nobody,
  };
  const shown = new URLSearchParams(location.search).get("q") ?? "";
  shell.hidden = false;
  early = { built: build(place, shown, hands), hands, shown, run: false };
  // Names the moment for whoever measures the first load.
  performance.mark("editor-ready");
}

/** Moves the editor to where the app has its place; none if there is none. What was typed wins over `text`. */
export function takeEarly(parent: HTMLElement, text: string, hands: Hands): Built | undefined {
  const taken = early;
  early = undefined;
  if (!taken) return undefined;
  const { shown, run } = taken;
  const { editor, view } = taken.built;
  const typed = view.state.doc.toString();
  const focused = view.hasFocus;
  parent.append(view.dom);
  document.getElementById(SHELL)?.remove();
  if (focused) view.focus();
  if (typed === shown) {
    editor.setText(text);
    // Whoever is about to write into the empty editor writes over it.
    if (focused && typed === "") view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
  }
  Object.assign(taken.hands, hands);
  // Nobody could tell names until now.
  editor.reopened();
  if (typed !== shown) hands.changed(typed);
  if (run) hands.run();
  return taken.built;
}
