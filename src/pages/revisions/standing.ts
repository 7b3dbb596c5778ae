// Whether a printed figure still stands: reads what a reader pasted (a card's address, the explorer's, or numbers with words) and
// answers from one small file. Pure: the page's script hands over the text and shows the answer, as text.
import {LEVELS, UNITS} from "../../measures/codes.js";
import type {ApplicationType, Authority, Level, Unit} from "../../measures/codes.js";
import {matchesApplication, matchesDecision, matchesStock} from "../../measures/matches.js";
import {parseSelection} from "../../measures/selection.js";
import type {Regions} from "../../measures/matches.js";
import type {Revision, RevisedTable} from "../../measures/revisions.js";

/** The built file. */
export interface Standing {
  readonly current: string;
  /** The editions kept, the oldest first. */
  readonly kept: readonly string[];
  /** Editions laid beside each other, before and after. */
  readonly pairs: readonly (readonly [before: string, after: string])[];
  /** By the last part of a card's address: its name, and its number in each edition kept; null where that edition has none. */
  readonly figures: Readonly<Record<string, readonly [name: string, ...(string | null)[]]>>;
  /** Code, M49 region, subregion, bureau, name, then other names. */
  readonly places: readonly (readonly string[])[];
  /** One line a cell: see `packRevision`. */
  readonly revisions: readonly string[];
}

const TABLES = {a: "applications", d: "decisions", s: "stocks"} as const satisfies Record<string, RevisedTable>;
const CHANGES = {c: "changed", a: "added", g: "gone"} as const satisfies Record<string, Revision["change"]>;
const keyOf = <T extends string>(codes: Readonly<Record<string, T>>, value: T): string =>
  Object.keys(codes).find((key) => codes[key] === value) ?? "";

/** A cell as one line: table, number of its pair, host, origin, year, authority, type, level, unit, change, column, before, after. */
export function packRevision(revision: Revision, pair: number): string {
  const {table, asylum, origin, year, authority, type, level, unit, change, column, before, after} = revision;
  return [
    keyOf(TABLES, table),
    pair,
    asylum,
    origin,
    year,
    authority ?? "-",
    type ?? "-",
    level ?? "-",
    unit ?? "-",
    keyOf(CHANGES, change),
    column,
    before ?? "-",
    after ?? "-"
  ].join(" ");
}

interface Unpacked extends Revision {
  readonly edition_before: string;
  readonly edition: string;
}

function unpack({pairs}: Standing, line: string): Unpacked {
  const [table = "", pair = "", asylum = "", origin = "", year = "", ...rest] = line.split(" ");
  const [authority = "", type = "", level = "", unit = "", change = "", column = "", before = "", after = ""] = rest;
  const given = (text: string) => (text === "-" ? null : text);
  const count = (text: string) => (text === "-" ? null : Number(text));
  const [from = "", to = ""] = pairs[Number(pair)] ?? [];
  return {
    table: TABLES[table as keyof typeof TABLES],
    edition_before: from,
    edition: to,
    asylum,
    origin,
    year: Number(year),
    authority: given(authority),
    type: given(type),
    level: given(level),
    unit: given(unit),
    change: CHANGES[change as keyof typeof CHANGES],
    column,
    before: count(before),
    after: count(after)
  };
}

export interface Line {
  readonly words: string;
  /** Below the site's root. */
  readonly href?: string;
}

export interface Answer {
  /** stands: unchanged as far as the account goes; changed; or untold: it cannot be said from here. */
  readonly verdict: "stands" | "changed" | "untold";
  readonly finding: string;
  readonly lines: readonly Line[];
}

/** What is read of a text that is longer is its beginning. */
const LONGEST = 2000;
const MOST_LINES = 12;
const number = new Intl.NumberFormat("en");
const inTime = (a: string, b: string) => a.localeCompare(b, "en", {numeric: true});

