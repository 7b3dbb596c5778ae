// Understands a printed sentence as a claim: what it counts, whose, where, when, and the number.
import type {Also, NamedStage, Understood, What} from "./claim.js";
import {numbersIn} from "./numbers.js";
import {outsideOf, sentenceSubject} from "./outside.js";
import {placesIn} from "./places.js";
import type {PlaceLine} from "./places.js";

const APPLIED = /\b(?:appl(?:y|ied|ying|ications?|icants?)|claims?|claimants?|claimed|requests?|requested|sought|seek(?:ing)?|lodged|filed|petitions?)\b/; // prettier-ignore
const GRANTED = /\b(?:grant(?:s|ed)?|receiv(?:ed|e)|given|gave|accept(?:ed|s)?|approv(?:ed|al|als)|award(?:ed|s)?|won|obtained|got|positive|protected|protection)\b/; // prettier-ignore
const SEEKERS = /\basylum[- ]?seekers?\b/;

/** What words in lower case mean, the first that fits. A percentage is of decisions. */
export function whatOf(text: string, isShare: boolean): What | null {
  const has = (words: RegExp) => words.test(text);
  if (isShare || has(/\brates?\b/)) {
    if (has(/\b(?:reject|refus|deni(?:ed|es|al)|deny|turn(?:s|ed)? down|dismiss|negative)/)) return "refusal_rate";
    const isOfRefugees = has(
      /refugee status|recogni[sz](?:ed|es|e) as refugees?|recogni[sz]ed? .*\brefugees\b|refugee recognition/
    );
    const isOfMore = has(/\b(?:or|and|including|plus) (?:[a-z]+ ){0,2}(?:subsidiary|complementary|humanitarian|other (?:form|kind|type|protection|status))/); // prettier-ignore
    return isOfRefugees && !isOfMore ? "refugee_rate" : "grant_rate";
  }
  if (has(/\b(?:pending|backlog|waiting|awaiting|undecided|not (?:yet )?(?:been )?decided|no decision yet|wait)\b/))
    return "asylum_seekers";
  const isTemporary = has(/\btemporary (?:asylum|protection|status|permits?|residence)\b/);
  // "Applications granted" counts grants.
  const isApplied = has(APPLIED) && !has(/\b(?:were|was|been|be) (?:granted|approved|accepted|rejected|refused|denied|closed)|\b(?:granted|approved|rejected|refused|accepted|denied|closed) (?:[\d,.]+ )?(?:(?:new|asylum|refugee) )*(?:applications?|claims?|requests?)/); // prettier-ignore
  if (isTemporary) return isApplied && !has(/\bgrant/) ? "temporary_asylum_applications" : "temporary";
  if (isApplied && !has(/\b(?:grant(?:s|ed)|recogni[sz]|reject|refus)/)) {
    if (has(/\bfor refugee status\b/)) return "refugee_status_applications";
    return has(/\b(?:repeat|all (?:asylum )?applications|every type|subsequent|total applications|including appeals)\b/)
      ? "applications"
      : "new_applications";
  }
  if (has(/\b(?:reject|refus|deni(?:ed|es|al)|deny|turn(?:s|ed)? down|turned away|dismiss|negative)/)) return "refused";
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

/** What else the words of a sentence in lower case may mean than the measure they were taken for. */
function alsoOf(text: string, what: What | null): readonly Also[] {
  const has = (words: RegExp) => words.test(text);
  switch (what) {
    case "new_applications":
      return SEEKERS.test(text) && !has(APPLIED) ? ["asylum_seekers"] : has(/\b(?:new|first|first-time)\b/) ? [] : ["applications"]; // prettier-ignore
    case "asylum_seekers":
      return has(/\b(?:pending|backlog|waiting|awaiting|undecided|wait|end of)\b/) ? [] : ["new_applications"];
    case "grant_rate":
      return has(/\bgrant rate\b|\bof (?:all )?(?:substantive )?decisions\b|any protection/) ? [] : ["refugee_rate", "granted_of_all"]; // prettier-ignore
    case "refugee_rate":
      return has(/\brefugee status rate\b|\bof (?:all )?(?:substantive )?decisions\b/) ? [] : ["granted_of_all"];
    case "refusal_rate":
      return has(/\bof (?:all )?(?:substantive )?decisions\b/) ? [] : ["closed"];
    case "protection":
      return has(/\b(?:protection|any form|positive)\b/) ? [] : ["refugee_status"];
    default:
      return [];
  }
} // prettier-ignore

/** The stage that a sentence names. The immigration courts of the United States decide at first instance. */
function stageIn(text: string, asylum: string | null): NamedStage | null {
  if (/\b(?:including|incl\.?|with|and) (?:the )?appeals?\b/.test(text)) return "everywhere";
  if (/(?<!\b(?:including|incl\.?|with|without|excluding|before|and|all) )\b(?:on appeal|appeals?|appeal (?:body|bodies|court|stage)|second[- ]instance|judicial review)\b/.test(text)) return "appeal"; // prettier-ignore
  if (asylum !== "USA" && /\b(?:by|in) (?:the )?(?:administrative )?(?:courts?|judges?)\b/.test(text)) return "appeal";
  return /\b(?:repeat(?:ed)?|subsequent|reopened) (?:applica|claims?|requests?|decisions?)/.test(text)
    ? "repeat"
    : null;
}

/** Understands a text; never throws. `last` is the latest year with data. */
export function understand(places: readonly PlaceLine[], text: string, last: number): Understood {
  const {numbers, years} = numbersIn(text, last);
  const placed = placesIn(places, text);
  // In "NO 2020" no word of negation is meant, but Norway.
  const isNorway = placed.origin === "NOR" || placed.asylum === "NOR";
  const lower = (isNorway ? text.replace(/\bNO\b/g, "Norway") : text).normalize("NFKC").toLowerCase();
  const isShare = numbers.length > 0 && numbers.every(({isShare}) => isShare);
  const what = whatOf(lower, isShare);
  const outside = outsideOf(lower, {
    isShare,
    hasNumber: numbers.length > 0,
    years,
    asylum: placed.asylum,
    isOfPart: placed.isOfPart,
    isOfOrigin: placed.isOfOrigin
  });
  return {
    ...placed,
    ...{what: outside === null ? what : null, years, numbers},
    ...{also: alsoOf(lower, what), stage: stageIn(lower, placed.asylum)},
    ...{outside, subject: sentenceSubject(lower)}
  };
}
