/**
 * A tolerant look at a query that is being written: tokens and brackets, never a whole grammar.
 *
 * ```ts
 * placeAt("MATCH (n:Neuron) WHERE n.st");  // { kind: "property", variable: "n", … }
 * variables("MATCH (n:Neuron)");           // n, with its label
 * ```
 */
import { KEYWORDS } from "./keywords.ts";

export interface Token {
  kind: "name" | "quoted" | "string" | "comment" | "number" | "sign";
  text: string;
  from: number;
  to: number;
  /** The text ends within it. */
  open: boolean;
}

const TOKEN =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<string>"(?:\\[^]|[^"\\])*(?:"|\\?$)|'(?:\\[^]|[^'\\])*(?:'|\\?$))|(?<quoted>`(?:``|[^`])*(?:`|$))|(?<name>[\p{L}_$][\p{L}\p{N}_]*)|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<sign>=~|<>|<=|>=|\S)/giu;

const KINDS = ["comment", "string", "quoted", "name", "number", "sign"] as const;

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const kind = KINDS.find((kind) => match.groups?.[kind] !== undefined) ?? "sign";
    const [token, from] = [match[0], match.index];
    const to = from + token.length;
    found.push({ kind, text: token, from, to, open: to === text.length && isOpen(kind, token) });
  }
  return found;
}

