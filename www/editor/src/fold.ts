/** What can be folded away: clauses, brackets and comments that take several lines. */
import { codeFolding, foldGutter, foldService } from "@codemirror/language";
import type { Text } from "@codemirror/state";
import { tokens } from "./scan.ts";

/** What begins a clause; conditions and orders belong to the clause before. */
const CLAUSES = new Set("match optional with return unwind call union".split(" "));

export interface Fold {
  from: number;
  to: number;
}

/** What can be folded, by the offset at which its first line begins. */
export function folds(text: string): Map<number, Fold> {
  const found = new Map<number, Fold>();
  const lineOf = (at: number) => text.lastIndexOf("\n", at - 1) + 1;
  const add = (line: number, from: number, to: number) => {
    if (!found.has(line) && text.slice(from, to).includes("\n")) found.set(line, { from, to });
  };
  const all = tokens(text);
  const words = all.filter(({ kind }) => kind !== "comment");
  const open: number[] = [];
  let clause: { line: number; from: number } | null = null;
  let before = 0;
  const brackets: [from: number, to: number][] = [];
  for (const [at, { kind, text: token, from, to }] of words.entries()) {
    const line = lineOf(from);
    const begins = kind === "name" && open.length === 0 && CLAUSES.has(token.toLowerCase()) && text.slice(line, from).trim() === "";
    if (begins && !/^(starts|ends)$/i.test(words[at - 1]?.text ?? "")) {
      if (clause) add(clause.line, clause.from, before);
      const end = text.indexOf("\n", from);
      clause = { line, from: end < 0 ? text.length : end };
    }
    if (kind === "sign" && "([{".includes(token)) open.push(to);
    else if (kind === "sign" && ")]}".includes(token)) {
      const start = open.pop();
      if (start !== undefined) brackets.push([start, from]);
    }
    before = to;
  }
  if (clause) add(clause.line, clause.from, before);
  // Of several brackets that open in one line the outermost is folded.
  for (const [from, to] of brackets.reverse()) add(lineOf(from), from, to);
  for (const { kind, text: token, from, to } of all) {
    if (kind === "comment" && token.startsWith("/*") && token.endsWith("*/")) add(lineOf(from), from + 2, to - 2);
  }
  return found;
}

/** Of the texts that are looked at, line by line. */
const known = new WeakMap<Text, Map<number, Fold>>();

function foldsOf(doc: Text): Map<number, Fold> {
  const folded = known.get(doc) ?? folds(doc.toString());
  known.set(doc, folded);
  return folded;
}

export const folding = [
  codeFolding(),
  foldGutter({ openText: "⌄", closedText: "›" }),
  foldService.of(({ doc }, line) => foldsOf(doc).get(line) ?? null),
];
