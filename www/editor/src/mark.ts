/** The place that the server complained about: underlined until the text changes or the next run. */
import { EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** A place as error messages give it: both count from 1, columns in characters. */
export interface Place {
  line: number;
  column: number;
}

const setPlace = StateEffect.define<Place | null>();

/** The offset of a place; a place behind a line's end means that end. */
export function offsetOf(text: Text, { line, column }: Place): number {
  const at = text.line(Math.min(Math.max(line, 1), text.lines));
  // Messages count characters, the editor counts UTF-16 units.
  let offset = 0;
  let characters = 1;
  for (const character of at.text) {
    if (characters >= column) break;
    offset += character.length;
    characters += 1;
  }
  return at.from + offset;
}

function decorate(state: EditorState, place: Place | null): DecorationSet {
  if (!place) return Decoration.none;
  const from = offsetOf(state.doc, place);
  const line = state.doc.lineAt(from);
  const word = /^(?:[\p{L}\p{N}_]+|\S)/u.exec(line.text.slice(from - line.from));
  const marks = [Decoration.line({ class: "cm-query-error-line" + (word ? "" : " cm-query-error-end") }).range(line.from)];
  if (word) marks.push(Decoration.mark({ class: "cm-query-error" }).range(from, from + word[0].length));
  return Decoration.set(marks, true);
}

export const errorMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setPlace)) return decorate(transaction.state, effect.value);
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Marks a place, or nothing. */
export function mark(view: EditorView, place: Place | null): void {
  view.dispatch({ effects: setPlace.of(place) });
}
