// The side of a skeleton worker that asks: threads, the tasks that wait for one, and cancellation.

import { NeuprintError } from "../error.js";

/** Tasks on threads; `start(heard, broke)` makes one thread. */
export class Pool {
  #start;
  #most;
  #threads = new Set();
  #waiting = [];
  #last = 0;
  #ended = false;

  constructor(start, options = {}) {
    const { threads = 1 } = options ?? {};
    if (!Number.isSafeInteger(threads) || threads < 1) {
      throw new NeuprintError("invalid-argument", "`threads` must be a whole number, 1 or more");
    }
    this.#start = start;
    this.#most = threads;
  }

  parse(input, options) {
    return this.#ask("parse", input, options);
  }

  heal(input, options) {
    return this.#ask("heal", input, options);
  }

  terminate() {
    this.#ended = true;
    const tasks = [...this.#waiting.splice(0), ...[...this.#threads].flatMap(({ task }) => task ?? [])];
    for (const thread of [...this.#threads]) this.#end(thread);
    for (const task of tasks) task.fail(new NeuprintError("aborted", "the skeleton worker was terminated"));
  }

  #ask(task, input, options) {
    const { signal, transfer = false, onProgress, ...rest } = options ?? {};
    return new Promise((resolve, reject) => {
      if (onProgress !== undefined && typeof onProgress !== "function") throw new NeuprintError("invalid-argument", "`onProgress` must be a function");
      if (this.#ended) throw new NeuprintError("invalid-argument", "this skeleton worker was terminated");
      const asked = {
        message: { id: ++this.#last, task, input, options: rest, reports: onProgress !== undefined },
        transfer: transfer ? buffers(input) : [],
        heard: onProgress,
      };
      const stop = () => this.#cancel(asked, signal.reason);
      asked.done = (value) => {
        signal?.removeEventListener("abort", stop);
        resolve(value);
      };
      asked.fail = (error) => {
        signal?.removeEventListener("abort", stop);
        reject(error);
      };
      if (signal?.aborted) return asked.fail(aborted(signal.reason));
      signal?.addEventListener("abort", stop, { once: true });
      this.#waiting.push(asked);
      this.#next();
    });
  }

  /** Gives waiting tasks to threads that have none. */
  #next() {
    while (this.#waiting.length > 0) {
      const thread = [...this.#threads].find(({ task }) => !task) ?? (this.#threads.size < this.#most ? this.#begin() : undefined);
      if (!thread) return;
      const task = this.#waiting.shift();
      thread.task = task;
      try {
        thread.port.post(task.message, task.transfer);
      } catch (error) {
        // Something in the options cannot be cloned, or a buffer was transferred before.
        thread.task = undefined;
        task.fail(new NeuprintError("invalid-argument", `this cannot be sent to a worker: ${error?.message ?? error}`, {}, error));
      }
    }
  }

  #begin() {
    const thread = { task: undefined };
    thread.port = this.#start(
      ({ progress, done, failed }) => {
        const { task } = thread;
        if (progress) return task?.heard(progress);
        thread.task = undefined;
        if (failed) task.fail(new NeuprintError(failed.code, failed.message, failed.details));
        else task.done(done);
        this.#next();
      },
      (reason) => {
        this.#end(thread);
        thread.task?.fail(new NeuprintError("internal", `the skeleton worker broke down: ${reason}`));
        this.#next();
      },
    );
    this.#threads.add(thread);
    return thread;
  }

  #end(thread) {
    this.#threads.delete(thread);
    thread.port.terminate();
  }

  #cancel(task, reason) {
    const thread = [...this.#threads].find((thread) => thread.task === task);
    // Wasm cannot be interrupted: its thread ends, and the next task begins a new one.
    if (thread) this.#end(thread);
    this.#waiting = this.#waiting.filter((other) => other !== task);
    task.fail(aborted(reason));
    this.#next();
  }
}

function aborted(reason) {
  return new NeuprintError("aborted", "the task was aborted by its signal", {}, reason);
}

/** The buffers of bytes or columns, each once. */
function buffers(input) {
  const arrays = ArrayBuffer.isView(input) ? [input] : Object.values(Object(input)).filter(ArrayBuffer.isView);
  return [...new Set(arrays.map(({ buffer }) => buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
