// The tasks as the package does them. A task whose method does not exist yet says that it is missing.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const sum = (values) => values.reduce((total, value) => total + Number(value), 0);
const drop = (results) => results.forEach((result) => result?.free?.());

/** A task on parsed skeletons: one result for each. */
function onSkeletons(Skeleton, method, run, check, free = () => {}) {
  return {
    prepare(files, request) {
      if (!(method in Skeleton.prototype)) return { missing: `there is no Skeleton.${method} yet` };
      const skeletons = files.map((bytes) => Skeleton.parse(bytes));
      const points = request.points && new Float32Array(new Uint8Array(readFileSync(request.points)).buffer);
      return { skeletons, request, points, drop: () => drop(skeletons) };
    },
    run: ({ skeletons, request, points }) => skeletons.map((skeleton) => run(skeleton, request, points)),
    check: (results, { skeletons }) => sum(results.map((result, at) => check(result, skeletons[at]))),
    drop: (results) => results.forEach(free),
  };
}

/** The package's tasks, as installed in this folder. */
export async function peers(project) {
  writeFileSync(join(project, "skeletons.mjs"), 'export { Skeleton } from "neuprint/skeleton";\n');
  const { Skeleton } = await import(pathToFileURL(join(project, "skeletons.mjs")).href);
  const task = (...given) => onSkeletons(Skeleton, ...given);
  const parse = (read) => ({
    prepare: (files) => ({ files }),
    run: ({ files }) => files.map((bytes) => read(Skeleton.parse(bytes))),
    check: (skeletons) => sum(skeletons.map((skeleton) => skeleton.length)),
    drop,
  });
  const columns = (skeleton) => {
    skeleton.columns = [skeleton.nodeIds, skeleton.types, skeleton.xyz, skeleton.radii, skeleton.parents];
    return skeleton;
  };
  return {
    neuprint: {
      parse: parse((skeleton) => skeleton),
      "parse-columns": parse(columns),
      write: task("toSwc", (skeleton) => skeleton.toSwc(), (text) => text.split("\n").filter((line) => line && !line.startsWith("#")).length),
      heal: task(
        "heal",
        (skeleton) => {
          const healed = skeleton.heal();
          return { healed, parents: healed.skeleton.parents };
        },
        ({ healed }) => healed.skeleton.cableLength(),
        ({ healed }) => healed.skeleton.free(),
      ),
      distances: task("distancesFromRoot", (skeleton) => skeleton.distancesFromRoot(), (distances) => distances.reduce((most, value) => Math.max(most, value))),
      reroot: task(
        "reroot",
        (skeleton, { node }) => {
          const rerooted = skeleton.reroot({ id: node });
          return { rerooted, parents: rerooted.parents };
        },
        ({ rerooted }) => rerooted.parents.findIndex((parent) => parent < 0),
        ({ rerooted }) => rerooted.free(),
      ),
      upsample: task("upsample", (skeleton, { length }) => skeleton.upsample(length), (skeleton) => skeleton.length, (skeleton) => skeleton.free()),
      attach: task("attach", (skeleton, _, points) => skeleton.attach(points), (result) => sum(result.distances)),
      strahler: task("strahlerOrders", (skeleton) => skeleton.strahlerOrders(), (orders) => sum(orders)),
      segments: task("segments", (skeleton) => skeleton.segments(), (segments) => sum(segments.lengths)),
      sections: task("sections", (skeleton) => skeleton.sections(), (sections) => sections.length),
    },
  };
}
