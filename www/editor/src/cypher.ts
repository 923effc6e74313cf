/**
 * Cypher as the highlighter sees it: tokens, not grammar.
 *
 * Strings, backticked names and block comments may span lines; a label or relationship type is told from a map's value
 * by the name that a colon follows directly.
 */
import { StreamLanguage, type StringStream } from "@codemirror/language";
import { KEYWORDS } from "./keywords.ts";

interface State {
  /** What ends the token that is open across lines: a quote, a backtick, or a comment's end. */
  open: '"' | "'" | "`" | "*/" | null;
  /** The token before was a colon that a label or type may follow. */
  afterColon: boolean;
  /** Depth of braces: inside a map a colon separates key and value. */
  braces: number;
}

/** Reads to the end of the open token, or of the line. */
function rest(stream: StringStream, state: State): string {
  const style = state.open === "*/" ? "comment" : state.open === "`" ? "variableName" : "string";
  if (state.open === "*/") {
    if (stream.skipTo("*/")) {
      stream.match("*/");
      state.open = null;
    } else stream.skipToEnd();
    return style;
  }
  for (let next = stream.next(); next != null; next = stream.next()) {
    if (next === "\\" && state.open !== "`") stream.next();
    else if (next === state.open) {
      state.open = null;
      break;
    }
  }
  return style;
}

function token(stream: StringStream, state: State): string | null {
  if (state.open) return rest(stream, state);
  if (stream.eatSpace()) return null;
  const afterColon = state.afterColon;
  state.afterColon = false;

  if (stream.match("//")) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match("/*")) {
    state.open = "*/";
    return rest(stream, state);
  }
  const quote = stream.peek();
  if (quote === '"' || quote === "'" || quote === "`") {
    stream.next();
    state.open = quote;
    const style = rest(stream, state);
    return quote === "`" && afterColon ? "typeName" : style;
  }
  if (stream.match(/^(0x[\da-f]+|(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?)/i)) return "number";
  if (stream.match(/^\$\w+/)) return "atom";
  if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) {
    if (afterColon) return "typeName";
    const word = stream.current().toLowerCase();
    // A property may be called what a keyword is called: `n.end`.
    const property = stream.string[stream.start - 1] === ".";
    if (property) return stream.match(/^\s*\(/, false) ? "variableName.function" : "propertyName";
    if (KEYWORDS.has(word)) return word === "true" || word === "false" || word === "null" ? "atom" : "keyword";
    if (stream.match(/^(\.\w+)*\s*\(/, false)) return "variableName.function";
    return stream.match(/^\s*:/, false) && state.braces > 0 ? "propertyName" : "variableName";
  }
  const sign = stream.next();
  if (sign === "{") state.braces += 1;
  if (sign === "}") state.braces = Math.max(0, state.braces - 1);
  state.afterColon = state.braces === 0 && (sign === ":" || (afterColon && sign === "|"));
  if (sign === "|" && !state.afterColon) state.afterColon = /\[[^\]]*:[^\]]*\|$/.test(stream.string.slice(0, stream.pos));
  return sign && "()[]{},;.:".includes(sign) ? "punctuation" : "operator";
}

export const cypher = StreamLanguage.define<State>({
  name: "cypher",
  startState: () => ({ open: null, afterColon: false, braces: 0 }),
  copyState: (state) => ({ ...state }),
  token,
  languageData: {
    closeBrackets: { brackets: ["(", "[", "{", "'", '"', "`"] },
    commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
  },
});
