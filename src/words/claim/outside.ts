// What a sentence may be about that neither applications, decisions nor year-end figures by nationality count: sex and age, numbers per
// inhabitant, changes, shares of a whole, ranks, temporary protection, what did not happen, part of a year, or another subject. The number
// of something else never rules on it.
import {isNegated} from "./negated.js";
import {isAverage, isPartOfYear} from "./periods.js";

export const OUTSIDE = [
  "sex_age",
  "per_head",
  "change",
  "share_of_whole",
  "ranking",
  "temporary_protection",
  "negated",
  "part_of_year",
  "average",
  "appeals",
  "bare_share",
  "share_of_status",
  "places",
  "other"
] as const;
export type Outside = (typeof OUTSIDE)[number];

const SEX_AGE =
  /\b(?:wom[ae]n|females?|girls?|(?<!isle of )m[ae]n|males?|boys?|child(?:ren)?|minors?|unaccompanied|under[- ]?(?:18|five|14)s?|elderly|years? old|teenagers?|adults?|infants?|newborns?)\b/;
const PER_HEAD =
  /\bper (?:100[, ]?000|10[, ]?000|1[, ]?000|1[, ]?000[, ]?000|million|thousand|capita|head|inhabitants?|residents?)\b|\bper[- ]capita\b/;
const CHANGED =
  /\b(?:ris(?:e|es|en|ing)|rose|increas\w*|gr[eo]wn?|growth|f[ae]ll(?:en|s|ing)?|drop(?:s|ped)?|declin\w*|decreas\w*|jump\w*|surg\w*|soar\w*|plunge\w*|climb\w*|(?<!ma[dk]es? )up(?! to\b)|(?<!turned )down|cut)\b/;
const BY_CHANGE = /\b(?:doubl|tripl|quadrupl|halv)(?:e|ed|ing)\b|(?:%|per ?cent) (?:more|fewer|less|higher|lower|rise|increase|fall|drop|decline|growth|jump)\b/; // prettier-ignore
/** "A third fewer", "half as many", "twice the number", "three times as many", "229,740 more people". */
const MULTIPLE =
  /(?:\b(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|times|percent|per cent|one in (?:\d+|[a-z]+))|%) (?:as (?:many|much|high|low|large)|(?:more|fewer|less|higher|lower|larger|smaller|again|above|below)\b|the (?:number|rate|level|figure|total|share)\b)|\b(?:twice|thrice|double|triple|treble|quadruple)\b|\b(?:two|three|four|five|six|ten|many)-?fold\b|\d(?<!\b(?:19|20)\d\d)(?: (?:thousand|million|billion))? (?:more|fewer|less|additional|extra)\b(?! than (?:any|ever))/;
/** "More than in 2019"; but "more than 91,000" and "more than anywhere" give the number itself. */
const COMPARED =
  /(?<!\b(?:rather|other)) than\b(?! (?:about |around |nearly |almost |some |roughly |approximately |over |only |just )?(?:(?!(?:19|20)\d\d\b)\d|half\b|an? (?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half|hundred|thousand|million|dozen)\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b|any|ever\b|all\b|every))|\b(?:compared (?:to|with)|relative to|versus|vs\.?|as (?:many|much|high|low) as (?:in|the|last|its|that|those|for|germans?)\b|(?:the )?same (?:number|share|rate|proportion) as)/;
/** "A rise of 15,156", "up 20,000", "fell 51,000": of a count. */
const BY_COUNT =
  /\b(?:increase|rise|fall|drop|decline|decrease|growth|jump|surge|change|reduction|difference) of (?:about |around |nearly |almost |over |more than |some )?\d|\b(?:rose|risen|increased|grew|grown|fell|fallen|dropped|declined|decreased|jumped|surged|(?<!ma[dk]es? )up|(?<!turn(?:s|ed)? )down) (?:about |around |nearly |almost |over |some )?(?!(?:19|20)\d\d\b)\d/;
