/**
 * How Chromium is started: the one that `cargo xtask` found, without calls to the outside, with WebGL in software.
 */
import type { LaunchOptions } from "@playwright/test";

export const launch: LaunchOptions = {
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  // Chromium refuses its sandbox to root.
  chromiumSandbox: process.getuid?.() !== 0,
  args: [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    // WebGL alone is drawn as a graphics card would: put together as one, too, the page takes twice the processor time.
    "--disable-gpu-compositing",
  ],
};
