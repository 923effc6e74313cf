// The class of everything that fails. The wasm module makes its instances; see crates/neuprint-wasm/src/error.rs.

export class NeuprintError extends Error {
  constructor(code, message, details = {}, cause = undefined) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

// As with the language's own errors, the name is the class's and not each instance's.
Object.defineProperty(NeuprintError.prototype, "name", {
  value: "NeuprintError",
  writable: true,
  configurable: true,
});
