/** Looks for a mistake when typing rests, marks it, and says it to a screen reader. */
import { currentCompletions } from "@codemirror/autocomplete";
import { StateEffect } from "@codemirror/state";
import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { mark, type Place } from "./mark.ts";

/** How long typing must rest, in milliseconds. */
const REST = 500;

export interface Checker {
  /** The first mistake in a text. */
  check(text: string): Promise<Place | null>;
}

/** Looks again when typing rests: the text is the same, the dataset is not. */
const again = StateEffect.define<null>();

export function checkAgain(view: EditorView): void {
  view.dispatch({ effects: again.of(null) });
}

export const liveCheck = (checker: Checker) =>
  ViewPlugin.fromClass(
    class {
      #rest: ReturnType<typeof setTimeout> | undefined;
      /** What is said aloud; an element of its own, since the underline has no words. */
      #voice: HTMLElement;

      constructor(readonly view: EditorView) {
        this.#voice = document.createElement("p");
        this.#voice.className = "visually-hidden";
        this.#voice.setAttribute("aria-live", "polite");
        view.dom.append(this.#voice);
        this.#wait();
      }

      update({ docChanged, transactions }: ViewUpdate): void {
        if (docChanged) this.#voice.textContent = "";
        if (docChanged || transactions.some(({ effects }) => effects.some((effect) => effect.is(again)))) this.#wait();
      }

      #wait(): void {
        clearTimeout(this.#rest);
        this.#rest = setTimeout(() => void this.#look(), REST);
      }

      async #look(): Promise<void> {
        // A word that is being chosen is not finished.
        if (currentCompletions(this.view.state).length > 0) return this.#wait();
        const { doc } = this.view.state;
        const place = await checker.check(doc.toString()).catch(() => null);
        // The text is another one by now, or there is nothing to say: a mark of the last run stays.
        if (!place || !this.view.state.doc.eq(doc) || !this.view.dom.isConnected) return;
        mark(this.view, place);
        this.#voice.textContent = `Line ${place.line}, column ${place.column}: ${place.message ?? ""}`;
      }

      destroy(): void {
        clearTimeout(this.#rest);
        this.#voice.remove();
      }
    },
  );
