// The tasks as JavaScript does them without WebAssembly: SharkViewer's parser, and the best that we can write by hand.
import { createRequire } from "node:module";
import { join } from "node:path";

const [SPACE, NEWLINE, HASH, MINUS, DOT, ZERO, NINE] = [...` \n#-.09`].map((letter) => letter.charCodeAt(0));
const TENTHS = Float64Array.from({ length: 16 }, (_, digits) => 10 ** digits);

/**
 * A scanner of bytes: plain decimal numbers, seven to a line, into columns. It checks nothing, knows no exponents, and
 * rounds twice on the way to float32: what is asked of it is speed.
 */
export function scan(bytes) {
  let lines = 1;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  const [ids, types, links] = [0, 1, 2].map(() => new Int32Array(lines));
  const [x, y, z, radii] = [0, 1, 2, 3].map(() => new Float32Array(lines));
  const end = bytes.length;
  let at = 0;
  const number = () => {
    let byte = bytes[at];
    while (byte <= SPACE) byte = bytes[++at];
    const negative = byte === MINUS;
    if (negative) byte = bytes[++at];
    let value = 0;
    while (byte >= ZERO && byte <= NINE) {
      value = value * 10 + (byte - ZERO);
      byte = bytes[++at];
    }
    if (byte === DOT) {
      const point = at;
      byte = bytes[++at];
      while (byte >= ZERO && byte <= NINE) {
        value = value * 10 + (byte - ZERO);
        byte = bytes[++at];
      }
      value /= TENTHS[at - point - 1];
    }
    return negative ? -value : value;
  };
  let nodes = 0;
  while (at < end) {
    if (bytes[at] <= SPACE) {
      at += 1;
    } else if (bytes[at] === HASH) {
      const next = bytes.indexOf(NEWLINE, at);
      at = next < 0 ? end : next;
    } else {
      ids[nodes] = number();
      types[nodes] = number();
      x[nodes] = number();
      y[nodes] = number();
      z[nodes] = number();
      radii[nodes] = number();
      links[nodes] = number();
      nodes += 1;
    }
  }
  return { length: nodes, ids, types, x, y, z, radii, links, parents: parentsOf(ids, links, nodes) };
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
