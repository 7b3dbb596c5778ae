// Answers whether a figure has changed: parses what a reader pasted (a card's address, an explorer address, or numbers with words)
// and compares it with one small file. Pure functions: the page's script passes the text in and shows the answer as text.
import {editionDate} from "../../words/editionDate.js";
import type {ApplicationType, Authority, Level, Unit} from "../../measures/codes.js";
import {matchesApplication, matchesDecision, matchesStock} from "../../measures/matches.js";
import type {Regions} from "../../measures/matches.js";
import {parseSelection} from "../../measures/selection.js";
import type {RevisedTable} from "../../measures/revisions.js";
import {editionIn, figures, inTime, listed, missing, reach, theEdition, unknown, unpack} from "./checkList.js";
import type {Answer, CheckList, Line} from "./checkList.js";
import {LONGEST} from "./longest.js";
import {wordsAnswer} from "./textAnswer.js";

/** The answer to what a reader pasted. Never throws for any text. */
export function answerTo(checkList: CheckList, pasted: string): Answer {
  const text = pasted.slice(0, LONGEST).trim();
  if (text === "")
    return unknown("Nothing was entered.", [
      "Paste an address of this site, or a number with the countries and the year."
    ]);
  const figure = /(?:editions\/([\w-]{1,40})\/)?figures\/([a-z0-9_-]{1,300})/i.exec(text);
  if (figure) return figureAnswer(checkList, figure[2]?.toLowerCase() ?? "", figure[1] ?? editionIn(text));
  const question = /(?:explorer|figure)(?:\.html)?[?#]([^\s#]*)/i.exec(text);
  if (question) return explorerAnswer(checkList, question[1] ?? "");
  return wordsAnswer(checkList, text);
}

// ------------------------------------------------------------------------------------------- a card's address

const shown = (value: string | null | undefined) => value ?? "no such figure";

function figureAnswer(checkList: CheckList, path: string, edition: string | null): Answer {
  const figure = Object.hasOwn(checkList.figures, path) ? checkList.figures[path] : undefined;
  if (!figure)
    return {
      ...wordsAnswer(checkList, path.replaceAll("-", " ").toUpperCase()),
      finding: `No page prints the figure at this address now, so it has no source card. ${reach(checkList)}`
    };
  const [name, ...values] = figure;
  const now = values[checkList.kept.indexOf(checkList.current)] ?? null;
  const link: Line = {words: `Source card of the latest figure: ${name}`, href: `figures/${path}`};
  return edition === null
    ? inEveryEdition(checkList, path, {values, now, link})
    : inOneEdition(checkList, path, {edition, values, now, link});
}

interface FigureValues {
  readonly values: readonly (string | null)[];
  /** Its number in the current edition. */
  readonly now: string | null;
  readonly link: Line;
}

function inOneEdition(
  checkList: CheckList,
  path: string,
  {edition, values, now, link}: FigureValues & {readonly edition: string}
): Answer {
  const {kept, current} = checkList;
  const at = kept.indexOf(edition);
  if (at < 0)
    return unknown(missing(checkList, edition), [`In ${theEdition(current)} the figure is ${shown(now)}.`, link]);
  if (edition === current)
    return {
      verdict: "unchanged",
      finding: `Unchanged: ${theEdition(edition)} is the latest, and the figure is ${shown(now)}.`,
      lines: [link]
    };
  const then = values[at] ?? null;
  const lines = [link, {words: `Source card in ${theEdition(edition)}`, href: `editions/${edition}/figures/${path}`}];
  return then === now
    ? {
        verdict: "unchanged",
        finding: `Unchanged: ${shown(now)} in ${theEdition(edition)} and in the latest, of ${editionDate(current)}.`,
        lines
      }
    : {
        verdict: "changed",
        finding: `Changed: ${shown(then)} in ${theEdition(edition)}, ${shown(now)} in the latest, of ${editionDate(current)}.`,
        lines
      };
}

function inEveryEdition(checkList: CheckList, path: string, {values, now, link}: FigureValues): Answer {
  const {kept, current} = checkList;
  const differing = kept.filter((_, i) => values[i] !== now);
  if (differing.length)
    return {
      verdict: "changed",
      finding: `Changed: the figure is ${shown(now)} in the latest edition, of ${editionDate(current)}. It was different before.`,
      lines: [
        ...differing.map((id) => ({
          words: `In ${theEdition(id)}: ${shown(values[kept.indexOf(id)])}`,
          href: `editions/${id}/figures/${path}`
        })),
        link
      ]
    };
  const where =
    kept.length === 1
      ? `${theEdition(current)}, the only one we keep`
      : kept.length === 2
        ? "both editions we keep"
        : `each of the ${kept.length} editions we keep`;
  return {
    verdict: "unchanged",
    finding: `Unchanged: ${shown(now)} in ${where}.`,
    lines: [link, {words: reach(checkList)}]
  };
}

// ----------------------------------------------------------------------------------------- the explorer's address

function explorerAnswer(checkList: CheckList, query: string): Answer {
  const given = new URLSearchParams(query);
  const edition = given.get("edition");
  for (const own of ["edition", "shown", "sort", "find", "cell"]) given.delete(own);
  const {revised, problems} = revisedBehind(checkList, given, edition);
  const isKept = edition === null || checkList.kept.includes(edition);
  const asked: Line = {words: "Ask the same question of the latest edition", href: `explorer?${given.toString()}`};
  const ignored = problems.map(({key, value}) => ({words: `We ignored “${key}=${value}” in the address.`}));
  const since = edition === null ? "between the editions we keep" : `since ${theEdition(edition)}`;
  const missed = isKept ? [] : [{words: missing(checkList, edition)}];
  if (!revised.length)
    return {
      verdict: isKept ? "unchanged" : "unknown",
      finding: !checkList.pairs.length
        ? isKept
          ? `We know of no revision of the figures behind this question. ${reach(checkList)}`
          : missing(checkList, edition)
        : `No figure behind this question was revised ${since}.`,
      lines: [...(checkList.pairs.length ? [...missed, {words: reach(checkList)}] : []), asked, ...ignored]
    };
  return {
    verdict: "changed",
    finding: `${figures(revised.length)} behind this question ${revised.length === 1 ? "was" : "were"} revised ${since}.`,
    lines: [...missed, ...listed(checkList, revised), asked, ...ignored]
  };
}

/** The revised figures that a question to the explorer adds up, those after `edition` alone; and what of the question was not understood. */
function revisedBehind(checkList: CheckList, given: URLSearchParams, edition: string | null) {
  const codes = new Map(checkList.places.map((place) => [place[0] ?? "", place]));
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
  const revised = checkList.revisions
    .map((line) => unpack(checkList, line))
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
  return {revised, problems};
}
