// What a sentence may be about that neither applications, decisions nor year-end figures by nationality count: sex and age, numbers per
// inhabitant, changes, shares of a whole, ranks, temporary protection, or another subject. The number of something else never rules on it.

export const OUTSIDE = [
  "sex_age",
  "per_head",
  "change",
  "share_of_whole",
  "ranking",
  "temporary_protection",
  "other"
] as const;
export type Outside = (typeof OUTSIDE)[number];

const SEX_AGE =
  /\b(?:wom[ae]n|females?|girls?|(?<!isle of )m[ae]n|males?|boys?|child(?:ren)?|minors?|unaccompanied|under[- ]?(?:18|five|14)s?|elderly|years? old|teenagers?|adults?|infants?|newborns?)\b/;
const PER_HEAD =
  /\bper (?:100[, ]?000|10[, ]?000|1[, ]?000|1[, ]?000[, ]?000|million|thousand|capita|head|inhabitants?|residents?)\b|\bper[- ]capita\b/;
const CHANGED =
  /\b(?:ris(?:e|es|en|ing)|rose|increas\w*|gr[eo]wn?|growth|f[ae]ll(?:en|s|ing)?|drop(?:s|ped)?|declin\w*|decreas\w*|jump\w*|surg\w*|soar\w*|plunge\w*|climb\w*|(?<!ma[dk]es? )up|(?<!turned )down|cut)\b/;
const BY_CHANGE = /\b(?:doubl|tripl|quadrupl|halv)(?:e|ed|ing)\b|(?:%|per ?cent) (?:more|fewer|less|higher|lower|rise|increase|fall|drop|decline|growth|jump)\b/; // prettier-ignore
/** "The grant rate fell to 28%" gives the rate itself. */
const TO_LEVEL = /\b(?:to|at|from|stood at|was|reached) (?:about |around |nearly |almost |over |only |just |some )?\d[\d.,]* ?(?:%|per ?cent)/; // prettier-ignore
const RATED =
  /\brates?\b|\bgrant|\brecogni[sz]|\breject|\brefus|\bdenied|\bturned down|\bnegative|\bpositive|\baccept|\bapprov|\bsuccess|\bprotect|\bstatus\b|\bdecisions?\b|\b(?:won|obtained|got|received|given|gave|awarded|allowed) (?:asylum|protection|refugee)/;
/** Of which whole: "% of applications", "% of refugees". */
const WHOLE = /\b(?:applica(?:tions?|nts?)|claims?|claimants?|applied|refugees?|seekers?|arrivals?|pending|backlog|waiting|people|persons?|population|requests?)\b/; // prettier-ignore
const MADE_UP =
  /\b(?:made up|make up|makes up|account(?:s|ed)? for|represent(?:s|ed)?|compris\w+|constitut\w+|went to|(?:were|was|are|is|came|come|comes) (?:from|by|made by|submitted by|lodged by|nationals of|citizens of)|(?:share|proportion) of (?:all |the )?(?:world|global|eu|european))\b/;
const RANK =
  /\b(?:largest|biggest|highest|lowest|smallest|fewest|most|top|leading|main|principal|number one|record|more than any)\b/;
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:deport|expel|expuls|repatriat)\w*|\b(?:removals?|removed|returnees?|returned)\b/, "returns and removals"],
  [/\bdetain\w*|\bdetention\b/, "detention"],
  [/\bresettl\w*/, "resettlement"],
  [/\b(?:border crossings?|crossed|crossings?|irregular(?:ly)? (?:entr|arriv|migra|enter)\w*|small boats?|drown\w*|died|deaths?)\b/, "journeys and border crossings"],
  [/\b(?:visas?|work permits?|naturali[sz]\w*|family reuni\w*)\b/, "visas, permits and citizenship"],
  [/\b(?:internally displaced|idps?|stateless\w*)\b/, "internal displacement and statelessness"],
  [/\b(?:processing|waiting) times?\b|\baverage (?:wait|time|length|duration)\b/, "how long procedures take"],
  [/\bdublin\b/, "transfers under the Dublin Regulation"],
  [/\b(?:im)?migrants?\b|\bimmigration (?:to|into|in)\b/, "migration as a whole"]
]; // prettier-ignore
const ASYLUM = /\basylum\b|\brefugees?\b|\bprotection\b|\bapplica|\bclaims?\b/;

/** Which other subject a sentence in lower case is about; empty where none. */
export function otherSubject(text: string): string {
  for (const [words, subject] of OTHERS)
    if (words.test(text) && !(subject === "migration as a whole" && ASYLUM.test(text))) return subject;
  return "";
}

interface Given {
  /** Whether every number is a percentage. */
  readonly isShare: boolean;
  readonly hasNumber: boolean;
  readonly asylum: string | null;
}

/** What a sentence in lower case is about that the figures do not count; null where they may. */
export function outsideOf(text: string, {isShare, hasNumber, asylum}: Given): Outside | null {
  if (SEX_AGE.test(text)) return "sex_age";
  if (PER_HEAD.test(text)) return "per_head";
  // In Russia "temporary protection" is often written of temporary asylum.
  if (/\btemporary protection\b/.test(text) && asylum !== "RUS") return "temporary_protection";
  if (otherSubject(text)) return "other";
  const isPercentage = isShare || (!hasNumber && /\b(?:half|third|quarter|majority)\b/.test(text));
  if (BY_CHANGE.test(text) || (CHANGED.test(text) && isShare && !TO_LEVEL.test(text))) return "change";
  if (CHANGED.test(text) && /\bby (?:about |around |nearly |almost |over |more than |some )?\d/.test(text))
    return "change";
  if (isPercentage && (MADE_UP.test(text) || (!RATED.test(text) && WHOLE.test(text)))) return "share_of_whole";
  return !hasNumber && RANK.test(text) ? "ranking" : null;
}
