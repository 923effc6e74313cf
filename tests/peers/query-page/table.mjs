// Medians of what contenders were measured to, as a table with the ratios to the first of them.

/** The middle one of what was measured. */
export const median = (values) => {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return sorted.length ? sorted[sorted.length >> 1] : undefined;
};

/** `rows`: what each is called, and its key in the results; `results`: those of each contender, round by round. */
export function table(rows, contenders, results) {
  const of = (contender, key) => median(results.get(contender).map((result) => result[key]));
  const cell = (value, base) => {
    if (value === undefined) return "–";
    const text = value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
    return base === undefined || base === value ? text : `${text} (${(value / base).toFixed(1)}×)`;
  };
  const head = ["", ...contenders.map(({ name }) => name)];
  const lines = rows.map(([what, key]) => [what, ...contenders.map((contender) => cell(of(contender, key), of(contenders[0], key)))]);
  return [head, head.map((_, column) => (column ? "--:" : "---")), ...lines].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** What was measured in a round, for whoever waits. */
export const told = (round, { name }, result) =>
  console.error(`round ${round + 1}, ${name}: ${JSON.stringify(result, (_, value) => (typeof value === "number" ? Math.round(value * 10) / 10 : value))}`);
