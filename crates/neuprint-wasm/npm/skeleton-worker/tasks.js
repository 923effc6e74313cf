// What a worker's thread does with a skeleton, whichever way it hears of it.

import { NeuprintError } from "../error.js";

/** Takes the columns out of WebAssembly's memory, each in a buffer of its own that can be transferred. */
function columns(skeleton) {
  const copied = skeleton.withColumns((views) => Object.fromEntries(Object.entries(views).map(([name, view]) => [name, view.slice()])));
  return { ...copied, header: skeleton.header, unit: skeleton.unit };
}

const TASKS = {
  parse(skeleton) {
    return { columns: columns(skeleton) };
  },
  heal(skeleton, options) {
    const { skeleton: healed, ...rest } = skeleton.heal(options);
    try {
      return { columns: columns(healed), ...rest };
    } finally {
      healed.free();
    }
  },
};

/** Does a task; the answer, and the buffers in it that need not be copied. */
export function perform(Skeleton, { id, task, input, options }) {
  try {
    const isText = typeof input === "string" || input instanceof Uint8Array;
    const skeleton = isText ? Skeleton.parse(input) : Skeleton.fromColumns(input);
    try {
      const done = TASKS[task](skeleton, options);
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
