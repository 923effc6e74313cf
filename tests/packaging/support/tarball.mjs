// The packed tarball, installed as npm would: unpacked into node_modules of an empty project. Nothing is downloaded.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An environment variable that `cargo xtask test --only packaging` sets. */
export function required(name, what) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} must name ${what}; \`cargo xtask test --only packaging\` sets it`);
  return value;
}

/** A new project with the package in it: its folder, the package's, and how to remove both. */
export function install() {
  const project = mkdtempSync(join(tmpdir(), "neuprint-packaging-"));
  const folder = join(project, "node_modules", "neuprint");
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", required("NEUPRINT_TARBALL", "the packed tarball"), "--strip-components=1", "-C", folder]);
  return { project, folder, remove: () => rmSync(project, { recursive: true, force: true }) };
}
