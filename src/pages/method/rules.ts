// What the page Rules by country shows: each reclassification rule with its reason, its sources and how many decisions it reclassifies.
import {ascending, group, rollup} from "d3";
import type {Edition} from "../../edition/edition.js";
import {FigureError} from "../../figures/figure.js";
import {UNITS} from "../../measures/codes.js";
import {ruleEffects} from "../../measures/status.js";
import {byCountry} from "../_shared/byCountry.js";
import {rulesList} from "./rulesList.js";
import type {RuleEntry} from "./rulesList.js";

const AUTHORITY_WORDS = {G: "the government", J: "the government and UNHCR jointly", U: "UNHCR"} as const;

/** The components of the page, by name. */
export function rulesDrawings(edition: Edition, document: Document): Readonly<Record<string, () => Element[]>> {
  const name = (code: string) => edition.places.get(code) ?? code;
  return {
    "rules-by-country": () => {
      const countries = rollup(
        edition.rules,
        (lines) => new Set(lines.map(({id}) => id)).size,
        ({asylum}) => asylum
      );
      return byCountry(
        [...countries].map(([code, entries]) => ({code, name: name(code), entries})),
        {document, noun: "rule"}
      );
    },
    rules: () => [rulesList(ruleEntries(edition, name), {document})]
  };
}

/** The id of a rule that a break names: some breaks name several rules by the beginning of their ids. */
export function ruleOf(edition: Edition, named: string): string {
  const found = edition.rules.find(({id}) => id === named) ?? edition.rules.find(({id}) => id.startsWith(`${named}-`));
  if (!found) throw new FigureError(`a break names the rule “${named}”, which is not in the edition`);
  return found.id;
}

/** The rules with what each line reclassifies, sorted by country and first year. */
export function ruleEntries(edition: Edition, name: (code: string) => string): RuleEntry[] {
  const {effects} = ruleEffects(edition.decisions, edition.rules);
  const lines = edition.rules.map((line, i) => {
    const effect = effects[i];
    const text = edition.ruleTexts.get(line.id);
    if (!effect || !text) throw new FigureError(`rule ${line.id} has no text or no effect`);
    return {line, effect, text};
  });
  return Array.from(group(lines, ({line}) => line.id).values(), (some): RuleEntry => {
    const [first] = some;
    if (!first) throw new FigureError("a rule has no lines");
    const {line, text, effect} = first;
    return {
      id: line.id,
      country: {code: line.asylum, name: name(line.asylum)},
      origins: line.origin === "*" ? null : line.origin.map(name),
      levels: line.level === "*" ? null : line.level,
      authorities: line.authority === "*" ? null : line.authority.map((each) => AUTHORITY_WORDS[each]),
      units: line.unit === "*" ? null : line.unit.map((each) => UNITS[each]),
      year_from: line.year_from,
      year_to: line.year_to,
      last_year: effect.last_year,
      confidence: text.confidence,
      source_url: text.source_url,
      quoted_text: text.quoted_text,
      lines: some.map(({line: each, effect: moved}) => ({
        column: each.column,
        status: each.status,
        column_unused: each.column_unused,
        reason: (edition.ruleTexts.get(`${each.id} ${each.column}`) ?? text).reason,
        rows: moved.rows,
        rows_above_0: moved.rows_above_0,
        persons: moved.persons,
        cases: moved.cases
      }))
    };
  }).sort(
    (a, b) => ascending(a.country.name, b.country.name) || ascending(a.year_from, b.year_from) || ascending(a.id, b.id)
  );
}
