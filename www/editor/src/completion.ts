/** What the editor offers while one writes: the dataset's own names, functions, keywords, variables, values. */
import { autocompletion, type Completion, type CompletionContext, type CompletionResult, insertBracket, pickedCompletion } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { type Place, placeAt, type Variable, variables } from "./scan.ts";
import { type Known, propertiesOf, type Schema, written } from "./schema.ts";

/** Keywords of reading queries; those that write are refused. */
const OFFERED =
  "MATCH,OPTIONAL MATCH,WHERE,RETURN,RETURN DISTINCT,WITH,UNWIND,ORDER BY,SKIP,LIMIT,AS,AND,OR,XOR,NOT,IN,IS NULL,IS NOT NULL,STARTS WITH,ENDS WITH,CONTAINS,EXISTS,CASE,WHEN,THEN,ELSE,END,DESC,ASC,DISTINCT,UNION,UNION ALL,CALL,YIELD,true,false,null,EXPLAIN,PROFILE".split(
    ",",
  );
const keywords: Completion[] = OFFERED.map((label) => ({ label, type: "keyword", boost: -5 }));

/** How long a word within quotes must rest before the dataset is asked, in milliseconds. */
const REST = 200;
/** How long names of the dataset are waited for where there is something to offer without them, in milliseconds. */
const PATIENCE = 250;

export function completion(known: Known) {
  return autocompletion({
    // One source for all: with two, the one that has nothing to say is asked again with each letter, and until it has
    // answered nothing can be chosen from the list of the other.
    override: [source(known)],
    icons: false,
    // The editor binds the keys itself: Esc and Enter have other duties, too.
    defaultKeymap: false,
    activateOnTypingDelay: 60,
    // What is shown can be chosen at once; Enter behind a word that is complete is no choice, see `listed`.
    interactionDelay: 0,
    maxRenderedOptions: 200,
    tooltipClass: () => "query-completion",
  });
}

const before = ({ state, pos }: CompletionContext) => state.doc.sliceString(0, pos);
const whole = ({ state }: CompletionContext) => state.doc.toString();

/** A list for a word. While one types, a word that is complete closes it, so that Enter begins a new line. */
function listed(context: CompletionContext, from: number, options: Completion[], isWhole: boolean): CompletionResult | null {
  const names = new Set(options.map(({ label }) => label.toLowerCase()));
  const complete = (word: string) => !context.explicit && names.has(word.toLowerCase());
  if (options.length === 0 || complete(context.state.sliceDoc(from, context.pos))) return null;
  return { from, options, validFor: (word) => isWhole && /^[\p{L}\p{N}_]*$/u.test(word) && !complete(word) };
}

const source =
  (known: Known) =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const place = placeAt(before(context));
    if (place.kind === "none") return null;
    if (place.kind === "value") return values(context, known, place);
    const isWord = place.kind === "word" || place.kind === "variable";
    if (isWord && context.pos === place.from && !context.explicit) return null;
    const own = isWord ? ofTheText(context, place.kind === "word") : [];
    if (place.kind === "variable") return listed(context, place.from, own, true);
    // A dataset that is slow to tell its names holds up neither variables nor keywords; the next letter asks it again.
    const schema = await (own.length > 0 ? Promise.race([known.schema(), after(PATIENCE)]) : known.schema());
    if (context.aborted) return null;
    const names = schema ? options(schema, place, () => variables(whole(context), context.pos)) : [];
    return listed(context, place.from, [...own, ...names], schema !== null);
  };

const after = (milliseconds: number) => new Promise<null>((done) => setTimeout(done, milliseconds, null));

/** Variables, and keywords where they may stand: known without asking. */
function ofTheText(context: CompletionContext, withKeywords: boolean): Completion[] {
  const named = [...variables(whole(context), context.pos)].map(
    ([name, { label, relationship }]): Completion => ({
      label: name,
      type: "variable",
      detail: label ? `:${label}` : relationship ? "relationship" : "variable",
      apply: written(name),
      boost: 20,
    }),
  );
  return withKeywords ? [...named, ...keywords] : named;
}

