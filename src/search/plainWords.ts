// Understands the plain words that people type with places: a rate, a backlog, a year, numbers per inhabitant. Also names of peoples and of
// parts of countries that UNHCR’s data does not use.

/** Names that people type for a place of the data: people without a row of their own, parts of a country. */
export const PLAIN_NAMES: Readonly<Record<string, readonly string[]>> = {
  GBR: ["England", "Scotland", "Wales", "Northern Ireland", "Англия", "Шотландия", "잉글랜드"],
  MMR: ["Rohingya", "Рохинджа", "로힝야"],
  PRK: ["North Koreans", "северные корейцы", "северокорейцы", "탈북민", "북한 사람"],
  KOR: ["южные корейцы"]
};

/** A part of an explorer's question, with how it is called. */
export interface Wish {
  readonly name: string;
  readonly query: string;
}

const APPLICATIONS: Wish = {name: "new applications", query: ""};
const RATE: Wish = {name: "grant rate", query: "measure=rate&definition=positive"};
const DECISIONS: Wish = {name: "decisions and what was granted", query: "measure=decisions&definition=status"};
const PENDING: Wish = {name: "pending applications, end of year", query: "measure=asylum_seekers"};
/** People at the end of a year: for two places the likeliest meaning of "refugees". */
export const REFUGEES: Wish = {name: "refugees, end of year", query: "measure=refugees"};
const PER_HEAD: Wish = {
  name: "new applications per 100,000 inhabitants of the country of asylum",
  query: "shown=per_100000"
};

/** Words with the measures that each may mean, the likeliest first. */
const WISHES: readonly (readonly [words: string, wishes: readonly Wish[]])[] = [
  ["rate rates grant grants recognition approval success доля процент признания 인정률 인정율 비율", [RATE]],
  ["pending backlog waiting queue await ожидают ожидающие 대기", [PENDING]],
  ["refugees refugee беженцы беженцев 난민", [DECISIONS, REFUGEES]],
  [
    "accepted accept granted recognised recognized decisions decided refused rejected refusals решения 결정",
    [DECISIONS]
  ],
  ["capita inhabitant inhabitants population head жителей населения 인구", [PER_HEAD]],
  ["applications applicants applied claims claimants seekers заявления заявители 신청 신청자", [APPLICATIONS]]
];
/** Words that accompany a measure and mean none themselves. */
const FILLERS =
  "per how many did does do is are was were has had have what people person number numbers for by of in with new asylum status end year на по 1 who which where countries country received receive receives took take got get";
/** Words that ask for an order of countries, and those that ask for one of origins. */
const RANKED = "most top highest largest biggest ranking rank больше всего топ 가장 순위";
const ORIGINS = "origin origins nationality nationalities citizenships come came страны происхождения 국적 출신";
/** Words between two countries that are to be compared. */
const AGAINST = "against versus vs compare compared или 대";
/** Words for women and men, children and ages: Eurostat alone gives them here. */
const SEX_AGE =
  "women woman men man girls boys gender sex female male children child minors minor age ages young женщины мужчины дети пол возраст 여성 남성 아동 성별 나이 연령";

type Fold = (text: string) => string;
const setOf = (words: string, fold: Fold) => new Set(words.split(" ").map(fold));

export interface PlainWords {
  /** The measures that a word means; null for an unknown word. */
  readonly wishes: (token: string) => readonly Wish[] | null;
  readonly isFiller: (token: string) => boolean;
  readonly isRanked: (token: string) => boolean;
  readonly isOrigins: (token: string) => boolean;
  readonly isAgainst: (token: string) => boolean;
  readonly isSexOrAge: (token: string) => boolean;
  readonly yearOf: (token: string) => number | null;
}

/** The words, folded like the query. */
export function plainWords(fold: Fold): PlainWords {
  const wishes = new Map(
    WISHES.flatMap(([words, some]) => [...setOf(words, fold)].map((word) => [word, some] as const))
  );
  const [fillers, sexAge] = [setOf(FILLERS, fold), setOf(SEX_AGE, fold)];
  const [ranked, origins, against] = [setOf(RANKED, fold), setOf(ORIGINS, fold), setOf(AGAINST, fold)];
  return {
    wishes: (token) => wishes.get(token) ?? null,
    isFiller: (token) => fillers.has(token),
    isRanked: (token) => ranked.has(token),
    isOrigins: (token) => origins.has(token),
    isAgainst: (token) => against.has(token),
    isSexOrAge: (token) => sexAge.has(token),
    yearOf: (token) => (/^(?:19|20)\d\d$/.test(token) ? Number(token) : null)
  };
}
