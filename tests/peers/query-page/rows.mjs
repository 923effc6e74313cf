// The answer that every contender gets: a million rows of three columns, as neuPrintHTTP writes them.

/** Rows. */
export const ROWS = 1_000_000;
/** Different texts in the second column. */
const TYPES = 20_000;

/** A generator that gives the same numbers everywhere. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
}

/** One row: a body ID below 2^53, so that those who read doubles read it, too; a type; a weight. */
function* rows(count) {
  const next = random(7);
  for (let row = 0; row < count; row++) {
    yield [200_000_000 + (next() % 3_000_000_000) * 2, `type ${next() % TYPES}`, next() % 1_000];
  }
}

/** The body of the answer, and what must be seen after each operation, computed the plainest way. */
export function answer(count = ROWS) {
  const pieces = ['{"columns":["bodyId","type","weight"],"data":['];
  const all = [];
  for (const row of rows(count)) {
    all.push(row);
    pieces.push(`${all.length > 1 ? "," : ""}[${row[0]},"${row[1]}",${row[2]}]`);
  }
  pieces.push(']}\n');
  const least = all.reduce((least, row) => (row[0] < least[0] ? row : least));
  const types = all.reduce((least, row) => (row[1] < least ? row[1] : least), all[0][1]);
  const heavy = all.filter((row) => row[2] >= 500);
  return { body: Buffer.from(pieces.join("")), first: all[0], leastId: least[0], leastType: types, heavy: heavy.length, heavyTypes: new Set(heavy.map((row) => row[1])).size };
}
