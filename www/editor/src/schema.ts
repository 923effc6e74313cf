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
  /** Types of neurons that begin so. */
  cellTypes(prefix: string): Promise<string[]>;
}

/** The schema of the open dataset, asked for when it is first needed. */
export class Known {
  #schema: Promise<Schema> | null = null;

  constructor(readonly names: Names) {}

  /** The schema; `null` if it cannot be had now. */
  async schema(): Promise<Schema | null> {
    const asked = (this.#schema ??= this.names.schema());
    try {
      return await asked;
    } catch {
      if (this.#schema === asked) this.#schema = null;
      return null;
    }
  }

  /** Another dataset is open. */
  forget(): void {
    this.#schema = null;
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