function isOpen(kind: Token["kind"], text: string): boolean {
  if (kind === "comment") return text.startsWith("//") || !/^\/\*[^]*\*\/$/.test(text);
  if (kind === "string") return text.length < 2 || !new RegExp(`^.(?:\\\\[^]|[^\\\\])*${text[0]}$`, "su").test(text);
  return kind === "quoted" && (text.match(/`/g) ?? []).length % 2 === 1;
}

/** What stands at the end of a text, which is where the cursor is. `from`: where the word begins that is being written. */
export type Place =
  | { kind: "none" }
  /** The label of a node, or the type of a relationship. `tick`: behind a backtick. */
  | { kind: "label" | "type"; from: number; tick: boolean }
  /** Behind `variable.`; `path` is all of it with the dots, as a function's name may begin. */
  | { kind: "property"; variable: string | null; path: string; from: number; tick: boolean }
  /** A key in the braces of a pattern. */
  | { kind: "key"; label: string | null; relationship: boolean; from: number; tick: boolean }
  /** Within quotes, compared with a property. */
  | { kind: "value"; property: string; text: string; from: number; quote: string; regex: boolean }
  /** The name of a node or relationship in a pattern. */
  | { kind: "variable"; from: number }
  /** Anything else that begins with a word. */
  | { kind: "word"; from: number; word: string };

const NONE: Place = { kind: "none" };

export function placeAt(before: string): Place {
  const all = tokens(before);
  const last = all.at(-1);
  if (last?.open && last.kind === "comment") return NONE;
  const ts = all.filter(({ kind }) => kind !== "comment");
  if (last?.open && last.kind === "string") return valueAt(ts);
  const touching = last && last.to === before.length ? last : null;
  if (touching?.kind === "number" || touching?.kind === "string" || (touching?.kind === "quoted" && !touching.open)) return NONE;
  const word = touching?.kind === "name" || touching?.kind === "quoted" ? ts.pop() : undefined;
  const tick = word?.kind === "quoted";
  const from = word ? word.from + (tick ? 1 : 0) : before.length;
  const previous = ts.at(-1);
  const brackets = openBrackets(ts);
  const inner = brackets.at(-1);

  if (previous?.text === ".") return behindDot(ts, from, tick);
  if (previous?.text === ":" && !isBrace(ts, inner)) return { kind: isRelationship(ts, inner) ? "type" : "label", from, tick };
  if (previous?.text === "|" && isRelationship(ts, inner) && ts.slice(inner).some(({ text }) => text === ":")) {
    return { kind: "type", from, tick };
  }
  if (inner !== undefined && isBrace(ts, inner) && (previous?.text === "{" || previous?.text === ",")) {
    const around = brackets.at(-2);
    if (isPatternsBrace(ts, inner, around)) {
      const pattern = ts.slice(around, inner);
      const label = pattern.findIndex(({ text }) => text === ":");
      return { kind: "key", label: plain(pattern[label + 1], label >= 0), relationship: isRelationship(ts, around), from, tick };
    }
  }
  if (tick || (previous?.kind === "name" && /^as$/i.test(previous.text))) return NONE;
  if (inner === ts.length - 1 && (isRelationship(ts, inner) || opensNode(ts, inner))) return { kind: "variable", from };
  return { kind: "word", from, word: word?.text ?? "" };
}

/** A name without its backticks. */
function plain(token: Token | undefined, wanted = true): string | null {
  if (!wanted || !token) return null;
  if (token.kind === "quoted") return token.text.replace(/^`|`$/g, "").replaceAll("``", "`");
  return token.kind === "name" ? token.text : null;
}

function isKeyword(token: Token | undefined): boolean {
  return token?.kind === "name" && KEYWORDS.has(token.text.toLowerCase());
}

/** The indexes of the brackets that are not closed. */
function openBrackets(ts: Token[]): number[] {
  const open: number[] = [];
  ts.forEach(({ kind, text }, at) => {
    if (kind !== "sign") return;
    if ("([{".includes(text)) open.push(at);
    else if (")]}".includes(text)) open.pop();
  });
  return open;
}

const isBrace = (ts: Token[], at: number | undefined) => at !== undefined && ts[at]?.text === "{";

/** Whether a bracket is that of a relationship: `-[`. */
const isRelationship = (ts: Token[], at: number | undefined) => at !== undefined && ts[at]?.text === "[" && ts[at - 1]?.text === "-";

/** Whether a bracket is surely that of a node, and not one of an expression. */
function opensNode(ts: Token[], at: number): boolean {
  const before = ts[at - 1];
  return ts[at]?.text === "(" && (/^match$/i.test(before?.text ?? "") || ((before?.text === "-" || before?.text === ">") && /^[\]-]$/.test(ts[at - 2]?.text ?? "")));
}

/** Whether a brace is that of a pattern, `(n:Neuron {`, and not one of a map or a subquery. */
function isPatternsBrace(ts: Token[], brace: number, around: number | undefined): boolean {
  if (around === undefined || isKeyword(ts[brace - 1])) return false;
  if (isRelationship(ts, around)) return true;
  const before = ts[around - 1];
  return ts[around]?.text === "(" && (isKeyword(before) || before?.kind === "sign") && ts.slice(around + 1, brace).every(({ kind, text }) => kind === "name" || kind === "quoted" || text === ":");
}

function behindDot(ts: Token[], from: number, tick: boolean): Place {
  let at = ts.length - 2;
  const owner = ts[at];
  if (owner?.kind !== "name" && owner?.kind !== "quoted") return NONE;
  let path = owner.text + ".";
  while (ts[at - 1]?.text === "." && ts[at - 2]?.kind === "name") {
    at -= 2;
    path = `${ts[at]?.text}.${path}`;
  }
  // What a property itself has is not known: `n.location.`
  const variable = at === ts.length - 2 && ts[at - 1]?.text !== "." ? plain(owner) : null;
  return { kind: "property", variable, path, from, tick };
}

/** Within an open string, the last token: what it is compared with. */
function valueAt(ts: Token[]): Place {
  const string = ts.pop() as Token;
  let at = ts.length - 1;
  let regex = false;
  if (ts[at]?.text === "[" || ts[at]?.text === ",") {
    while (ts[at]?.text === "," && ts[at - 1]?.kind === "string") at -= 2;
    if (ts[at]?.text !== "[" || !/^in$/i.test(ts[at - 1]?.text ?? "")) return NONE;
    at -= 2;
  } else if (/^with$/i.test(ts[at]?.text ?? "") && /^starts$/i.test(ts[at - 1]?.text ?? "")) at -= 2;
  else if (["=", "<>", "=~", ":"].includes(ts[at]?.text ?? "")) {
    regex = ts[at]?.text === "=~";
    at -= 1;
  } else return NONE;
  const property = plain(ts[at]);
  if (property === null) return NONE;
  return { kind: "value", property, text: string.text.slice(1).replace(/\\(.)/gs, "$1"), from: string.from + 1, quote: string.text[0] as string, regex };
}

export interface Variable {
  label: string | null;
  relationship: boolean;
}

/** The variables of a query. The word that ends at `except` is still being written. */
export function variables(text: string, except = -1): Map<string, Variable> {
  const ts = tokens(text).filter(({ kind }) => kind !== "comment");
  const found = new Map<string, Variable>();
  const open: number[] = [];
  ts.forEach((token, at) => {
    if (token.kind === "sign" && "([{".includes(token.text)) open.push(at);
    else if (token.kind === "sign" && ")]}".includes(token.text)) open.pop();
    const name = isKeyword(token) ? null : plain(token);
    if (name === null || token.to === except) return;
    const [before, previous, next] = [ts[at - 2], ts[at - 1], ts[at + 1]];
    const relationship = isRelationship(ts, at - 1);
    const called = (before?.kind === "name" || before?.kind === "quoted") && !isKeyword(before);
    const declared =
      relationship ||
      (previous?.text === "(" && !called && next?.text !== "." && next?.text !== "(") ||
      (isKeyword(previous) && /^(as|yield)$/i.test(previous?.text ?? "")) ||
      (isKeyword(previous) && /^match$/i.test(previous?.text ?? "") && next?.text === "=") ||
      ((previous?.text === "[" || previous?.text === "(") && isKeyword(next) && /^in$/i.test(next?.text ?? ""));
    if (!declared && !found.has(name)) return;
    const variable = found.get(name) ?? { label: null, relationship };
    if (next?.text === ":" && !isBrace(ts, open.at(-1))) variable.label ??= plain(ts[at + 2]);
    found.set(name, variable);
  });
  return found;
}
