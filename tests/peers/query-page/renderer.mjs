// What a page costs: the processor time and the memory of the browser's processes of a kind, as the kernel counts them.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

/** Ticks of the kernel's clock in a second; the same on every Linux that Node runs on. */
const TICKS = 100;

/** The processes of a browser that are of one kind: those that run pages, or the one that draws. */
export class Renderers {
  constructor(session, pids) {
    Object.assign(this, { session, pids });
  }

  static async of(browser, kind = "renderer") {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return new Renderers(session, processInfo.filter(({ type }) => type === kind).map(({ id }) => id));
  }

  /** Seconds of processor time so far, all threads. */
  cpu() {
    return this.sum((pid) => spent(`/proc/${pid}/stat`));
  }

  /** Seconds of processor time so far, of the threads that show something: the pages' main one, and that of the compositor. */
  cpuOfShowing() {
    return this.sum((pid) => {
      const tasks = readdirSync(`/proc/${pid}/task`).map((task) => [task, `/proc/${pid}/task/${task}/stat`]);
      const shows = ([task, stat]) => task === String(pid) || readFileSync(stat, "utf8").includes("(Compositor");
      return tasks.filter(shows).reduce((sum, [, stat]) => sum + spent(stat), 0);
    });
  }

  /** Megabytes held now. */
  memory() {
    return this.sum((pid) => status(pid, "VmRSS"));
  }

  /** The most megabytes held since `forgetPeak`. */
  peak() {
    return this.sum((pid) => status(pid, "VmHWM"));
  }

  forgetPeak() {
    for (const pid of this.pids) writeFileSync(`/proc/${pid}/clear_refs`, "5");
  }

  sum(of) {
    return this.pids.reduce((sum, pid) => {
      try {
        return sum + of(pid);
      } catch {
        // A spare process may end.
        return sum;
      }
    }, 0);
  }
}

function spent(stat) {
  const fields = readFileSync(stat, "utf8").replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function status(pid, field) {
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}
