// What was freed says so, instead of speaking of pointers.

import { NeuprintError } from "./error.js";

const freed = new WeakSet();

/** Lets the methods of freed instances throw a NeuprintError. Freeing one twice does nothing. */
export function guardFreed(type, message) {
  const { free } = type.prototype;
  const once = function () {
    if (freed.has(this)) return;
    freed.add(this);
    free.call(this);
    // All that reaches the wasm module, as an argument too, asks for this first.
    Object.defineProperty(this, "__wbg_ptr", {
      get() {
        throw new NeuprintError("invalid-argument", message);
      },
    });
  };
  Object.defineProperty(type.prototype, "free", { value: once, writable: true, configurable: true });
  if (Symbol.dispose) Object.defineProperty(type.prototype, Symbol.dispose, { value: once, writable: true, configurable: true });
}
