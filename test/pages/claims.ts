// The box's list and sources of the committed edition, as the page has them, for tests of rulings.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {loadAccount} from "../../src/edition/account.js";
import type {Edition} from "../../src/edition/edition.js";
import {checkListOf} from "../../src/pages/check/check.js";
import type {ClaimList} from "../../src/pages/check/checkList.js";
import {askedOf, claimOf} from "../../src/pages/check/parts.js";
import type {Parts} from "../../src/pages/check/parts.js";
import {outsideTold} from "../../src/pages/check/outside.js";
import {ruleOn} from "../../src/pages/check/ruling.js";
import type {Ruling, Sources} from "../../src/pages/check/ruling.js";
import {tell} from "../../src/pages/check/rulingWords.js";
import type {Told} from "../../src/pages/check/rulingWords.js";
import {sourcesOf} from "../../src/pages/check/source.js";
import {PROJECT} from "../../src/site/build.js";
import {committedEdition} from "../edition/committed.js";

export interface Desk {
  readonly edition: Edition;
  readonly claims: ClaimList;
  readonly sources: Sources;
  readonly name: (code: string) => string;
  /** The ruling on a sentence, with parts corrected; or what is missing before it can be ruled on. */
  readonly rule: (text: string, corrected?: Partial<Parts>) => Ruling | {readonly lacks: string};
  /** The ruling on a sentence. @throws Error where something is missing before it can be ruled on. */
  readonly ruled: (text: string) => Ruling;
  /** The answer to a sentence about what the figures do not count; null where they may. */
  readonly outside: (text: string) => Told | null;
  readonly told: (ruling: Ruling) => Told;
}

export async function openDesk(): Promise<Desk> {
  const edition = await committedEdition();
  const placesCsv = readFileSync(join(PROJECT, "data", "tables", "places.csv"), "utf8");
  const claims = checkListOf(await loadAccount(PROJECT, edition), {figures: new Map(), placesCsv, edition});
  const sources = sourcesOf(claims, edition);
  const regions = new Map(claims.regions.map(([code = "", words = ""]) => [code, words]));
  const name = (code: string) => edition.places.get(code) ?? regions.get(code) ?? code;
  const rule: Desk["rule"] = (text, corrected) => {
    const claim = claimOf(askedOf(claims, text, corrected));
    if ("outside" in claim) return {lacks: `a subject that is checked here, not ${claim.outside}`};
    return "lacks" in claim ? claim : ruleOn(claim, sources);
  };
  return {
    ...{edition, claims, sources, name, rule},
    ruled: (text) => {
      const ruling = rule(text);
      if ("lacks" in ruling) throw new Error(`“${text}” was not ruled on: ${ruling.lacks}`);
      return ruling;
    },
    outside: (text) => {
      const asked = askedOf(claims, text);
      const claim = claimOf(asked);
      return "outside" in claim ? outsideTold(asked, claim.outside, {years: claims.years, name}) : null;
    },
    told: (ruling) => tell(ruling, {name, current: edition.id})
  };
}
