/** A `neuprint serve` of its own, with other options than the one that serves most tests. */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { required } from "./app.ts";

export class Served {
  private constructor(
    private readonly program: ChildProcess,
    /** Scheme, host and port. */
    readonly address: string,
  ) {}

  /** Starts the program with the built app and these arguments. */
  static async start(...options: string[]): Promise<Served> {
    const dist = required("NEUPRINT_DIST", "the built app");
    const program = spawn(required("NEUPRINT_SERVER", "the neuprint program"), ["serve", "--port", "0", "--dist", dist, ...options], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    // The first line says where it is, once it listens.
    for await (const line of createInterface(program.stdout)) {
      const [address] = /https?:\/\/[^ ]+/.exec(line) ?? [];
      if (!address) throw new Error(`it says: ${line}`);
      return new Served(program, address);
    }
    throw new Error("it ended without a word");
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.program.once("exit", resolve));
    this.program.kill("SIGTERM");
    await ended;
  }
}
