// What was measured, as Markdown.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { count } from "./cells.mjs";

/** Milliseconds, to three digits. */
const ms = (value) => (value >= 1000 ? count(Math.round(value)) : String(Number(value.toPrecision(3))));
const factor = (value) => `${Number(value.toPrecision(3))} ×`;

/** Whether a target was reached; nothing if that cannot be said. */
function reached(target, { times, bytes }) {
  const own = times.neuprint;
  if (own === undefined) return undefined;
  if (target.ms) return own <= target.ms;
  if (target.rate) return bytes / 1e3 / own >= target.rate;
  return times[target.peer] === undefined ? undefined : times[target.peer] / own >= target.factor;
}

const verdict = (met) => (met === undefined ? "not measured" : met ? "met" : "**missed**");

/** The row of a cell. */
function row({ cell, times, bytes, missing }) {
  const own = times.neuprint;
  const peers = cell.peers.filter((peer) => times[peer] !== undefined).sort((a, b) => times[a] - times[b]);
  const others = [...peers.map((peer) => `${peer} ${ms(times[peer])}`), ...Object.entries(cell.without ?? {}).map(([peer, why]) => `${peer}: ${why}`)];
  const ratio = own !== undefined && peers.length > 0 ? factor(times[peers[0]] / own) : "–";
  const rate = cell.task === "write" || cell.task.startsWith("parse") ? (own ? ` (${Math.round(bytes / 1e3 / own)} MB/s)` : "") : "";
  const targets = cell.targets.map((target) => `${target.text}: ${verdict(reached(target, { times, bytes }))}`).join("; ");
  return [cell.title, own === undefined ? (missing ?? "–") : ms(own) + rate, others.join(", ") || "–", ratio, targets || "–"];
}

/** How times grow from cell to cell. */
function growth(results, rules) {
  const time = (name) => results.find(({ cell }) => cell.name === name)?.times.neuprint;
  return rules.flatMap(({ title, slow, fast, most }) => {
    const ratio = time(slow) / time(fast);
    return Number.isFinite(ratio) ? [[title, factor(ratio), `≤ ${most} ×: ${verdict(ratio <= most)}`]] : [];
  });
}

const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** The whole report; `said` is what there is to say besides. */
export function report(results, rules, said) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus()[0]?.model.trim() ?? "an unknown processor"}, Node ${process.version.slice(1)}`;
  const grown = growth(results, rules);
  return [
    `Measured on ${date} with \`cargo xtask bench skeleton\` (${machine}). CPU milliseconds of one thread, medians of rounds in which all take turns. "neuprint" is the npm package in Node: WebAssembly beside native peers.`,
    table(["task", "neuprint", "others", "the best of them ÷ neuprint", "target"], results.map(row)),
    grown.length > 0 ? `How healing grows:\n\n${table(["with", "time", "target"], grown)}` : "",
    said.map((line) => `- ${line}`).join("\n"),
  ].filter(Boolean).join("\n\n");
}

const [BEGIN, END] = ["<!-- benchmark: begin -->", "<!-- benchmark: end -->"];

/** Puts the report between the marks of a file. */
export function writeInto(path, text) {
  const old = readFileSync(path, "utf8");
  const [begin, end] = [old.indexOf(BEGIN), old.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${path} has no place for the report: ${BEGIN} … ${END}`);
  writeFileSync(path, `${old.slice(0, begin + BEGIN.length)}\n${text}\n${old.slice(end)}`);
}
