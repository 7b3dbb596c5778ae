// Whether a sentence is about part of a year, about a time that begins or ends with one, or about an average of several: UNHCR's figures
// are for whole calendar years.

const MONTH = "january|february|april|june|july|august|september|october|november|december";
/** Short names, and months that are words as well. */
const SHORT = "jan|feb|mar|march|apr|jun|jul|aug|sept?|oct|nov|dec";
const AT = "in|by|since|until|till|from|to|of|during|through|before|after|and|between|for|early|late|mid|end";
const MONTHS = new RegExp(`\\b(?:${MONTH})\\b|\\b(?:${SHORT}|may)\\b\\.?,? (?:\\d{1,2},? )?(?:19|20)\\d\\d|\\b\\d{1,2}(?:st|nd|rd|th)? (?:${SHORT}|may(?=[,.;)]|$))\\b|\\b(?:${AT})[ -](?:march|may)\\b(?! (?:be|have|not)\\b)`); // prettier-ignore
const YEAR = "(?:19|20)\\d\\d";

/** Dates of publishing, the whole of a year by its months, and its last day. */
const WHOLE_YEAR = [
  new RegExp(`\\b(?:edition|published|released|updated|accessed|retrieved|report(?:ed)?|dated)(?: of| in| on)? (?:\\d{1,2} )?(?:${MONTH}|march|may)(?: \\d{1,2},)?(?: ${YEAR})?`, "g"), // prettier-ignore
  new RegExp(`\\b(?:1(?:st)? )?jan(?:uary)?(?: 1(?:st)?)?,?(?: ${YEAR})? ?(?:to|and|through|until|till|-) ?(?:the )?(?:end of )?(?:31(?:st)? )?dec(?:ember)?(?: 31(?:st)?)?\\b`, "g"), // prettier-ignore
  /(?<!\bin )\b(?:(?:the )?end of|31(?:st)?|end-?|as of|by) december(?: 31(?:st)?)?\b/g,
  /\b(?:all |whole |full )?(?:12|twelve) months of\b/g
];

const PART_OF_YEAR = new RegExp(
  [
    "\\b(?:months?|weeks?|days?|hours?|monthly|weekly|daily|hourly|quarterly|fortnight\\w*|weekends?|yesterday|tomorrow|semesters?|trimesters?|summer|winter|autumn|half-?years?|biannual\\w*)\\b",
    "\\b(?:first|second|third|fourth|last|final|latter|opening|closing|1st|2nd|3rd|4th) (?:half|quarters?|third|part|semester)\\b",
    `\\bq[1-4]\\b|\\bh[12]\\b|\\b[12]h ?${YEAR}|\\bin (?:the )?(?:spring|fall)(?: of)? ${YEAR}`,
    `\\bmid-? ?${YEAR}|\\bmid-?year\\b|\\b(?:middle|midst|course|rest|remainder) of ${YEAR}|\\b(?:early|late|beginning of|start of|most of|much of|part of)(?: in)? ${YEAR}`,
    "\\b(?:so far|to date|year-to-date|ytd|until now|up to now|half of the year|part of the year)\\b",
    `\\b(?:fiscal|financial|reporting|budget|tax) years?\\b|\\bfy ?'?\\d|\\byear (?:ending|ended|to)\\b|\\b${YEAR}/(?:${YEAR}|\\d\\d)\\b`
  ].join("|")
);

/** "Before 2024", "after 2022", "by 2024": the sentence counts over more years than it names. */
const OPEN = new RegExp(`\\b(?:before|until|till|prior to|up to|up until|through|by|after|following|post-?|pre-?) ?${YEAR}\\b(?! (?:people|persons|cases|applica|asylum|refugee))`); // prettier-ignore
const FROM = new RegExp(`\\b(?:from|between|since) ${YEAR}`);
/** At a date, not over a time. */
const AT_A_DATE =
  /\b(?:host\w*|liv(?:es?|ed|ing)|home to|shelter\w*|pending|backlog|waiting|awaiting|undecided|resid\w+|stay\w*|end of)\b/;

/** Whether a sentence in lower case is about another time than whole years. */
export function isPartOfYear(text: string): boolean {
  const left = WHOLE_YEAR.reduce((words, whole) => words.replace(whole, " "), text.replace(/[‐‑‒–—−]/g, "-"));
  return MONTHS.test(left) || PART_OF_YEAR.test(left) || (OPEN.test(left) && !FROM.test(left) && !AT_A_DATE.test(left));
}

/** Whether it gives an average of several years. */
export function isAverage(text: string, years: readonly [number, number] | null): boolean {
  if (/\b(?:on average|averag(?:e|ed|es|ing)|median|typical(?:ly)?)\b/.test(text)) return true;
  const isOneYear = years !== null && years[0] === years[1];
  return !isOneYear && /\b(?:a|per|each|every) year\b|\b(?:annually|annual|yearly)\b/.test(text);
}
