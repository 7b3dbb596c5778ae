// Understands a printed sentence as a claim: what it counts, whose, where, when, and the number.
import type {Understood, What} from "./claim.js";
import {numbersIn} from "./numbers.js";
import {placesIn} from "./places.js";
import type {PlaceLine} from "./places.js";

const APPLIED = /\b(?:appl(?:y|ied|ying|ications?|icants?)|claims?|claimants?|claimed|requests?|requested|sought|seek(?:ing)?|lodged|filed|petitions?)\b/; // prettier-ignore
const GRANTED = /\b(?:grant(?:s|ed)?|receiv(?:ed|e)|given|gave|accept(?:ed|s)?|approv(?:ed|al|als)|award(?:ed|s)?|won|obtained|got|positive|protected|protection)\b/; // prettier-ignore
const SEEKERS = /\basylum[- ]?seekers?\b/;

/** What words in lower case mean, the first that fits. A percentage is of decisions. */
export function whatOf(text: string, isShare: boolean): What | null {
  const has = (words: RegExp) => words.test(text);
  if (isShare || has(/\brates?\b/)) {
    if (has(/\b(?:reject|refus|denied|turned down|negative)/)) return "refusal_rate";
    return has(/refugee status|recogni[sz](?:ed|es|e) as refugees?|recogni[sz]ed? .*\brefugees\b|refugee recognition/)
      ? "refugee_rate"
      : "grant_rate";
  }
  if (has(/\b(?:pending|backlog|waiting|awaiting|undecided|wait)\b/)) return "asylum_seekers";
  const isTemporary = has(/\btemporary (?:asylum|protection|status|permits?|residence)\b/);
  // "Applications granted" counts grants.
  const isApplied = has(APPLIED) && !has(/\b(?:were|was|been|be) (?:granted|approved|accepted|rejected|refused|denied|closed)|\b(?:granted|approved|rejected|refused|accepted|denied|closed) (?:[\d,.]+ )?(?:applications?|claims?|requests?)/); // prettier-ignore
  if (isTemporary) return isApplied && !has(/\bgrant/) ? "temporary_asylum_applications" : "temporary";
  if (isApplied && !has(/\b(?:grant(?:s|ed)|recogni[sz]|reject|refus)/)) {
    if (has(/\bfor refugee status\b/)) return "refugee_status_applications";
    return has(/\b(?:repeat|all applications|every type|subsequent|total applications|including appeals)\b/)
      ? "applications"
      : "new_applications";
  }
  if (has(/\b(?:reject|refus|denied|turned down|turned away|negative)/)) return "refused";
  if (has(/\b(?:subsidiary|complementary)\b/)) return "complementary";
  if (has(/\bhumanitarian\b/)) return "humanitarian";
  if (has(/\brecogni[sz]|\brefugee status\b/)) return "refugee_status";
  if (has(SEEKERS) && has(/\b(?:receiv|arriv|regist|new|took|saw)/)) return "new_applications";
  if (has(/\bclosed\b/)) return "closed";
  if (has(GRANTED) && has(/\b(?:asylum|protection|status|positive|decisions?|applications?|claims?)\b/))
    return "protection";
  if (has(SEEKERS)) return has(/\b(?:host|live|living|stay|end of)\b/) ? "asylum_seekers" : "new_applications";
  if (has(/\b(?:accept|grant|approv)/)) return "protection";
  if (has(/\brefugees?\b/)) return "refugees";
  if (has(/\basylum\b/)) return "new_applications";
  return null;
}

const DECIDED = /\b(?:grant|recogni[sz]|protect|accept|approv|award|reject|refus|den(?:y|ied)|turned (?:down|away)|negative|positive|success|status|rates?\b|decisions?\b|(?:won|got|given|received|obtained) (?:asylum|protection|refugee|subsidiary|humanitarian|a permit))/; // prettier-ignore
const COUNTED = /\b(?:appl(?:y|ied|ications?|icants?)|claims?|claimants?|asylum[- ]?seekers?|refugees|women|girls|men|boys|children|minors|made up|account(?:s|ed) for|were from|came from)\b/; // prettier-ignore
const CHANGED = /\b(?:f[ae]ll|fallen|drop(?:s|ped)?|declin\w+|decreas\w+|r[io]se|risen|increas\w+|gr[eo]w\w*|jump\w*|surg\w+|plunge\w*|climb\w*)\b/; // prettier-ignore
const PERCENT = "(?:about |around |nearly |almost |some |more than |over )?[\\d.,]+ ?(?:%|per ?cent|pct)";
const BY = new RegExp(`\\bby ${PERCENT}`);
const UP = new RegExp(`(?<!made )\\b(?:up|down) (?:by )?${PERCENT}`);
const TO = new RegExp(`\\b(?:to|at|stood at|was|is) ${PERCENT}`);

/** What a percentage in a text in lower case is, where it is no rate of decisions; null where it is one. */
export function otherShareOf(text: string): Understood["otherShare"] {
  if (UP.test(text) || (BY.test(text) && CHANGED.test(text))) return "change";
  if (CHANGED.test(text) && !TO.test(text) && !DECIDED.test(text)) return "change";
  return COUNTED.test(text) && !DECIDED.test(text) ? "part" : null;
}

/** Understands a text; never throws. `last` is the latest year with data. */
export function understand(places: readonly PlaceLine[], text: string, last: number): Understood {
  const {numbers, years} = numbersIn(text, last);
  const placed = placesIn(places, text);
  const lower = text.normalize("NFKC").toLowerCase();
  const isShare = numbers.length > 0 && numbers.every((number) => number.isShare);
  return {...placed, what: whatOf(lower, isShare), years, numbers, otherShare: isShare ? otherShareOf(lower) : null};
}
