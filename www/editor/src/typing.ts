/**
 * Typing over a selection, done by the editor and not by the browser.
 *
 * A browser that replaces a selection keeps its looks with inline styles, which the content security policy stops and
 * reports. The editor takes the text out of the document again in any case.
 */
import { EditorView } from "@codemirror/view";

export const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event;
    const { from, to, empty } = view.state.selection.main;
    if (inputType !== "insertText" || !data || isComposing || empty) return false;
    const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    // Whatever else listens to what is typed, such as the closing of brackets, has its say first.
    if (!view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, data, insert))) view.dispatch(insert());
    return true;
  },
});
