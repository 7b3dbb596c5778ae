// The rules as the page lists them: what each moves, with its reason and its sources.
import {ascending, group} from "d3";
import type {Edition} from "../../edition/edition.js";
import {FigureError} from "../../figures/figure.js";
import {UNITS} from "../../measures/codes.js";
import {ruleEffects} from "../../measures/status.js";
import type {RuleEntry} from "./rulesList.js";

const AUTHORITY_WORDS = {G: "the government", J: "the government and UNHCR jointly", U: "UNHCR"} as const;

/** The id of a rule that a break names: some breaks name a rule by the beginning that its parts share. */
export function ruleOf(edition: Edition, named: string): string {
  const found = edition.rules.find(({id}) => id === named) ?? edition.rules.find(({id}) => id.startsWith(`${named}-`));
  if (!found) throw new FigureError(`a break names the rule “${named}”, which the edition does not hold`);
  return found.id;
}

/** The rules with what each line moves, by host and in the order of their years. */
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
    if (!first) throw new FigureError("a rule without lines");
    const {line, text, effect} = first;
    return {
      id: line.id,
      host: name(line.asylum),
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
  }).sort((a, b) => ascending(a.host, b.host) || ascending(a.year_from, b.year_from) || ascending(a.id, b.id));
}
