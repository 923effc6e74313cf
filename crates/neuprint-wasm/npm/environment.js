// What the environment knows and a page does not, and how it loads what is not needed at once.

import { NeuprintError } from "./error.js";

export const environment = {
  /** The token of whoever runs the program; `undefined` where nobody says. */
  token: () => undefined,
  /** The module of Arrow streams. */
  arrow: () => {
    throw new NeuprintError("invalid-argument", "the package was not initialised: call `init` or `initSync` first");
  },
};

let arrow;

/** The module of Arrow streams, loaded once. What could not be loaded is tried again. */
export async function arrowModule() {
  arrow ??= Promise.resolve().then(() => environment.arrow());
  try {
    return await arrow;
  } catch (error) {
    arrow = undefined;
    if (error instanceof NeuprintError) throw error;
    throw new NeuprintError("network", `the module of Arrow streams could not be loaded: ${error?.message ?? error}`, {}, error);
  }
}