/** "The grant rate fell to 28%" gives the rate itself. */
const TO_LEVEL = /\b(?:to|at|from|stood at|was|reached) (?:about |around |nearly |almost |over |only |just |some )?\d[\d.,]* ?(?:%|per ?cent)/; // prettier-ignore
/** What says how a decision ended; "decisions", "protection" and "status" alone do not. */
const RATED =
  /\b(?:grant|recogni[sz]|reject|refus|deni(?:ed|es|al)|deny|turn(?:s|ed)? down|dismiss|negative|positive|accept|approv|success|protected|protects\b|admit|regulari[sz])|\b(?:won|win|wins|obtain(?:s|ed)?|got|gets?|receiv(?:e|es|ed|ing)|giv(?:en|es?|ing)|gave|award(?:s|ed)?|allowed|afforded|offer(?:s|ed)?|secur(?:e|es|ed)|gain(?:s|ed)?|provid(?:e|es|ed)|enjoy(?:s|ed)?|ha[ds]|have|with) (?:[a-z'-]+ ){0,3}(?:asylum(?! (?:claim|appl|seek|request|case|decision|procedure|interview))|protection|(?:refugee|legal|humanitarian|subsidiary|tolerated|temporary) status|leave to remain)\b|\b(?:asylum|protection|status) (?:was|were|is|are) (?:given|awarded|offered)|\bgiven leave\b|\b(?:allowed|permitted) to (?:stay|remain)\b|\brates?\b/;
/** Rates of something else. */
const OTHER_RATES =
  /\b(?:(?:un)?employment|poverty|crime|detention|return|deportation|removal|birth|literacy|vacancy|occupancy|enrol?ment|response|attendance|closure|withdrawal|clearance|processing|filing|application|arrival|naturali[sz]ation|citizenship|settlement|tax|interest|growth|unresolved|backlog|completion|appeal) rates?\b/;
/** Appeals that were lodged or won: a court may send a case back. */
const APPEALS =
  /\bappeal(?:ed|ing|s against)\b|\bappeals? (?:(?:was|were|is|are|being) )?(?:won|lost|upheld|allowed|successful|succeed\w*|dismissed|lodged|filed|quashed|overturn\w*)|\b(?:won|lost|upheld|allowed|winning|lodged|filed|overturn\w*) (?:[a-z'-]+ ){0,3}appeals?\b|\b(?:overturned|quashed|remitted)\b|\b(?:leave|permission|right) to appeal\b/;
/** Of which whole: "% of applications", "% of refugees". */
const WHOLE = /\b(?:applica(?:tions?|nts?)|claims?|claimants?|applied|refugees?|seekers?|arrivals?|pending|backlog|waiting|people|persons?|population|requests?)\b/; // prettier-ignore
const MADE_UP =
  /\b(?:made up|make up|makes up|account(?:s|ed)? for|represent(?:s|ed)?|compris\w+|constitut\w+|went to|(?:were|was|are|is|came|come|comes) (?:from|by|made by|submitted by|lodged by|nationals of|citizens of)|(?:share|proportion) of (?:all |the )?(?:world|global|eu|european))\b/;
/** One kind of protection; of every kind or of refugee status there are rates. */
const ONE_STATUS = /\b(?:subsidiary|complementary|humanitarian|tolerated|toleration|temporary)\b/;
const ANY_STATUS = /\b(?:or|and|including|incl\.?|plus|with|any|whether) (?:[a-z]+ ){0,2}(?:subsidiary|complementary|humanitarian|temporary)\b|\b(?:subsidiary|complementary|humanitarian|temporary) (?:[a-z]+ ){0,2}(?:or|and|included)\b/; // prettier-ignore
/** Of those granted or refused, not of the decisions. */
const OF_GRANTS =
  /(?:%|cent|half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|in [a-z\d]+|out of [a-z\d]+|share|proportion) (?:of )?(?:all |the |its |their |total |new )*(?:grants?\b|approvals?\b|refusals\b|rejections\b|(?:positive|negative|favou?rable) (?:asylum |first-instance )?decisions|recogni[sz]ed refugees|(?:those|people|persons|applicants) (?:granted|recogni[sz]ed|refused|rejected|given|accepted)\b|beneficiar\w+|refugee status(?:es)?\b|protection\b)/;
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
/** Subjects of sentences with a number; a search's few words name them too, and mean less. */
const OF_SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:longer|shorter|faster|quicker|sooner) than (?:an?|one|two|three|six|nine|ten|twelve|\d+)\b|\b(?:within|after|for) (?:(?:more|less|fewer) than |over |under |at least |about |only |just |up to )?(?:an?|one|two|three|four|five|six|nine|ten|twelve|eighteen|\d+)(?: and a half)? (?:years?|months?|weeks?|days?|hours?)\b|\b(?:took|takes?|taking|lasts|lasted|lasting) (?:(?!in\b)[a-z]+ ){0,3}(?:(?:an?|one|two|three|four|five|six|nine|ten|twelve|eighteen|\d+) (?:[a-z]+ )?(?:years?|months?|weeks?|days?|hours?)|long|longer)\b|\b(?:on time|in time|delayed|overdue|fast-?tracked?|accelerated)\b/, "how long procedures take"],
  [/\b(?:grant|giv|gave|got|gain|receiv|acquir|obtain|award|refus|den[iy]|seek|sought|appl)\w* (?:[a-z'-]+ ){0,3}citizenship\b|\bbec(?:a|o)me (?:[a-z'-]+ )?citizens\b|\bpassports?\b|\btravel documents?\b|\b(?:permanent residen\w+|settled status|indefinite leave|amnest\w+)|\b(?:family members?|family reunion)\b/, "visas, permits and citizenship"],
  [/\b(?:jobs?|employed|employment|unemploy\w*|labou?r market|in work|working|workers?(?<!case workers?)|(?:right|permission|allowed|permitted|permit) to work)\b/, "work"],
  [/\b(?:housing|housed|accommodat\w+|homeless\w*|hotels?|reception (?:cent\w+|places?)|(?:in|to|from) (?:[a-z]+ )?(?:camps?|shelters?))\b/, "housing and reception"],
  [/\b(?:benefits|welfare|allowances?|legal aid|lawyers?|legally represented|legal representation|schools?|universit\w+|students?|language (?:courses?|tests?)|health\w*|vaccinat\w*)\b/, "support and services"],
  [/\b(?:convict\w*|crimes?|criminals?|offences?|offenders?|arrest\w*|prison\w*|jail\w*|bail|tried|suspects?)\b/, "crime and arrests"],
  [/[€$£]|\b(?:euros?|dollars?|pounds sterling|budgets?|spent|spend\w*|costs?)\b/, "money"],
  [/\b(?:polls?|polled|survey\w*|voters?|voted|respondents?|approves? of|disapprov\w+|oppos(?:e|es|ed)|believe[sd]?|thinks?|in favou?r of)\b/, "what people think"],
  [/\b(?:interview\w*|hearings?)\b/, "interviews and hearings"],
  [/\b(?:revok\w*|revocations?|cessations?|stripped of)\b|\b(?:lost|loses?|losing) (?:[a-z'-]+ ){0,3}(?:protection|status|asylum|rights?)\b|\b(?:protection|status) (?:was|were|is|are) (?:withdrawn|ended|cancell?ed)/, "protection that was withdrawn"],
  [/\b(?:voluntary|forced|assisted) (?:returns?|departures?)\b/, "returns and removals"],
  [/\b(?:grant|giv|gave|allow|receiv|offer|provid)\w* (?:[a-z'-]+ ){0,2}(?:access|assistance|support|aid|shelter|parole)\b/, "support and services"],
  [/\b(?:grant|allow|giv|gave|permit)\w* (?:[a-z'-]+ ){0,2}(?:entry|admission|passage)\b/, "journeys and border crossings"],
  [/\b(?:religio\w*|christians?|muslims?|lgbt\w*|gays?|lesbians?|tortured?|disab\w+|vulnerab\w*|journalists?|activists?)\b/, "groups of people other than by nationality"],
  [/\b(?:disappear\w*|abscond\w*|untraceable)\b/, "people who disappeared"],
  [/\b(?:relocat\w*|transferr?ed|transfers?)\b/, "relocation and transfers"],
  [/\b(?:refused|denied) (?:[a-z'-]+ )?entry\b|\bpush(?:ed)?[- ]?backs?\b|\b(?:turned|sent|pushed) back\b|\b(?:arriv\w+|came|come|entered) (?:[a-z'-]+ ){0,3}by (?:boat|sea|air|plane|land|train)\b/, "journeys and border crossings"]
]; // prettier-ignore
const WITHDRAWN = /\b(?:withdr[ae]w\w*|abandon\w*|discontinu\w*|inadmissib\w*|lapsed|struck out)\b/;
const WITHDRAWN_ALONE = "withdrawn, abandoned or inadmissible applications alone (they are among cases closed without a decision)"; // prettier-ignore
const ASYLUM = /\basylum\b|\brefugees?\b|\bprotection\b|\bapplica|\bclaims?\b/;

/** Which other subject words in lower case are about; empty where none. */
export function otherSubject(text: string): string {
  for (const [words, subject] of OTHERS)
    if (words.test(text) && !(subject === "migration as a whole" && ASYLUM.test(text))) return subject;
  return "";
}

/** The same of a whole sentence, which says more than a search does. */
export function sentenceSubject(text: string): string {
  const found = otherSubject(text) || (OF_SENTENCES.find(([words]) => words.test(text))?.[1] ?? "");
  return found || (WITHDRAWN.test(text) && !/\bclosed\b/.test(text) ? WITHDRAWN_ALONE : "");
}

interface Given {
  /** Whether every number is a percentage. */
  readonly isShare: boolean;
  readonly hasNumber: boolean;
  readonly asylum: string | null;
  readonly years: readonly [number, number] | null;
  /** Whether it names places that are left out in a way that no figure can be asked for. */
  readonly isOfPart: boolean;
  /** Whether it says of what origin some were: "one in three was Afghan". */
  readonly isOfOrigin: boolean;
}

const isChange = (text: string, isShare: boolean) =>
  BY_CHANGE.test(text) ||
  MULTIPLE.test(text) ||
  COMPARED.test(text) ||
  BY_COUNT.test(text) ||
  (CHANGED.test(text) && isShare && !TO_LEVEL.test(text)) ||
  (CHANGED.test(text) &&
    /\bby (?:about |around |nearly |almost |over |more than |some )?(?!(?:19|20)\d\d\b)\d/.test(text));

/** What a sentence in lower case is about that the figures do not count; null where they may. */
export function outsideOf(
  text: string,
  {isShare, hasNumber, asylum, years, isOfPart, isOfOrigin}: Given
): Outside | null {
  if (SEX_AGE.test(text)) return "sex_age";
  if (PER_HEAD.test(text)) return "per_head";
  // In Russia "temporary protection" is often written of temporary asylum.
  if (/\btemporary protection\b/.test(text) && asylum !== "RUS") return "temporary_protection";
  if (sentenceSubject(text)) return "other";
  if (isNegated(text)) return "negated";
  if (isPartOfYear(text)) return "part_of_year";
  if (isAverage(text, years)) return "average";
  const isPercentage = isShare || (!hasNumber && /\b(?:half|third|quarter|majority)\b/.test(text));
  if (isChange(text, isShare)) return "change";
  if (APPEALS.test(text)) return "appeals";
  if (isPercentage) {
    const isRated = RATED.test(text) && !OTHER_RATES.test(text);
    if (MADE_UP.test(text) || OF_GRANTS.test(text) || isOfOrigin || (!isRated && WHOLE.test(text)))
      return "share_of_whole";
    if (!isRated) return "bare_share";
    if (ONE_STATUS.test(text) && !ANY_STATUS.test(text)) return "share_of_status";
  }
  if (isOfPart) return "places";
  return !hasNumber && RANK.test(text) ? "ranking" : null;
}
