/** The editor in the app's own tokens, so that light and dark need no second theme. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--syntax-keyword)", fontWeight: "600" },
  { tag: tags.string, color: "var(--syntax-string)" },
  { tag: [tags.number, tags.atom], color: "var(--syntax-number)" },
  { tag: tags.typeName, color: "var(--syntax-name)" },
  { tag: tags.function(tags.variableName), color: "var(--syntax-function)" },
  { tag: tags.comment, color: "var(--syntax-comment)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.operator], color: "var(--text-quiet)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "transparent", fontSize: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { padding: "0.625rem 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 0.75rem 0 0.5rem" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--text-faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 0.25rem 0 0.75rem", minWidth: "1.5rem" },
  ".cm-foldGutter .cm-gutterElement": { minWidth: "0.75rem", padding: "0", textAlign: "center", cursor: "pointer" },
  ".cm-foldPlaceholder": {
    margin: "0 0.25rem",
    padding: "0 0.375rem",
    border: "1px solid var(--line)",
    borderRadius: "var(--radius-small)",
    color: "var(--text-quiet)",
    backgroundColor: "var(--surface-inset)",
  },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 5%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--text-quiet)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent) 20%, transparent)",
    outline: "none",
  },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { color: "var(--danger)", backgroundColor: "transparent" },
  ".cm-placeholder": { color: "var(--text-faint)" },
  ".cm-query-error": {
    textDecoration: "underline wavy var(--danger)",
    textDecorationThickness: "1.5px",
    textUnderlineOffset: "3px",
    backgroundColor: "var(--danger-surface)",
  },
  ".cm-query-error-end::after": {
    content: '""',
    display: "inline-block",
    width: "0.6ch",
    height: "1em",
    verticalAlign: "text-bottom",
    borderBottom: "2px solid var(--danger)",
  },
  ".cm-tooltip": {
    color: "var(--text)",
    backgroundColor: "var(--surface-panel)",
    border: "1px solid var(--line)",
    borderRadius: "var(--radius)",
    boxShadow: "var(--shadow-raised)",
    fontSize: "var(--text-normal)",
  },
  ".cm-tooltip .cm-tooltip-section:not(:first-child)": { borderTop: "1px solid var(--line)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", maxHeight: "16em", minWidth: "14rem", padding: "2px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    gap: "var(--space-3)",
    padding: "1px var(--space-2)",
    lineHeight: "1.6",
    borderRadius: "var(--radius-small)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected], .cm-tooltip-autocomplete-disabled ul li[aria-selected]": {
    color: "var(--text)",
    backgroundColor: "var(--accent-surface)",
  },
  ".cm-completionMatchedText": { color: "var(--accent)", fontWeight: "600", textDecoration: "none" },
  ".cm-completionDetail": {
    flex: "1",
    marginLeft: "0",
    overflow: "hidden",
    color: "var(--text-quiet)",
    fontFamily: "var(--font)",
    fontStyle: "normal",
    textAlign: "right",
    textOverflow: "ellipsis",
  },
  ".cm-tooltip.cm-completionInfo": { padding: "var(--space-1) var(--space-2)", maxWidth: "22rem", color: "var(--text-quiet)" },
  ".query-hint": { padding: "var(--space-1) var(--space-2)", maxWidth: "30rem", color: "var(--text-quiet)" },
  ".query-hint > :first-child": { color: "var(--text)", fontFamily: "var(--font-mono)" },
  ".query-hint-error": { borderLeft: "3px solid var(--danger)" },
  ".query-hint-error > :first-child": { fontFamily: "var(--font)" },
  ".cm-query-error-line": { backgroundColor: "color-mix(in srgb, var(--danger) 7%, transparent) !important" },
});

export const theme = [look, syntaxHighlighting(colours)];
