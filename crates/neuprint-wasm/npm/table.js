// The methods of a table that hand out rows as objects. The cells come from WebAssembly, some rows of a column at a time.

import { Cells, Table } from "./dist/neuprint.js";
import { arrowModule } from "./environment.js";
import { NeuprintError } from "./error.js";
import { guardFreed } from "./freed.js";

/** Rows whose cells are made at once: enough to make the way there and back cheap, few enough to be short-lived. */
const BLOCK = 1024;

/** The server's own form of a table: names, and one array per row. Integers that are no safe numbers are `bigint`. */
export function asJson(table) {
  const columns = table.columnNames;
  const data = Array.from({ length: table.length }, () => []);
  for (let from = 0; from < table.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, table.length);
    for (let column = 0; column < columns.length; column++) {
      const cells = table.cells(column, from, to, "number-if-safe");
      for (let row = from; row < to; row++) data[row].push(cells[row - from]);
    }
  }
  return { columns, data };
}

function* rows(table, integers) {
  const names = table.columnNames;
  for (let from = 0; from < table.length; from += BLOCK) {
    const columns = names.map((_, column) => table.cells(column, from, from + BLOCK, integers));
    const length = Math.min(BLOCK, table.length - from);
    for (let at = 0; at < length; at++) {
      const row = {};
      for (let column = 0; column < names.length; column++) {
        const name = names[column];
        const value = columns[column][at];
        if (name !== "__proto__") row[name] = value;
        // A name like any other: setting it would set the object's prototype.
        else Object.defineProperty(row, name, { value, enumerable: true, writable: true, configurable: true });
      }
      yield row;
    }
  }
}

const methods = {
  [Symbol.iterator]() {
    return rows(this, "bigint");
  },
  toObjects(options) {
    if (options !== undefined && options !== null && typeof options !== "object") {
      throw new NeuprintError("invalid-argument", "`options` must be an object");
    }
    const integers = options?.bigint ?? "bigint";
    if (!["bigint", "string", "number-if-safe"].includes(integers)) {
      throw new NeuprintError("invalid-argument", '`bigint` must be "bigint", "string" or "number-if-safe"');
    }
    return [...rows(this, integers)];
  },
  toJSON() {
    return [...rows(this, "json")];
  },
  async toArrow() {
    // What the table shows now, whatever becomes of it while the writer is loaded.
    const shown = this.toTransfer();
    return (await arrowModule()).writeArrow(shown);
  },
  filter(predicate) {
    if (typeof predicate !== "function") throw new NeuprintError("invalid-argument", "`predicate` must be a function");
    const kept = [];
    let index = 0;
    for (const row of rows(this, "bigint")) {
      if (predicate(row, index)) kept.push(index);
      index++;
    }
    return this.take(kept);
  },
};

function add(prototype, properties) {
  for (const name of Reflect.ownKeys(properties)) {
    Object.defineProperty(prototype, name, { value: properties[name], writable: true, configurable: true });
  }
}

guardFreed(Table, "this table was freed: its cells are gone");
add(Table.prototype, methods);
add(Cells.prototype, {
  *[Symbol.iterator]() {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  },
});
