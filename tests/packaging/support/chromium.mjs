// The Chromium that the tests drive.
import { createRequire } from "node:module";
import { join } from "node:path";
import { required } from "./tarball.mjs";

const { chromium } = createRequire(join(required("NEUPRINT_PLAYWRIGHT", "a node_modules folder with playwright-core"), "x.js"))("playwright-core");

/** Starts it; whoever calls closes it. */
export const launch = () =>
  chromium.launch({
    executablePath: required("CHROMIUM", "a Chromium"),
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    // WebGL is drawn in software, which Chromium wants to be asked for.
    args: ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