/** The answer to what a reader pasted. Never throws for any text. */
export function standingOf(standing: Standing, pasted: string): Answer {
  const text = pasted.slice(0, LONGEST).trim();
  if (text === "")
    return untold("Nothing was given.", [
      "Paste an address of this site, or a number with the countries and the year."
    ]);
  const figure = /(?:editions\/([\w-]{1,40})\/)?figures\/([a-z0-9_-]{1,300})/i.exec(text);
  if (figure) return figureAnswer(standing, figure[2]?.toLowerCase() ?? "", figure[1] ?? editionIn(text));
  const question = /explorer(?:\.html)?\?([^\s#]*)/i.exec(text);
  if (question) return explorerAnswer(standing, question[1] ?? "");
  return wordsAnswer(standing, text);
}

function untold(finding: string, lines: readonly (string | Line)[] = []): Answer {
  return {verdict: "untold", finding, lines: lines.map((line) => (typeof line === "string" ? {words: line} : line))};
}

function editionIn(text: string): string | null {
  return /\bedition[=\s]+(\d{4}-\d\d-\d\d(?:-\d+)?)/i.exec(text)?.[1] ?? null;
}

/** What an account can say at all, where it has nothing to say of the matter. */
function reach({pairs, kept, current}: Standing): string {
  const first = pairs[0];
  if (!first)
    return `There is no earlier edition than ${kept[0] ?? current} to compare with: nothing can be told of what was published before it.`;
  return `The account begins with edition ${first[0]} and ends with ${current}.`;
}

function missing(standing: Standing, edition: string): string {
  return `Edition ${edition.slice(0, 40)} is not kept here. Kept: ${standing.kept.join(", ")}.`;
}

// ------------------------------------------------------------------------------------------- a card's address

function figureAnswer(standing: Standing, path: string, edition: string | null): Answer {
  const figure = Object.hasOwn(standing.figures, path) ? standing.figures[path] : undefined;
  if (!figure)
    return {
      ...wordsAnswer(standing, path.replaceAll("-", " ").toUpperCase()),
      finding: `No page prints the figure of this address now, so it has no card. ${reach(standing)}`
    };
  const [name, ...values] = figure;
  const now = values[standing.kept.indexOf(standing.current)] ?? null;
  const link: Line = {words: `Its card now: ${name}`, href: `figures/${path}`};
  const shown = (value: string | null | undefined) => value ?? "no such figure";
  if (edition !== null) {
    const at = standing.kept.indexOf(edition);
    if (at < 0)
      return untold(missing(standing, edition), [`In edition ${standing.current} the figure is ${shown(now)}.`, link]);
    const then = values[at] ?? null;
    const dated: Line = {words: `Its card in edition ${edition}`, href: `editions/${edition}/figures/${path}`};
    if (edition === standing.current)
      return {
        verdict: "stands",
        finding: `It stands: edition ${edition} is the current one, and the figure is ${shown(now)}.`,
        lines: [link]
      };
    return then === now
      ? {
          verdict: "stands",
          finding: `It stands: ${shown(now)} in edition ${edition} and in the current one, ${standing.current}.`,
          lines: [link, dated]
        }
      : {
          verdict: "changed",
          finding: `It has changed: ${shown(then)} in edition ${edition}, ${shown(now)} in the current one, ${standing.current}.`,
          lines: [link, dated]
        };
  }
  const differing = standing.kept.filter((_, i) => values[i] !== now);
  return differing.length
    ? {
        verdict: "changed",
        finding: `The figure is ${shown(now)} in the current edition, ${standing.current}, and was another in an earlier one.`,
        lines: [
          ...differing.map((id) => ({
            words: `Edition ${id}: ${shown(values[standing.kept.indexOf(id)])}`,
            href: `editions/${id}/figures/${path}`
          })),
          link
        ]
      }
    : {
        verdict: "stands",
        finding: `It stands: ${shown(now)} in ${standing.kept.length === 1 ? `edition ${standing.current}, the only one kept` : `each of the ${standing.kept.length} editions kept`}.`,
        lines: [link, {words: reach(standing)}]
      };
}

// ----------------------------------------------------------------------------------------- the explorer's address

function explorerAnswer(standing: Standing, query: string): Answer {
  const given = new URLSearchParams(query);
  const edition = given.get("edition");
  for (const own of ["edition", "shown", "sort", "find"]) given.delete(own);
  const codes = new Map(standing.places.map((place) => [place[0] ?? "", place]));
  const {selection, problems} = parseSelection(given, {place: (code) => codes.has(code)});
  const regions = (code: string): Regions | null => {
    const place = codes.get(code);
    return place ? {region: place[1] || null, subregion: place[2] || null, bureau: place[3] || null} : null;
  };
  const table: RevisedTable =
    selection.measure === "applications"
      ? "applications"
      : selection.measure === "decisions" || selection.measure === "rate"
        ? "decisions"
        : "stocks";
  const [applied, decided, counted] = [
    matchesApplication(selection, regions),
    matchesDecision(selection, regions),
    matchesStock(selection, regions)
  ];
  const known = edition === null || standing.kept.includes(edition);
  const revised = standing.revisions
    .map((line) => unpack(standing, line))
    .filter((revision) => {
      if (revision.table !== table) return false;
      if (edition !== null && inTime(revision.edition, edition) <= 0) return false;
      if (table === "stocks") return revision.column === selection.measure && counted(revision);
      const row = {
        ...revision,
        authority: revision.authority as Authority,
        level: revision.level as Level,
        unit: revision.unit as Unit,
        type: (revision.type ?? "NA") as ApplicationType,
        applications: null
      };
      return table === "applications" ? applied(row) : decided(row);
    });
  const asked: Line = {words: "The same question of the current edition", href: `explorer?${given.toString()}`};
  const dropped = problems.map(({key, value}) => ({words: `Not understood in the address: ${key} ${value}`}));
  const since = edition === null ? "since the first edition on account" : `since edition ${edition.slice(0, 40)}`;
  const missed = known ? [] : [{words: missing(standing, edition)}];
  if (!standing.pairs.length)
    return {
      verdict: known ? "stands" : "untold",
      finding: known
        ? `Nothing behind it was revised as far as is known. ${reach(standing)}`
        : missing(standing, edition),
      lines: [asked, ...dropped]
    };
  if (!revised.length)
    return {
      verdict: known ? "stands" : "untold",
      finding: `No row behind it was revised ${since}.`,
      lines: [...missed, {words: reach(standing)}, asked, ...dropped]
    };
  return {
    verdict: "changed",
    finding: `${number.format(revised.length)} ${revised.length === 1 ? "cell" : "cells"} of the rows behind it ${revised.length === 1 ? "was" : "were"} revised ${since}.`,
    lines: [...missed, ...listed(standing, revised), asked, ...dropped]
  };
}

// ---------------------------------------------------------------------------------------- numbers with words

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/** The places that a text names, by code or by a name, in the order in which it names them; and the text without their names. */
function placesIn({places}: Standing, text: string): {codes: string[]; rest: string} {
  // The longest names first, so that Guinea-Bissau is not Guinea.
  const names = places
    .flatMap(([code = "", , , , ...names]) => names.map((name) => ({code, name: plain(name)})))
    .filter(({name}) => name.length > 2)
    .sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
  const at = new Map<string, number>();
  const named = text.replace(/\b[A-Z]{3}\b/g, (code, index: number) => {
    if (!places.some(([each]) => each === code)) return code;
    at.set(code, Math.min(at.get(code) ?? Infinity, index));
    return "   ";
  });
  let words = ` ${plain(named)} `;
  for (const {code, name} of names) {
    const found = words.indexOf(name);
    if (found < 0 || /[\p{L}\p{N}]/u.test(words[found - 1] ?? "")) continue;
    // "Eritrea" is found in "Eritreans", as a name may take an ending; a short one may not.
    const ending = /^\p{L}*/u.exec(words.slice(found + name.length))?.[0].length ?? 0;
    if (ending > (name.length > 4 ? 3 : 0)) continue;
    at.set(code, Math.min(at.get(code) ?? Infinity, found - 1));
    const end = found + name.length + ending;
    words = words.slice(0, found) + " ".repeat(end - found) + words.slice(end);
  }
  return {codes: [...at].sort(([, a], [, b]) => a - b).map(([code]) => code), rest: words};
}

function wordsAnswer(standing: Standing, text: string): Answer {
  const edition = editionIn(text);
  const {codes: named, rest} = placesIn(standing, text.replace(/\bedition[=\s]+\d{4}-\d\d-\d\d(?:-\d+)?/gi, " "));
  const codes = new Set(named);
  const found = [...rest.matchAll(/\d{1,3}(?:[,.\u00a0\u202f' ]\d{3})+(?!\d)|\d+/g)].map(([digits]) => digits);
  const years = new Set<number>();
  const numbers = new Set<number>();
  for (const digits of found) {
    const value = Number(digits.replace(/\D/g, ""));
    if (/^(?:19|20)\d\d$/.test(digits)) years.add(value);
    else if (value <= Number.MAX_SAFE_INTEGER) numbers.add(value);
  }
  for (const [, from, to] of rest.matchAll(/((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)/g))
    for (let year = Number(from); year <= Number(to); year++) years.add(year);
  if (!codes.size && !numbers.size)
    return untold("No country and no number was found in this.", [
      "Give a number with the countries and the year, for example: 13,404 Haiti Canada 2025.",
      "Or paste the address of a figure's card or of a question to the explorer."
    ]);
  const touching = standing.revisions
    .map((line) => unpack(standing, line))
    .filter(
      ({origin, asylum, year, edition: after}) =>
        (codes.size === 0 ||
          (codes.size === 1 ? codes.has(origin) || codes.has(asylum) : codes.has(origin) && codes.has(asylum))) &&
        (years.size === 0 || years.has(year)) &&
        (edition === null || inTime(after, edition) > 0)
    );
  const cards = Object.entries(standing.figures)
    .filter(([, [, ...values]]) =>
      values.some((value) => value !== null && numbers.has(Number(/^[\d,]+/.exec(value)?.[0].replaceAll(",", ""))))
    )
    .slice(0, 6)
    .map(([path, [name]]) => ({words: `A card with this number: ${name}`, href: `figures/${path}`}));
  const [first, second] = named;
  // As it is written: "Haiti in Canada", "PRK RUS".
  const query = [
    ...(named.length === 2 ? [`origin=${first ?? ""}`, `asylum=${second ?? ""}`] : []),
    ...(named.length === 1 ? [`asylum=${first ?? ""}`] : []),
    ...(years.size ? [`years=${Math.min(...years)}-${Math.max(...years)}`] : [])
  ];
  const asked: Line = {words: "The rows themselves, in the explorer", href: `explorer?${query.join("&")}`};
  const missed = edition === null || standing.kept.includes(edition) ? [] : [{words: missing(standing, edition)}];
  const was = touching.filter(({before}) => before !== null && numbers.has(before));
  const is = touching.filter(({after, before}) => after !== null && before !== after && numbers.has(after));
  if (was.length)
    return {
      verdict: "changed",
      finding: `${was.length === 1 ? "A cell" : `${number.format(was.length)} cells`} with this number ${was.length === 1 ? "was" : "were"} revised.`,
      lines: [...missed, ...listed(standing, was), ...cards, asked]
    };
  if (is.length)
    return {
      verdict: "stands",
      finding: `This number is what a revised cell holds now; before, it held another.`,
      lines: [...missed, ...listed(standing, is), ...cards, asked]
    };
  if (touching.length)
    return {
      verdict: numbers.size ? "untold" : "changed",
      finding: numbers.size
        ? `No revised cell held this number by itself, but ${number.format(touching.length)} ${touching.length === 1 ? "cell" : "cells"} that it may be a sum of were revised.`
        : `${number.format(touching.length)} ${touching.length === 1 ? "cell was" : "cells were"} revised.`,
      lines: [...missed, ...listed(standing, touching), ...cards, asked]
    };
  return {
    verdict: missed.length ? "untold" : "stands",
    finding: `No row of this was revised${edition === null ? "" : ` since edition ${edition}`}: what was printed from it stands. Whether the number is one of its rows, the explorer shows.`,
    lines: [...missed, {words: reach(standing)}, ...cards, asked]
  };
}

/** Cells in words, the largest differences first; how many more there are is said. */
function listed(standing: Standing, revised: readonly Unpacked[]): Line[] {
  const names = new Map(standing.places.map((place) => [place[0] ?? "", place[4] ?? ""]));
  const sorted = [...revised].sort(
    (a, b) => Math.abs((b.after ?? 0) - (b.before ?? 0)) - Math.abs((a.after ?? 0) - (a.before ?? 0))
  );
  const lines = sorted
    .slice(0, MOST_LINES)
    .map((revision) => ({words: revisionWords(revision, (code) => names.get(code) ?? code)}));
  const more = sorted.length - lines.length;
  return more > 0
    ? [...lines, {words: `and ${number.format(more)} more, all in the table revisions`, href: "data#files"}]
    : lines;
}

/** One revised cell in words. */
export function revisionWords(revision: Unpacked, name: (code: string) => string): string {
  const {table, origin, asylum, year, level, unit, authority, type, change, column, before, after} = revision;
  const shown = (value: number | null) => (value === null ? "empty" : number.format(value));
  const row = [
    ...(level === null ? [] : [`level ${level} (${LEVELS[level as Level]})`]),
    ...(type === null ? [] : [`type ${type}`]),
    ...(authority === null || authority === "G" ? [] : [`authority ${authority}`]),
    ...(unit === null ? [] : [UNITS[unit as Unit]])
  ];
  const cell =
    table === "applications" ? "applications" : table === "stocks" ? column.replaceAll("_", " ") : `“${column}”`;
  const moved =
    change === "added"
      ? `a row was added, ${cell} ${shown(after)}`
      : change === "gone"
        ? `the row is gone, ${cell} was ${shown(before)}`
        : `${cell} ${shown(before)}, then ${shown(after)}`;
  return `${name(origin)} in ${name(asylum)}, ${year}${row.length ? `, ${row.join(", ")}` : ""}: ${moved} (edition ${revision.edition})`;
}
