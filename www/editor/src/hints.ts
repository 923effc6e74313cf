/** What a word means, under a resting pointer: the signature of a function, the values of a property. */
import { type EditorState } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { tokens, variables } from "./scan.ts";
import { type Known, propertiesOf, type Schema } from "./schema.ts";

export const hints = (known: Known) =>
  hoverTooltip(async (view, pos) => {
    const schema = await known.schema();
    const found = schema && hintAt(schema, view.state, pos);
    return found && { pos: found.from, end: found.to, above: true, create: () => ({ dom: note(found.lines) }) };
  });

/** A tooltip of some lines, the first of them code. */
export function note(lines: string[], name = "query-hint"): HTMLElement {
  const dom = document.createElement("div");
  dom.className = name;
  for (const line of lines) dom.append(Object.assign(document.createElement("div"), { textContent: line }));
  return dom;
}

function hintAt(schema: Schema, state: EditorState, pos: number): { from: number; to: number; lines: string[] } | null {
  const text = state.doc.toString();
  const all = tokens(text);
  const at = all.findIndex(({ from, to }) => from <= pos && pos <= to);
  const token = all[at];
  if (token?.kind !== "name" && token?.kind !== "quoted") return null;
  let [name, start] = [token.text, at];
  while (all[start - 1]?.text === "." && all[start - 2]?.kind === "name") {
    start -= 2;
    name = `${all[start]?.text}.${name}`;
  }
  const { to } = token;
  if (all[at + 1]?.text === "(") {
    const found = schema.functions.find(([known]) => known.toLowerCase() === name.toLowerCase());
    return found ? { from: all[start]?.from ?? token.from, to, lines: [found[1], found[2]] } : null;
  }
  const owner = start === at - 2 ? variables(text).get(all[start]?.text ?? "") : undefined;
  if (!owner) return null;
  const property = token.text.replace(/^`|`$/g, "");
  const found = propertiesOf(schema, owner.label, owner.relationship).find(([, known]) => known === property);
  if (found) return { from: token.from, to, lines: [`${property}: ${found[2] || "any"}`, found[3] && `Such as ${found[3]}`].filter(Boolean) };
  return schema.rois.includes(property) ? { from: token.from, to, lines: [property, "ROI: true where it is touched"] } : null;
}
