// `neuprint serve` over the graph that a real server was recorded with, and what was stored beside it.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { required } from "./tarball.mjs";

/** Imports the recordings below `data` and serves them: the address, and how to end. */
export async function serveRecordedGraph(data, dataset) {
  const neuprint = required("NEUPRINT_SERVER", "the program neuprint");
  const folder = mkdtempSync(join(tmpdir(), "neuprint-served-"));
  const [file, keys, meshes] = ["recorded.npdata", "keys", "meshes"].map((name) => join(folder, name));
  mkdirSync(join(keys, "testkv"), { recursive: true });
  writeFileSync(join(keys, "testkv", "hello"), Buffer.from([0, 1, ...Buffer.from("binary"), 0xff]));
  mkdirSync(meshes);
  for (const roi of ["CA(R)", "a'L(R)", "EB", "PED(R)"]) copyFileSync(join(data, "roi-meshes", `${roi}.obj.gz`), join(meshes, `${roi}.obj.gz`));
  const graph = ["nodes", "edges"].map((name) => join(data, "neo4j-answers", `${name}.jsonl.gz`));
  const beside = ["--skeletons", join(data, "hemibrain-mb/skeletons"), "--meshes", meshes, "--keyvalues", keys];
  execFileSync(neuprint, ["import", ...graph, "--name", dataset, ...beside, "--output", file], { stdio: "pipe" });
  const child = spawn(neuprint, ["serve", file, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const close = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = line.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
    if (address) return { address, close };
  }
  close();
  throw new Error("`neuprint serve` ended without saying where it listens");
}
