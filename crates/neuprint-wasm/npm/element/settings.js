// What the element's attributes say, or why they cannot be followed.

import { NeuprintError } from "../error.js";

const COLORINGS = ["neuron", "type", "radius", "strahler", "distance", "fragment"];
/** Nanometres. */
const LENGTHS = { nm: 1, um: 1000, µm: 1000, μm: 1000, mm: 1_000_000 };

const refused = (message) => new NeuprintError("invalid-argument", message);

/** `color-by`: one of the colourings; `neuron` if it is left out. */
export function coloring(text) {
  const name = text?.trim() || "neuron";
  if (!COLORINGS.includes(name)) throw refused(`color-by="${text}" is none of ${COLORINGS.join(", ")}.`);
  return name;
}

/**
 * `heal`: `undefined` leaves the fragments as they are, `{}` joins all, `{ length, unit }` joins up to that length; without
 * a unit, in that of the coordinates.
 */
export function healing(text) {
  const said = text?.trim().toLowerCase();
  if (said === undefined || said === "off") return undefined;
  if (said === "" || said === "all") return {};
  const [, number, unit] = said.match(/^([0-9.]+(?:e[0-9]+)?)\s*(nm|um|µm|μm|mm)?$/) ?? [];
  const length = Number(number);
  if (!(length > 0)) throw refused(`heal="${text}" is no length: write "8um", "800nm", a number in the unit of the coordinates, or nothing to join all fragments.`);
  return { length, unit };
}

/** `unit`: what coordinates are measured in, as `SkeletonUnit`; `undefined` leaves it to the files. */
export function unit(text) {
  const said = text?.trim().toLowerCase();
  if (!said) return undefined;
  if (said === "nm") return "nm";
  if (["um", "µm", "μm"].includes(said)) return "um";
  const [, sizes, length] = said.match(/^([0-9.,x×\s]+?)\s*(nm|um|µm|μm)$/) ?? [];
  const voxel = (sizes ?? "").split(/[,x×\s]+/).map((size) => Number(size || NaN) * LENGTHS[length]);
  if (voxel.length === 1) voxel.push(voxel[0], voxel[0]);
  if (voxel.length !== 3 || !voxel.every((size) => size > 0)) {
    throw refused(`unit="${text}" is no unit: write "nm", "um", or the size of a voxel, such as "8nm" or "4x4x40 nm".`);
  }
  return { voxel };
}

/** Nanometres per unit of the coordinates, per axis; `undefined` if nobody says. */
export function nanometres(unit) {
  if (unit === "nm") return [1, 1, 1];
  if (unit === "um") return [1000, 1000, 1000];
  return unit?.voxel;
}

/** What `SkeletonWorker.heal` is asked for. */
export function healOptions({ length, unit: lengthUnit }, unit) {
  if (length === undefined) return { scale: nanometres(unit) };
  if (!lengthUnit) return { maxDistance: length };
  const scale = nanometres(unit);
  if (!scale) {
    throw refused(`heal="${length}${lengthUnit}" is a length, and the file does not say what its coordinates are measured in: add unit="8nm" for voxels of 8 nm, or unit="um".`);
  }
  return { maxDistance: length * LENGTHS[lengthUnit], scale };
}
