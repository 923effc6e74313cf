// One of the programs that are measured: answers lines of JSON on its standard input, each with the CPU time of one task.
//
//   node --expose-gc worker.mjs ours FOLDER         the packed package, installed in FOLDER
//   node --expose-gc worker.mjs javascript FOLDER   what JavaScript has without it; FOLDER holds SharkViewer
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [, , side, folder] = process.argv;
const { peers } = await import(`./${side}.mjs`);
const known = await peers(folder);

/** What the tasks of one cell work on, prepared once for all rounds. */
const inputs = new Map();

function prepared(name, task, request) {
  const key = JSON.stringify([request.peer, request.task, request.files]);
  if (!inputs.has(key)) {
    // A new cell: what the last one worked on is dropped.
    for (const [old, { drop }] of inputs) {
      if (JSON.stringify(JSON.parse(old)[2]) !== JSON.stringify(request.files)) {
        drop?.();
        inputs.delete(old);
      }
    }
    inputs.set(key, task.prepare(request.files.map((file) => readFileSync(file)), request));
  }
  return inputs.get(key);
}

function answer(request) {
  const task = known[request.peer]?.[request.task];
  if (!task) return { missing: `${request.peer} cannot ${request.task}` };
  const input = prepared(request.peer, task, request);
  if (input.missing) return input;
  globalThis.gc();
  const made = [];
  const before = process.cpuUsage();
  for (let round = 0; round < request.repeat; round++) made.push(task.run(input));
  const { user, system } = process.cpuUsage(before);
  const check = request.check ? task.check(made[0], input) : undefined;
  for (const result of made) task.drop?.(result);
  return { ms: (user + system) / 1e3 / request.repeat, check };
}

for await (const line of createInterface({ input: process.stdin })) {
  let said;
  try {
    said = answer(JSON.parse(line));
  } catch (error) {
    said = { error: error.stack };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
