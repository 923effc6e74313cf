/**
 * The query editor: one function, one small object. The app loads this module on its own.
 *
 * ```js
 * const editor = createEditor(element, "RETURN 1", { changed: console.log, run: () => {}, … });
 * editor.setText("RETURN 2");
 * ```
 */
import { acceptCompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap, completionStatus, currentCompletions } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, toggleComment } from "@codemirror/commands";
import { bracketMatching, foldKeymap } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { type Checker, checkAgain, liveCheck } from "./check.ts";
import { completion } from "./completion.ts";
import { cypher } from "./cypher.ts";
import { showEarly, takeEarly } from "./early.ts";
import { folding } from "./fold.ts";
import { hints } from "./hints.ts";
import { errorMark, mark, offsetOf } from "./mark.ts";
import { Known, type Names } from "./schema.ts";
import { theme } from "./theme.ts";
import { typeOverSelection } from "./typing.ts";

export interface Hands extends Names, Checker {
  /** The text is now another. */
  changed(text: string): void;
  /** Ctrl-Enter or ⌘-Enter. */
  run(): void;
  /** Esc; whether there was something to stop. */
  cancel(): boolean;
}

export interface Editor {
  setText(text: string): void;
  /** Underlines the place (line and column from 1). */
  markError(line: number, column: number): void;
  clearError(): void;
  /** Another dataset is open: its names are others. */
  reopened(): void;
  /** Moves the cursor there and takes the focus. */
  goTo(line: number, column: number): void;
  focus(): void;
  destroy(): void;
}

/** An editor and what it is made of. */
export interface Built {
  editor: Editor;
  view: EditorView;
}

/** The page's first script calls this, before the app is loaded. */
export const showEditor = (): void => showEarly(build);

/** An editor within `parent`: the one that is on the page already, if there is one. */
export function createEditor(parent: HTMLElement, text: string, hands: Hands): Editor {
  return (takeEarly(parent, text, hands) ?? build(parent, text, hands)).editor;
}

function build(parent: HTMLElement, text: string, hands: Hands): Built {
  let quiet = false;
  const known = new Known(hands);
  const run = (view: EditorView) => {
    closeCompletion(view);
    hands.run();
    return true;
  };
  // The list is what Esc closes first, and only then a query is stopped.
  const escape = (view: EditorView) => (currentCompletions(view.state).length > 0 && closeCompletion(view)) || hands.cancel() || closeCompletion(view);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: "Mod-Enter", run },
            { key: "Escape", run: escape },
            // A list that is about to open is not left: what is typed on would go to a button.
            { key: "Tab", run: (view) => acceptCompletion(view) || completionStatus(view.state) === "pending" },
            ...completionKeymap,
          ]),
        ),
        lineNumbers(),
        folding,
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        bracketMatching(),
        closeBrackets(),
        EditorState.allowMultipleSelections.of(true),
        EditorView.clickAddsSelectionRange.of((event) => event.altKey),
        completion(known),
        hints(known),
        liveCheck(hands),
        EditorView.lineWrapping,
        typeOverSelection,
        placeholder("MATCH (n:Neuron) RETURN n LIMIT 10"),
        keymap.of([{ key: "Mod-/", run: toggleComment }, ...closeBracketsKeymap, ...foldKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorState.tabSize.of(2),
        cypher,
        theme,
        errorMark,
        EditorView.contentAttributes.of({
          "aria-label": "Cypher query",
          "aria-describedby": "editor-keys",
          autocapitalize: "off",
          autocorrect: "off",
          spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) hands.changed(update.state.doc.toString());
        }),
      ],
    }),
  });

  const editor: Editor = {
    setText(text) {
      if (text === view.state.doc.toString()) return;
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, scrollIntoView: true });
      quiet = false;
    },
    markError: (line, column) => mark(view, { line, column }),
    clearError: () => mark(view, null),
    reopened() {
      known.forget();
      checkAgain(view);
    },
    goTo(line, column) {
      view.dispatch({ selection: { anchor: offsetOf(view.state.doc, { line, column }) }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
  return { editor, view };
}
