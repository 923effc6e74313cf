// What the environment knows and a page does not.

/** `token` is that of whoever runs the program; `undefined` where nobody says. */
export const environment = { token: () => undefined };
