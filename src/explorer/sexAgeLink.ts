// Leads from an answer about applications to the same question by sex and age, where Eurostat's table can have it.
import {formatState} from "./address.js";
import type {State} from "./address.js";
import {codesOf} from "./ledger.js";
import type {Ledger} from "./ledger.js";
import type {MakeElement} from "./plates/options.js";

export function sexAgeLink(ledger: Ledger, state: State, make: MakeElement): HTMLElement | null {
  const {selection} = state;
  const known = ledger.facts.sex_age;
  if (!known || selection.measure !== "applications" || selection.years[0] > known.years[1]) return null;
  const hosts = new Set(codesOf(ledger, selection.asylums, known.years[1]));
  if (!known.hosts.some((code) => hosts.has(code))) return null;
  const asked = formatState({...state, by: "sex_age", shown: "count", sort: null, find: ""});
  return make(
    "p",
    {class: "more"},
    make(
      "a",
      {href: `?${asked}`, "data-state": asked},
      `Women, men and children: Eurostat’s figures, to ${known.years[1]}`
    )
  );
}