function options(schema: Schema, place: Exclude<Place, { kind: "none" | "value" | "variable" }>, known: () => Map<string, Variable>): Completion[] {
  switch (place.kind) {
    case "label":
      return schema.labels.map((label, at) => ({ label, type: "class", detail: "label", apply: inTicks(label), boost: -at }));
    case "type":
      return schema.types.map((label) => ({ label, type: "class", detail: "relationship", apply: inTicks(label) }));
    case "key":
      return properties(schema, place.label, place.relationship, ": ");
    case "word":
      return functions(schema, "");
    case "property": {
      const variable = place.variable === null ? undefined : known().get(place.variable);
      const named = functions(schema, place.path);
      if (place.variable === null || (!variable && named.length > 0)) return named;
      return [...properties(schema, variable?.label ?? null, variable?.relationship ?? false, ""), ...named];
    }
  }
}

function properties(schema: Schema, of: string | null, relationship: boolean, after: string): Completion[] {
  const own = propertiesOf(schema, of, relationship).map(
    ([, label, kind, example]): Completion => ({
      label,
      type: "property",
      detail: kind,
      info: example ? `Such as ${example}` : undefined,
      apply: inTicks(label, after),
      boost: 10,
    }),
  );
  if (relationship) return own;
  const rois = schema.rois.map(
    (label, at): Completion => ({ label, type: "property", detail: "ROI", info: "true where it touches this ROI", apply: inTicks(label, after), boost: -Math.min(at, 90) }),
  );
  return [...own, ...rois];
}

/** Functions; `path`: what already stands there, with its last dot. */
function functions(schema: Schema, path: string): Completion[] {
  const inPath = schema.functions.filter(([name]) => name.toLowerCase().startsWith(path.toLowerCase()));
  return inPath.map(([name, signature, help]) => ({
    label: name.slice(path.length),
    type: "function",
    detail: signature.slice(name.length),
    info: help,
    apply: call(name.slice(path.length), signature.endsWith("()")),
  }));
}

/** Puts a name in place of the word, with backticks where it needs them or where one already stands. */
const inTicks =
  (name: string, after = ""): Completion["apply"] =>
  (view, picked, from, to) => {
    const text = written(name);
    const start = view.state.sliceDoc(from - 1, from) === "`" ? from - 1 : from;
    const end = start < from && view.state.sliceDoc(to, to + 1) === "`" ? to + 1 : to;
    replace(view, picked, start, end, /^\s*:/.test(view.state.sliceDoc(end, end + 4)) ? text : text + after);
  };

/** Puts a call in place of the word; the cursor goes between the brackets, the second of which can be typed over. */
const call =
  (name: string, empty: boolean): Completion["apply"] =>
  (view, picked, from, to) => {
    const called = view.state.sliceDoc(to, to + 1) === "(";
    replace(view, picked, from, to, empty && !called ? `${name}()` : name);
    if (!called && !empty) view.dispatch(insertBracket(view.state, "(") ?? view.state.replaceSelection("("));
  };

function replace(view: EditorView, picked: Completion, from: number, to: number, insert: string): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: "input.complete",
    annotations: pickedCompletion.of(picked),
  });
}

/** The properties of neurons whose values can be asked for; `true`: there are so few that all are offered at once. */
const ASKED: Record<string, boolean> = { type: false, instance: false, status: true };

/** Values of a property that begin as the text within quotes does. Asked for when typing rests; a newer question ends this one. */
async function values(context: CompletionContext, known: Known, place: Extract<Place, { kind: "value" }>): Promise<CompletionResult | null> {
  const { property, text, from, quote, regex } = place;
  const few = Object.hasOwn(ASKED, property) ? ASKED[property] : undefined;
  if (few === undefined || (text === "" && !few && !context.explicit) || (regex && /[\\^$.|?*+(){}[\]]/.test(text))) return null;
  if (!context.explicit) await after(REST);
  if (context.aborted) return null;
  const names = await known.names.values(property, text).catch(() => []);
  if (context.aborted || names.length === 0) return null;
  const options = names.map((label): Completion => ({ label, type: "text", detail: property, apply: inQuotes(label, quote, regex) }));
  // A full list may lack what a longer word finds.
  return { from, options, validFor: (word) => names.length < 50 && word.startsWith(text) && !/['"\\]/.test(word) };
}

/** Puts a text within the quotes and closes them. */
const inQuotes =
  (text: string, quote: string, regex: boolean): Completion["apply"] =>
  (view, picked, from, to) => {
    const literal = regex ? text.replace(/[\\^$.|?*+(){}[\]]/g, "\\$&") : text;
    const escaped = literal.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`);
    const end = view.state.sliceDoc(to, to + 1) === quote ? to + 1 : to;
    replace(view, picked, from, end, escaped + quote);
  };
