// The programs that are measured: each is started once, asked line by line, and stopped at the end.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Peers that could use more have one thread, as the package has. */
const ONE_THREAD = Object.fromEntries(["RAYON", "OMP", "OPENBLAS", "MKL", "NUMEXPR"].map((name) => [`${name}_NUM_THREADS`, "1"]));

/** A program that answers each line with a line. */
class Program {
  constructor(command, ...given) {
    this.child = spawn(command, given, { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, ...ONE_THREAD } });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.failed = new Promise((_, reject) => this.child.on("error", reject));
    this.failed.catch(() => {});
    this.child.stdin.on("error", () => {});
  }

  async ask(request) {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await Promise.race([this.lines.next(), this.failed]);
    if (done) throw new Error(`the program of ${request.peer} ended while it was asked to ${request.task}`);
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(`${request.peer}, ${request.task}: ${answer.error}`);
    return answer;
  }

  stop() {
    this.child.stdin.end();
  }
}

/** Which program each peer lives in. A peer whose program cannot be had is not there, and `absent` says why. */
export function start(project, { python, kdtree, npm }) {
  const node = (side, folder) => new Program(process.execPath, "--expose-gc", beside("worker.mjs"), side, folder ?? "");
  const [ours, javascript] = [node("ours", project), node("javascript", npm.path)];
  const programs = { neuprint: ours, "byte scanner": javascript, join: javascript };
  const absent = new Map();
  const add = (peers, { path, missing }, begin) => {
    const program = path && begin(path);
    for (const peer of peers) program ? (programs[peer] = program) : absent.set(peer, missing);
  };
  add(["SharkViewer"], npm, () => javascript);
  add(["neuprint-python", "pyarrow.csv", "navis-fastcore"], python, (path) => new Program(path, "-u", beside("worker.py")));
  add(["kiddo"], kdtree, (path) => new Program(path));
  return { programs, absent, stop: () => new Set(Object.values(programs)).forEach((program) => program.stop()) };
}
