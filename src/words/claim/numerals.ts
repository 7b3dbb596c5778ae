// Numbers in words as digits, before numbers are looked for: "two and a half million" is "2.5 million", "a quarter of a million" is
// "0.25 million". Small numbers alone ("two", "one in three") stay words: the reader of numbers knows them, and they mean more than that.

const ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" "); // prettier-ignore
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: Readonly<Record<string, number>> = {thousand: 1e3, million: 1e6, billion: 1e9};
const PARTS: Readonly<Record<string, number>> = {half: 2, third: 3, quarter: 4, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10}; // prettier-ignore

const SCALE = "thousand|million|billion";
const PART = "half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth";
const TOKEN = `${ONES.join("|")}|${TENS.join("|")}|hundred|${SCALE}`;
/** Words of one number: "two hundred and fifty", "a hundred", "twenty-five thousand". */
const RUN = new RegExp(`(?<![\\p{L}\\d-])(?:an? (?:hundred|${SCALE})|(?!(?:hundred|${SCALE})\\b)(?:${TOKEN}))(?!\\p{L})(?:(?:[ -]| (?<=(?:hundred|${SCALE}) )and )(?:${TOKEN}))*(?![-\\p{L}])`, "giu"); // prettier-ignore
/** What a number is multiplied by that has "and a half" after it, in digits or words. */
const TIMES = `\\d{1,3}|${TENS.join("|")}|${ONES.join("|")}`;
const AND_A_PART = new RegExp(
  `(?<![\\p{L}\\d.,-])(${TIMES}) and (an? |one |two |three )?(${PART})s?[ -](?:of an? )?(${SCALE})\\b`,
  "giu"
);
const SCALE_AND_A_PART = new RegExp(
  `(?<![\\p{L}\\d.,-])(an?|${TIMES}) (${SCALE}) and an? (${PART})\\b(?! (?:of|${SCALE}))`,
  "giu"
);
const PART_OF_SCALE = new RegExp(`(?<![\\p{L}\\d-])(?:(an?|${ONES.slice(0, 9).join("|")})[ -])?(${PART})s?(?: of an?|(?<=half|quarter|quarters)(?: an?)?)[ -](${SCALE})\\b`, "giu"); // prettier-ignore
const FRACTION = /(?<![\d/.,])(?:(\d{1,3}) )?(\d)\/(\d{1,2})(?![\d/])(?: of an?(?= (?:thousand|million|billion)\b))?(?= ?(?:thousand|million|billion|%|per ?cent)\b| ?%)/giu; // prettier-ignore
/** "1/3 of Afghans" is one in three. */
const PART_OF_ALL = /(?<![\d/.,])(\d)\/(\d{1,2})(?= of (?:all |the )?\p{L})/gu;
const ONE_IN = /(?:\bin|\bout of)(?: every| each)? $/i;
const PERCENT = /^ ?(?:%|per ?cent\b|pct\b)/i;

const VULGAR: Readonly<Record<string, string>> = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}; // prettier-ignore

function small(words: string): number {
  const word = words.trim().toLowerCase();
  if (/^\d/.test(word)) return Number(word);
  if (/^an?$/.test(word)) return 1;
  return ONES.includes(word) ? ONES.indexOf(word) + 1 : (TENS.indexOf(word) + 2) * 10;
}

/** To two decimals, or three where they are exact: an eighth. */
const decimal = (n: number) => String(Number(n.toFixed(Math.abs(n * 1000 - Math.round(n * 1000)) < 1e-6 ? 3 : 2)));

/** The number of a run of words, without its last scale. */
function valueOf(words: readonly string[]): number {
  let [total, here] = [0, 0];
  for (const word of words) {
    const scale = SCALES[word];
    if (scale !== undefined) {
      total += Math.max(1, here) * scale;
      here = 0;
    } else if (word === "hundred") here = Math.max(1, here) * 100;
    else here += small(word);
  }
  return total + here;
}

function digitsOf(run: string, before: string, after: string): string {
  const words = run.toLowerCase().split(/[ -]/).filter((word) => !/^(?:and|an?)$/.test(word)); // prettier-ignore
  const [first = "", ...more] = words;
  // "Two", "seven": they may be parts of a share, and are looked for last.
  if (!more.length && ONES.indexOf(first) < 12 && ONES.includes(first)) return PERCENT.test(after) ? String(small(first)) : run; // prettier-ignore
  const scale = words.at(-1) ?? "";
  const few = words.slice(0, -1);
  const isScaled = SCALES[scale] !== undefined && !few.some((word) => SCALES[word] !== undefined);
  if (isScaled && !ONE_IN.test(before)) return `${Math.max(1, valueOf(few))} ${scale}`;
  // Not by words/numbers: every page would load that for its search, as a request more.
  return valueOf(words).toLocaleString("en-GB");
}

/** A text with its numbers in words as digits. */
export function inDigits(text: string): string {
  const part = (n: string, of: string) => small(n) / (PARTS[of.toLowerCase()] ?? 1);
  return text
    .replace(/(\d?) ?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])/g, (_, whole: string, sign: string) => `${whole}${whole ? " " : ""}${VULGAR[sign] ?? ""}`)
    .replace(AND_A_PART, (_, n: string, times: string | undefined, of: string, scale: string) => `${decimal(small(n) + part(times ?? "a", of))} ${scale}`)
    .replace(SCALE_AND_A_PART, (_, n: string, scale: string, of: string) => `${decimal(small(n) + part("a", of))} ${scale}`)
    .replace(PART_OF_SCALE, (_, n: string | undefined, of: string, scale: string) => `${decimal(part(n ?? "a", of))} ${scale}`)
    .replace(FRACTION, (whole: string, n: string | undefined, a: string, b: string) => (Number(b) > 1 ? decimal(Number(n ?? 0) + Number(a) / Number(b)) : whole))
    .replace(PART_OF_ALL, (whole: string, a: string, b: string) => (Number(a) < Number(b) ? `${a} in ${b}` : whole))
    .replace(RUN, (run: string, ...rest: unknown[]) => {
      const [at, whole] = rest as [number, string];
      return digitsOf(run, whole.slice(0, at), whole.slice(at + run.length));
    });
} // prettier-ignore
