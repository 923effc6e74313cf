// The answers that every contender gets: a million rows, as neuPrintHTTP writes them.

/** Rows. */
export const ROWS = 1_000_000;
/** Different texts in the second column. */
const TYPES = 20_000;
/** What a broad answer has behind the first three columns, in turns: synapses, a share, a name of few, nothing at times. */
const FURTHER = [
  (number) => number % 5_000,
  (number) => (number % 100_000) / 100_000,
  (number) => `"ROI ${number % 60}"`,
  (number) => (number % 3 ? number % 70_000 : null),
];

/** A generator that gives the same numbers everywhere. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 0;
  };
}

/** The first three columns of a row: a body ID below 2^53, so that those who read doubles read it, too; a type; a weight. */
function* rows(count) {
  const next = random(7);
  for (let row = 0; row < count; row++) {
    yield [200_000_000 + (next() % 3_000_000_000) * 2, `type ${next() % TYPES}`, next() % 1_000];
  }
}

/** The body of an answer, and what must be seen after each operation, computed the plainest way. */
export function answer(columns = 3) {
  const names = ["bodyId", "type", "weight", ...Array.from({ length: columns - 3 }, (_, at) => `column ${at + 4}`)];
  const pieces = [`{"columns":${JSON.stringify(names)},"data":[`];
  const all = [];
  const next = random(11);
  for (const row of rows(ROWS)) {
    all.push(row);
    let text = `${all.length > 1 ? "," : ""}[${row[0]},"${row[1]}",${row[2]}`;
    for (let column = 3; column < columns; column++) text += `,${FURTHER[column % FURTHER.length](next() >>> 8)}`;
    pieces.push(`${text}]`);
    // Short texts take less room as bytes.
    if (all.length % 10_000 === 0) pieces.push(Buffer.from(pieces.splice(pieces.findLastIndex(Buffer.isBuffer) + 1).join("")));
  }
  pieces.push("]}\n");
  const least = all.reduce((least, row) => (row[0] < least[0] ? row : least));
  const types = all.reduce((least, row) => (row[1] < least ? row[1] : least), all[0][1]);
  const heavy = all.filter((row) => row[2] >= 500);
  const body = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  return { body, columns, first: all[0], leastId: least[0], leastType: types, heavy: heavy.length, heavyTypes: new Set(heavy.map((row) => row[1])).size };
}
