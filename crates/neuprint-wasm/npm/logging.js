// Whether the Cypher that clients send is shown, and where. The wasm module calls `queryAsked` before each query.

let isOn = false;
let log = (dataset, cypher) => console.debug(`neuprint: ${dataset}\n${cypher}`);

/** Shows every query from now on: by `console.debug`, or by a function `(dataset, cypher) => void`. */
export function setupDebugLogging(to) {
  if (to !== undefined) {
    if (typeof to !== "function") throw new TypeError("setupDebugLogging takes a function (dataset, cypher) => void");
    log = to;
  }
  isOn = true;
}

/** Shows queries again. */
export function enableDebugLogging() {
  isOn = true;
}

/** Shows queries no longer. */
export function disableDebugLogging() {
  isOn = false;
}

export function queryAsked(dataset, cypher) {
  if (isOn) log(dataset, cypher);
}
