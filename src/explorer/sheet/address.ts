// The address of a fact sheet: whose sheet it is, in the explorer's terms, and the edition. `asylum=DEU`, `origin=PRK&asylum=RUS`,
// `asylum=m49:150`; the world where neither side is named.
import {canonical, DEFAULT_SELECTION, formatSelection, parseSelection} from "../../measures/selection.js";
import type {Known, Measure, Places, Problem, Selection} from "../../measures/selection.js";
import type {State} from "../address.js";

/** Who applied, and where. */
export interface Subject {
  readonly origins: Places;
  readonly asylums: Places;
}

export interface AskedSheet {
  /** Null where the address names a place and the edition has none of that name: no other place's sheet is shown instead. */
  readonly subject: Subject | null;
  /** Null for the latest edition. */
  readonly edition: string | null;
  readonly problems: readonly Problem[];
}

const SIDES = [
  ["origin", "origins"],
  ["asylum", "asylums"]
] as const;

/** The query of a sheet's address, without "?"; empty for the world of the latest edition. */
export function sheetQuery(subject: Subject, edition: string | null = null): string {
  const given = new URLSearchParams(formatSelection({...DEFAULT_SELECTION, ...subject}));
  const parts = SIDES.flatMap(([key]) => {
    const places = given.get(key);
    return places === null ? [] : [`${key}=${places}`];
  });
  return [...parts, ...(edition === null ? [] : [`edition=${edition}`])].join("&");
}

/** Parses the query of a sheet's address, and lists the parts that it drops. Never throws. */
export function parseSheet(query: string, known: Known = {}): AskedSheet {
  const given = new URLSearchParams(query.length > 20_000 ? "" : query);
  const edition = given.get("edition");
  const sides = new URLSearchParams(SIDES.flatMap(([key]) => given.getAll(key).map((value) => [key, value])));
  for (const key of ["edition", "origin", "asylum"]) given.delete(key);
  const {selection, problems} = parseSelection(query.length > 20_000 ? query : sides, known);
  const drop = (key: string, value: string, reason: Problem["reason"]) =>
    problems.push({key: key.slice(0, 40), value: value.slice(0, 80), reason});
  for (const [key, value] of [...given].slice(0, 10)) drop(key, value, "unknown key");
  /** A sheet is of one place: it takes the first of several. */
  const one = (key: "origin" | "asylum", places: Places): Places => {
    if (places.kind !== "places") return places;
    const asked = sides.get(key)?.split(",") ?? [];
    const [first = "", ...others] = [...places.codes].sort((a, b) => asked.indexOf(a) - asked.indexOf(b));
    for (const code of others) drop(key, code, "too many");
    return {kind: "places", codes: [first]};
  };
  const isLost = SIDES.some(([key, side]) => {
    const value = sides.get(key) ?? "";
    return value !== "" && value !== "all" && value !== "m49:001" && selection[side].kind === "all";
  });
  return {
    subject:
      isLost || query.length > 20_000
        ? null
        : {origins: one("origin", selection.origins), asylums: one("asylum", selection.asylums)},
    edition: edition?.slice(0, 40) || null,
    problems
  };
}

/** The question of a sheet for one measure, over every year of the edition. */
export function questionOf(subject: Subject, measure: Measure, years: Selection["years"]): State {
  return {
    selection: canonical({...DEFAULT_SELECTION, ...subject, measure, definition: null, years}),
    shown: "count",
    sort: null,
    find: ""
  };
}
