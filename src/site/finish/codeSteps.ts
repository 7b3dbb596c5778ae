// The steps behind a chart in plain words, as its code takes them. Apart from the first two and the last, a step is listed because the
// chart's module imports, directly or through others, the module that does it.
import {importsOf} from "./codeImports.js";

/** A step and the modules that do it; the page links to the first that the chart's module reaches. */
interface Step {
  /** A step of every chart: some get the figures from their caller. */
  readonly always?: true;
  readonly modules: readonly string[];
  readonly words: string;
}

const STEPS: readonly Step[] = [
  {
    always: true,
    modules: ["edition/edition", "edition/placeLedger", "edition/select", "explorer/ledger", "edition/locations"],
    words: "Take the figures from the tables of the edition that the page names."
  },
  {
    always: true,
    modules: ["edition/select", "measures/selection", "edition/placeLedger"],
    words: "Select the countries, years, stages and unit that the chart is about."
  },
  {
    modules: ["measures/status"],
    words: "Classify decisions by legal status: a reclassification rule where there is one, UNHCR’s column elsewhere."
  },
  {
    modules: ["measures/headline", "measures/outcomes"],
    words: "Join first instance and first instance and appeal combined, as in every headline on this site."
  },
  {
    modules: ["measures/bounds"],
    words: "Add up, persons and cases separately, and carry the rounding range of each figure through the sum."
  },
  {
    modules: ["measures/rates"],
    words: "Calculate rates from grants and refusals, or say why the data cannot give one."
  },
  {
    modules: ["measures/crosscheck"],
    words: "Compare UNHCR’s figure with Eurostat’s, and look for the reason where they differ."
  }
];

/** Imports of values: a module that is imported for its types alone does nothing. */
function valueImports(module: string, source: string): string[] {
  return importsOf(module, source.replace(/^import type [\s\S]*?;$/gm, "")).map((each) => each.module);
}

/** Every module whose code runs when a module's does. */
function reached(module: string, all: ReadonlyMap<string, string>): Set<string> {
  const found = new Set([module]);
  for (const each of found) for (const next of valueImports(each, all.get(each) ?? "")) found.add(next);
  return found;
}

/** The steps of a chart's module with the module that does each; none for a module that draws nothing from an edition. */
export function stepsOf(
  module: string,
  all: ReadonlyMap<string, string>
): {readonly words: string; readonly module: string | null}[] {
  const found = reached(module, all);
  if (!/^(?:pages|explorer|notebooks)\//.test(module)) return [];
  const steps = STEPS.flatMap(({always, modules, words}) => {
    const by = modules.find((each) => found.has(each));
    return by === undefined && !always ? [] : [{words, module: by !== undefined && all.has(by) ? by : null}];
  });
  const drawing = valueImports(module, all.get(module) ?? "").find(
    (each) => /^charts\/(?!plate|text|sign|sizes|scale|axis|marks|drawing)/.test(each) && all.has(each)
  );
  return [...steps, {words: "Draw the numbers, the range and what is missing.", module: drawing ?? null}];
}
