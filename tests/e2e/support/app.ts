/**
 * The served app: which program serves which build of it, and where.
 */
import { createServer } from "node:net";

/** A port that nobody listens on now; kept in the environment, so that every process of one run has the same. */
async function port(): Promise<string> {
  if (!process.env.NEUPRINT_PORT) {
    process.env.NEUPRINT_PORT = await new Promise<string>((resolve, reject) => {
      const probe = createServer();
      probe.once("error", reject);
      probe.listen(0, "127.0.0.1", () => {
        const address = probe.address();
        probe.close(() => resolve(String(typeof address === "object" ? address?.port : address)));
      });
    });
  }
  return process.env.NEUPRINT_PORT;
}

export function required(name: string, what: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} must name ${what}; \`cargo xtask test --only end-to-end\` sets it`);
  return value;
}

export const address = `http://127.0.0.1:${await port()}`;

export const webServer = {
  command: `"${required("NEUPRINT_SERVER", "the neuprint program")}" serve --port ${await port()} --dist "${required("NEUPRINT_DIST", "the built app")}"`,
  url: address,
  reuseExistingServer: false,
  gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5000 },
};
