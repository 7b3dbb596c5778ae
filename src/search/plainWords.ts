// Understands the plain words that people type with places: what is counted, numbers per inhabitant, an order, a comparison. English
// sentences are read as on Check a figure; here are the words of other languages, and names that UNHCR’s data does not use.
import {PENDING as PENDING_NAME} from "../words/status.js";
import type {Cell} from "../figures/address.js";
import type {What} from "../words/claim/claim.js";
import {whatOf} from "../words/claim/understand.js";

/** Names that people type for a place of the data: people without a row of their own, parts of a country. */
export const PLAIN_NAMES: Readonly<Record<string, readonly string[]>> = {
  GBR: ["England", "Scotland", "Wales", "Northern Ireland", "British", "Англия", "Шотландия", "잉글랜드"],
  MMR: ["Rohingya", "Рохинджа", "로힝야"],
  PRK: ["North Koreans", "северные корейцы", "северокорейцы", "탈북민", "북한 사람"],
  KOR: ["южные корейцы"],
  NLD: ["Dutch"],
  PSE: ["Gaza", "Gazans", "Palestine refugees", "Газа", "가자"]
};

/** A part of an explorer's question, with how it is called. */
export interface Wish {
  readonly name: string;
  readonly query: string;
  /** Of decisions: what is counted. */
  readonly cell?: Cell;
}

const DECIDED = "measure=decisions&definition=status";
export const APPLICATIONS: Wish = {name: "new applications", query: ""};
const RATE: Wish = {name: "grant rate", query: "measure=rate&definition=positive"};
/** The explorer has no rate of refusals: what is not granted of the substantive decisions is refused. */
export const NOT_REFUSED: Wish = {name: "grant rate: 100% less the refusal rate", query: RATE.query};
export const DECISIONS: Wish = {name: "decisions and what was granted", query: DECIDED};
const PENDING: Wish = {name: `${PENDING_NAME}, end of year`, query: "measure=asylum_seekers"};
/** People at the end of a year: for two places the likeliest meaning of "refugees". */
export const REFUGEES: Wish = {name: "refugees, end of year", query: "measure=refugees"};

/** Eurostat's applicants by sex and age, which the explorer answers from a table of their own. */
export const SEX_AND_AGE: Wish = {name: "women, men and children among applicants", query: "measure=sex_age"};

/** The measures that the words of a sentence may mean, the likeliest first. */
const OF_WHAT: Readonly<Record<What, readonly Wish[]>> = {
  new_applications: [APPLICATIONS],
  applications: [{name: "applications of every type", query: "type=all"}],
  refugee_status_applications: [APPLICATIONS],
  temporary_asylum_applications: [{name: "applications for temporary asylum", query: "level=TA&type=all"}],
  asylum_applications: [APPLICATIONS],
  refugee_status: [{name: "grants of refugee status", query: DECIDED, cell: "refugee_status"}],
  protection: [{name: "grants of protection", query: DECIDED, cell: "protection"}],
  complementary: [{name: "grants of complementary protection", query: DECIDED, cell: "complementary"}],
  humanitarian: [{name: "residence on humanitarian grounds", query: DECIDED, cell: "humanitarian"}],
  temporary: [{name: "grants of a temporary status", query: DECIDED, cell: "temporary"}],
  refused: [{name: "refusals", query: DECIDED, cell: "refused"}],
  closed: [{name: "cases closed without a decision", query: DECIDED, cell: "otherwise_closed"}],
  grant_rate: [RATE],
  refugee_rate: [{name: "refugee status rate", query: "measure=rate&definition=refugee_status"}],
  refusal_rate: [{name: "refusals (their number)", query: DECIDED, cell: "refused"}, NOT_REFUSED],
  asylum_seekers: [PENDING],
  refugees: [DECISIONS, REFUGEES]
};

