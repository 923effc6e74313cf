/**
 * What is known of the sample dataset from its sources, without asking the engine.
 *
 * The builder of the dataset counts the rows of the source tables and commits the numbers beside the dataset.
 */
import { readFileSync } from "node:fs";

interface Counts {
  /** Neurons with status "Traced" that are not known to be cropped. */
  traced_uncropped: number;
}

export function counts(): Counts {
  const file = new URL("../../../crates/neuprint-local/sample/counts.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Counts;
}
