// The tasks as JavaScript does them without WebAssembly: SharkViewer's parser, and the best that we can write by hand.
import { createRequire } from "node:module";
import { join } from "node:path";

const SPACE = 32;
const NEWLINE = 10;
const HASH = 35;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const TENTHS = Float64Array.from({ length: 16 }, (_, digits) => 10 ** digits);

/**
 * A scanner of bytes: plain decimal numbers, seven to a line, into columns. It checks nothing, knows no exponents, and
 * rounds twice on the way to float32: what is asked of it is speed. Everything is in one function, in local variables and
 * in the order of the columns, which is what engines make the best of.
 */
export function scan(bytes) {
  // A node takes fifteen bytes at least; memory that is never touched costs nothing.
  const most = Math.ceil(bytes.length / 15) + 1;
  const [ids, types, links] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  const [x, y, z, radii] = [new Float32Array(most), new Float32Array(most), new Float32Array(most), new Float32Array(most)];
  const end = bytes.length;
  let nodes = 0;
  let at = 0;
  while (at < end) {
    let byte = bytes[at];
    if (byte <= SPACE) {
      at += 1;
      continue;
    }
    if (byte === HASH) {
      const next = bytes.indexOf(NEWLINE, at);
      at = next < 0 ? end : next;
      continue;
    }
    let whole = 0;
    for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) whole = (whole * 10 + (byte - ZERO)) | 0;
    ids[nodes] = whole;
    while (byte <= SPACE) byte = bytes[++at];
    whole = 0;
    for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) whole = (whole * 10 + (byte - ZERO)) | 0;
    types[nodes] = whole;
    for (let column = 0; column < 4; column++) {
      while (byte <= SPACE) byte = bytes[++at];
      const negative = byte === MINUS;
      if (negative) byte = bytes[++at];
      let value = 0;
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) value = value * 10 + (byte - ZERO);
      if (byte === DOT) {
        const point = at + 1;
        byte = bytes[++at];
        for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) value = value * 10 + (byte - ZERO);
        value /= TENTHS[at - point];
      }
      if (negative) value = -value;
      if (column === 0) x[nodes] = value;
      else if (column === 1) y[nodes] = value;
      else if (column === 2) z[nodes] = value;
      else radii[nodes] = value;
    }
    while (byte <= SPACE) byte = bytes[++at];
    const negative = byte === MINUS;
    if (negative) byte = bytes[++at];
    whole = 0;
    for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) whole = (whole * 10 + (byte - ZERO)) | 0;
    links[nodes] = negative ? -whole : whole;
    nodes += 1;
    // What else stands in the line is not read.
    const next = byte <= SPACE ? at : bytes.indexOf(NEWLINE, at);
    at = next < 0 ? end : next + 1;
  }
  const own = (column) => column.subarray(0, nodes);
  return { length: nodes, ids: own(ids), types: own(types), x: own(x), y: own(y), z: own(z), radii: own(radii), links: own(links), parents: parentsOf(ids, links, nodes) };
}

/** The indices of the parents; a look is enough where identifiers are 1, 2, 3, … */
function parentsOf(ids, links, nodes) {
  const parents = new Int32Array(nodes);
  let places;
  for (let node = 0; node < nodes; node++) {
    const link = links[node];
    if (link > 0 && link <= nodes && ids[link - 1] === link) {
      parents[node] = link - 1;
    } else if (link < 0) {
      parents[node] = -1;
    } else {
      places ??= new Map(Array.from({ length: nodes }, (_, place) => [ids[place], place]));
      parents[node] = places.get(link) ?? -1;
    }
  }
  return parents;
}

/** The lines, joined: engines are best at many short texts that become one. */
function write({ length, ids, types, x, y, z, radii, links }) {
  const lines = new Array(length);
  for (let node = 0; node < length; node++) {
    lines[node] = `${ids[node]} ${types[node]} ${short(x[node])} ${short(y[node])} ${short(z[node])} ${short(radii[node])} ${links[node]}`;
  }
  return `${lines.join("\n")}\n`;
}

/** A float32 has more digits than its text had; that had four decimals at most. */
const short = (value) => Math.round(value * 1e4) / 1e4;

const count = (results) => results.reduce((total, result) => total + result.length, 0);

/** The tasks; `folder` is where SharkViewer is installed, if it is. */
export async function peers(folder) {
  const scanner = { prepare: (files) => ({ files }), run: ({ files }) => files.map(scan), check: count };
  return {
    "byte scanner": { parse: scanner, "parse-columns": scanner },
    join: {
      write: {
        prepare: (files) => ({ columns: files.map(scan) }),
        run: ({ columns }) => columns.map(write),
        check: (texts) => texts.reduce((total, text) => total + text.split("\n").length - 1, 0),
      },
    },
    SharkViewer: folder ? { parse: sharkViewer(folder) } : {},
  };
}

function sharkViewer(folder) {
  const { swcParser } = createRequire(join(folder, "peer.cjs"))("@janelia/sharkviewer");
  return {
    prepare: (files) => ({ texts: files.map((bytes) => bytes.toString("latin1")) }),
    run: ({ texts }) => texts.map((text) => swcParser(text)),
    check: (results) => results.reduce((total, nodes) => total + Object.keys(nodes).length, 0),
  };
}
