/**
 * The place of a mistake: what the server complained about, or what the check found while one writes. Underlined until
 * the text changes or the next run.
 */
import { EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, hoverTooltip } from "@codemirror/view";
import { note } from "./hints.ts";

/** A place as error messages give it: both count from 1, columns in characters. */
export interface Place {
  line: number;
  column: number;
  /** What is wrong there, if it is not said elsewhere on the page. */
  message?: string;
}

interface Mark {
  place: Place;
  decorations: DecorationSet;
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

function decorate(state: EditorState, place: Place): DecorationSet {
  const from = offsetOf(state.doc, place);
  const line = state.doc.lineAt(from);
  const word = /^(?:[\p{L}\p{N}_]+|\S)/u.exec(line.text.slice(from - line.from));
  const marks = [Decoration.line({ class: "cm-query-error-line" + (word ? "" : " cm-query-error-end") }).range(line.from)];
  if (word) marks.push(Decoration.mark({ class: "cm-query-error" }).range(from, from + word[0].length));
  return Decoration.set(marks, true);
}

const marked = StateField.define<Mark | null>({
  create: () => null,
  update(mark, { docChanged, effects, state }) {
    for (const effect of effects) {
      if (effect.is(setPlace)) return effect.value && { place: effect.value, decorations: decorate(state, effect.value) };
    }
    return docChanged ? null : mark;
  },
  provide: (field) => [
    EditorView.decorations.from(field, (mark) => mark?.decorations ?? Decoration.none),
    EditorView.contentAttributes.from(field, (mark): Record<string, string> => (mark ? { "aria-invalid": "true" } : {})),
  ],
});

/** The message, while the pointer rests on the line. */
const told = hoverTooltip((view, pos) => {
  const place = view.state.field(marked)?.place;
  if (!place?.message) return null;
  const from = offsetOf(view.state.doc, place);
  const line = view.state.doc.lineAt(from);
  if (pos < line.from || pos > line.to) return null;
  return { pos: from, end: line.to, above: true, create: () => ({ dom: note([place.message ?? ""], "query-hint query-hint-error") }) };
});

export const errorMark = [marked, told];

/** Marks a place, or nothing. */
export function mark(view: EditorView, place: Place | null): void {
  view.dispatch({ effects: setPlace.of(place) });
}
