// What every sentence to print must hold, however it was made: rules of grammar, its source, no private word; and the number that
// a reader would take from it.
import type {PrintedWords} from "../../src/words/print.js";

export const SOURCE = "(UNHCR, via Asylum Ledger, edition of 25 November 2026)";

/** Words of builders that no reader knows. */
const PRIVATE =
  /\btold apart\b|\b(?:is|are|was|were|be) told\b|\bno rows?\b|\brows?\b|\bstands?\b|\bstood\b|\bfiled\b|\bon file\b|\b(?:as|is|are) read\b|\bread as\b|\b(?:is|are) no \w|\bpositive rate\b|\brate of success\b|\bdecisions in substance\b|\bleaves? room\b|\bpeculiar\b|\bsecond hand\b|\bledgers\b|\bdoors?\b|\bto be named\b|\bspeaks? of\b|\bhosts?\b|\bBeside it\b|\b(?:have|has|had|made) most\b/i;

const ONE_AND_MANY =
  /(?<![\d,.]|between |and )1 (?:new )?(?:asylum )?(?:applications|decisions|refugees|people|persons|cases|grants|substantive decisions)\b/;
const NOUN = "(?:new )?(?:asylum )?(?:application|decision|refugee|person|case|substantive decision)\\b(?!-)";
const MANY_AND_ONE = new RegExp(`(?<!\\d)(?:[02-9]|\\d[\\d,]*\\d) ${NOUN}|between \\S+ and \\d ${NOUN}`);

/** The rules that a sentence breaks, by name. */
export function faults(text: string): string[] {
  const rules: readonly (readonly [string, boolean])[] = [
    ["begins with a capital", /^[A-Z“]/.test(text)],
    ["ends with a full stop", /[^.]\.$/.test(text)],
    ["has single spaces and no space before a sign", !/\s\s|\s[,.;:)]|\(\s/.test(text)],
    ["has no doubled sign", !/,,|;;|::|,\.|;\.|,;|\.\.| ,|,:/.test(text)],
    ["has no value of a program", !/undefined|null|NaN|\[object|Infinity/.test(text)],
    ["has one thing in the singular", !ONE_AND_MANY.test(text)],
    ["has several in the plural", !MANY_AND_ONE.test(text)],
    ["has no article before a number", !/\b(?:a|an) (?:\d|between|at least)/.test(text)],
    ["repeats no word", !/\b([a-z]+) \1\b/.test(text)],
    ["balances brackets and quotation marks", isBalanced(text)],
    [
      "has verbs that agree",
      !/(?<![\d.,]|and )1 (?:refugee|person|decision|application)\b[^,.]* were (?!reported under)|(?:people|refugees) [^,.(]*\bwas (?:living|waiting)\b/.test(
        text
      )
    ],
    [
      "puts the article before names that take it",
      !/\b(?:in|from|and|of|by) (?:United |Netherlands|Philippines|Central African|Dominican Republic|Bahamas|Gambia)/.test(
        text
      )
    ],
    ["has no private word", !PRIVATE.test(text.replaceAll("Asylum Ledger", ""))],
    [
      "has no name that nobody prints",
      !/ & | - |\bUnknown\b(?<!“Unknown)|Stateless|\bTibetan\b(?! |s)|\(Burma\)/.test(text)
    ],
    ["has its source once", text.split(SOURCE).length === 2]
  ];
  return rules.flatMap(([name, holds]) => (holds ? [] : [name]));
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (depth < 0 || depth > 1) return false;
  }
  return depth === 0 && text.split("“").length === text.split("”").length;
}

export const brokenBy = ({short, full}: PrintedWords): string[] => [
  ...faults(short).map((name) => `short: ${name}: ${short}`),
  ...faults(full).map((name) => `full: ${name}: ${full}`)
];

/** The words of the first sentence, without its source in brackets, which has eight. */
export const wordsIn = (text: string): number => (text.split(SOURCE)[0] ?? "").trim().split(/\s+/).length;

/** A number as a reader takes it from a sentence. */
export interface Taken {
  readonly least: boolean;
  readonly lo: number;
  readonly hi: number;
}

const WITHOUT_NUMBERS =
  /(?:^|\b)(?:[Ii]n|[Aa]t the end of|[Ff]rom|to) (?:\d{4})\b(?: to \d{4})?|per 100,000|\d+ countries of (?:origin|asylum)/g;

/** The numbers of the first sentence, in their order; years and the source are not among them. */
export function numbersIn(text: string): Taken[] {
  const [first = ""] = text.split(SOURCE);
  const number = (digits: string | undefined) => Number((digits ?? "").replaceAll(",", ""));
  const N = "\\d[\\d,]*(?:\\.\\d+)?";
  const all = new RegExp(
    `(at least )?(?:between (?:less than )?(${N})%? and (${N})|(${N}) to (${N})(?= decision)|(?:less than )?(${N}))`,
    "g"
  );
  return [...first.replaceAll(WITHOUT_NUMBERS, "").matchAll(all)].map(([, least, lo, hi, from, to, one]) => ({
    least: least !== undefined,
    lo: number(lo ?? from ?? one),
    hi: number(hi ?? to ?? one)
  }));
}
