// What a worker's thread does with a skeleton, whichever way it hears of it.

import { NeuprintError } from "../error.js";

/** So many bytes are read between two reports. */
const PIECE = 1 << 22;

/** Takes the columns out of WebAssembly's memory, each in a buffer of its own that can be transferred. */
function columns(skeleton) {
  const copied = skeleton.withColumns((views) => Object.fromEntries(Object.entries(views).map(([name, view]) => [name, view.slice()])));
  return { ...copied, header: skeleton.header, unit: skeleton.unit };
}

const TASKS = {
  parse(skeleton) {
    return { columns: columns(skeleton) };
  },
  heal(skeleton, options, report) {
    const nodes = skeleton.length;
    report("heal", 0, nodes);
    const { skeleton: healed, ...rest } = skeleton.heal(options);
    try {
      const done = { columns: columns(healed), ...rest };
      report("heal", nodes, nodes);
      return done;
    } finally {
      healed.free();
    }
  },
};

/** The skeleton of an SWC file or of columns. */
function read({ Skeleton, SwcParser }, input, report) {
  if (typeof input === "string") input = new TextEncoder().encode(input);
  if (!(input instanceof Uint8Array)) return Skeleton.fromColumns(input);
  const total = input.length;
  const parser = new SwcParser({ expectedBytes: total });
  try {
    for (let at = 0; at < total; at += PIECE) {
      report("parse", at, total);
      parser.push(input.subarray(at, at + PIECE));
    }
    const { skeleton } = parser.finish();
    report("parse", total, total);
    return skeleton;
  } finally {
    parser.free();
  }
}

/** Does a task; the answer, and the buffers in it that need not be copied. `post` takes reports on the way. */
export function perform(classes, { id, task, input, options, reports }, post) {
  const report = reports ? (stage, done, total) => post({ id, progress: { stage, done, total } }) : () => {};
  try {
    const skeleton = read(classes, input, report);
    try {
      const done = TASKS[task](skeleton, options, report);
      const buffers = [...Object.values(done.columns), ...Object.values(done)].filter(ArrayBuffer.isView).map(({ buffer }) => buffer);
      return [{ id, done }, buffers];
    } finally {
      skeleton.free();
    }
  } catch (error) {
    const { code, message, details } = error instanceof NeuprintError ? error : { code: "internal", message: String(error) };
    return [{ id, failed: { code, message, details } }, []];
  }
}