/** Words with the measures that each may mean: of other languages, and those that a sentence alone does not decide. */
const WISHES: readonly (readonly [words: string, wishes: readonly Wish[]])[] = [
  ["rate rates recognition success доля процент признания 인정률 인정율 비율", [RATE]],
  ["queue await ожидают ожидающие 대기", [PENDING]],
  ["беженцы беженцев 난민", [DECISIONS, REFUGEES]],
  ["decisions decided outcomes решения 결정", [DECISIONS]],
  ["seekers заявления заявители 신청 신청자", [APPLICATIONS]]
];
/** Words that ask for a number per inhabitant. */
const PER_HEAD = "capita inhabitant inhabitants population head жителей населения 인구";
const ASKING = "what is are was were the a an of do does mean means meaning difference between and or how in to";
const APPEAL = "appeal appeals appealed";
/** Words that accompany a measure and mean none themselves. */
const FILLERS =
  "a an by per how many much did do does is are was were be been has had have what people persons person number numbers for with new asylum status end year years на по 1 100 000 100000 who which where whose countries country received receive receives took take takes got get gets " +
  "among between before after since until during most every all each it its that than then there their they them this these those about within over as on show me tell find give case cases share percentage percent percentages total totals there’s whats world worldwide globally global " +
  "host hosts hosting hosted living live lives citizens nationals refugee refugees migrants seeking protection permits convention subsidiary complementary humanitarian temporary latest last now today";
/** Words that ask for an order of countries, and those that ask for one of origins. */
const RANKED = "most top highest largest biggest ranking rank lowest больше всего топ 가장 순위";
const ORIGINS = "origin origins nationality nationalities citizenships come came страны происхождения 국적 출신";
/** Words between two countries that are to be compared. */
const COMPARE = "compare compared comparison comparing";
const AGAINST = `against versus vs или 대 ${COMPARE}`;
/** Words for women and men, children and ages: Eurostat alone gives them here. */
const SEX_AGE =
  "women woman men man girls boys gender sex female male children child minors minor age ages young женщины мужчины дети пол возраст 여성 남성 아동 성별 나이 연령";

type Fold = (text: string) => string;
const setOf = (words: string, fold: Fold) => new Set(words.split(" ").map(fold));

export interface PlainWords {
  /** The measures that a whole text, with its tokens, may mean; empty where it names none. */
  readonly wishesIn: (text: string, tokens: readonly string[]) => readonly Wish[];
  readonly isPerHead: (token: string) => boolean;
  /** Whether a token only asks: "what", "is", "difference". */
  readonly isAsking: (token: string) => boolean;
  readonly isAppeal: (token: string) => boolean;
  readonly isRanked: (token: string) => boolean;
  readonly isOrigins: (token: string) => boolean;
  readonly isCompare: (token: string) => boolean;
  readonly isAgainst: (token: string) => boolean;
  readonly isSexOrAge: (token: string) => boolean;
  /** Whether a token adds nothing to a question that has a place and a measure. */
  readonly isFiller: (token: string) => boolean;
  /** Whether a token is a word of a question, and names no place. */
  readonly isSaid: (token: string) => boolean;
}

/** The words, folded like the query. */
export function plainWords(fold: Fold): PlainWords {
  const wishes = new Map(
    WISHES.flatMap(([words, some]) => [...setOf(words, fold)].map((word) => [word, some] as const))
  );
  const has = (words: string) => {
    const set = setOf(words, fold);
    return (token: string) => set.has(token);
  };
  const isFiller = has(FILLERS);
  const isPerHead = has(PER_HEAD);
  const isAppeal = has(APPEAL);
  const isAsking = has(ASKING);
  const isRanked = has(RANKED);
  const isOrigins = has(ORIGINS);
  const isCompare = has(COMPARE);
  const isAgainst = has(AGAINST);
  const isSexOrAge = has(SEX_AGE);
  const isSaidIn = new Map<string, boolean>();
  return {
    wishesIn: (text, tokens) => {
      const what = whatOf(text, /%|\b(?:share|percent(?:age)?|proportion)\b/.test(text));
      const words = tokens.flatMap((token) => wishes.get(token) ?? []);
      // "Recognition rate" and «난민 인정률» are rates, whatever else is named.
      if (words.includes(RATE) && (what === null || !/_rate$/.test(what))) return [RATE];
      return what === null ? [...new Set(words)] : OF_WHAT[what];
    },
    ...{isAsking, isFiller, isPerHead, isAppeal, isRanked, isOrigins, isCompare, isAgainst, isSexOrAge},
    isSaid: (token) => {
      const before = isSaidIn.get(token);
      if (before !== undefined) return before;
      const said =
        [isFiller, isPerHead, isAppeal, isRanked, isOrigins, isAgainst, isSexOrAge].some((each) => each(token)) ||
        wishes.has(token) ||
        /^\d/.test(token) ||
        whatOf(token, false) !== null;
      if (isSaidIn.size > 500) isSaidIn.clear();
      isSaidIn.set(token, said);
      return said;
    }
  };
}
