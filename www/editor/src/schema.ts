/** What a query can name, as the app tells it. */

export interface Schema {
  /** Labels, those of other datasets last. */
  labels: string[];
  /** Relationship types. */
  types: string[];
  /** ROIs, the primary ones first. */
  rois: string[];
  /** Label or type, name, kind of value, examples. */
  properties: [of: string, name: string, kind: string, example: string][];
  /** Name, signature, help. */
  functions: [name: string, signature: string, help: string][];
}

/** How the editor asks for names. A promise that is rejected: there are none now; ask again later. */
export interface Names {
  schema(): Promise<Schema>;
  /** Values of a property of neurons that begin so. */
  values(property: string, prefix: string): Promise<string[]>;
}

/** How long a dataset that told nothing is left alone, in milliseconds. */
const PAUSE = 30_000;

/** The schema of the open dataset, asked for when it is first needed. */
export class Known {
  #schema: Promise<Schema> | null = null;
  /** When a dataset that told nothing is asked again. */
  #again = Infinity;

  constructor(readonly names: Names) {}

  /** The schema; `null` if it cannot be had now. */
  async schema(): Promise<Schema | null> {
    for (;;) {
      if (Date.now() > this.#again) this.forget();
      const asked = (this.#schema ??= this.names.schema());
      const schema = await asked.catch(() => null);
      // Another dataset was opened meanwhile: its names are meant.
      if (this.#schema !== asked) continue;
      if (!schema?.labels.length) this.#again = Math.min(this.#again, Date.now() + PAUSE);
      return schema;
    }
  }

  /** Another dataset is open. */
  forget(): void {
    this.#schema = null;
    this.#again = Infinity;
  }
}

/** A name as a query writes it: in backticks unless it is a plain identifier. */
export function written(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : "`" + name.replaceAll("`", "``").replaceAll("\\u", "\\u005Cu") + "`";
}

/** The properties of a label or type; where it has none, those of neurons, or of connections. */
export function propertiesOf(schema: Schema, of: string | null, relationship: boolean): Schema["properties"] {
  const found = schema.properties.filter(([owner]) => owner === of);
  const usual = relationship ? "ConnectsTo" : "Neuron";
  return found.length > 0 ? found : schema.properties.filter(([owner]) => owner === usual);
}
