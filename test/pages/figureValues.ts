// What an address of a figure counts, computed for tests from the rows of the edition alone: no code of the pages, the explorer or
// the measures adds anything here, except what a status is.
import type {Edition} from "../../src/edition/edition.js";
import {ANY, applicationRows, decisionRows} from "../../src/edition/select.js";
import type {AskedFigure} from "../../src/figures/address.js";
import type {Places} from "../../src/measures/selection.js";
import {isWithoutParts, reader} from "../../src/measures/status.js";
import type {PublishedDecision} from "../../src/measures/status.js";
import type {ApplicationRow} from "../../src/measures/sums.js";

export interface Value {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

const MAIN = ["FI", "NA", "IN", "EO", "FA"];
const STAGE_OF: Readonly<Record<string, string>> = {
  ...{FI: "first", NA: "first", IN: "first", EO: "first", FA: "combined", AR: "appeal", JR: "appeal", RA: "repeat"},
  ...{SP: "other", TA: "other", TP: "other", TR: "other", CA: "other", BL: "backlog"}
};
const SUBSTANTIVE = ["refugee_status", "undivided", "complementary", "humanitarian", "temporary", "refused", "undivided_closed"]; // prettier-ignore
const POSITIVE = SUBSTANTIVE.slice(0, 5);
const COLUMNS = ["recognized", "other", "rejected", "closed"] as const;

/** UNHCR's rounding: decisions below 10 and other counts below 5 to the nearest multiple of 5. */
function bounds(value: number, isDecision: boolean): Value {
  if (value === 0) return {value, lo: 0, hi: 2};
  if (value === 5) return {value, lo: 3, hi: isDecision ? 7 : 5};
  if (value === 10 && isDecision) return {value, lo: 8, hi: 10};
  return {value, lo: value, hi: value};
}

function total(values: readonly Value[]): Value | null {
  if (!values.length) return null;
  const sum = {value: 0, lo: 0, hi: 0};
  for (const {value, lo, hi} of values) {
    sum.value += value;
    sum.lo += lo;
    sum.hi += hi;
  }
  return sum;
}

interface Pair {
  readonly year: number;
  readonly origin: string;
  readonly asylum: string;
}
interface Stock extends Pair {
  readonly refugees: number | null;
  readonly asylum_seekers: number | null;
}
type Years<Row> = Map<number, Row[]>;
/** Rows by country of asylum, by origin and in all, each by year. */
const byPlace = <Row extends Pair>(rows: readonly Row[]) => {
  const [asylum, origin, all] = [
    new Map<string, Years<Row>>(),
    new Map<string, Years<Row>>(),
    new Map<string, Years<Row>>()
  ];
  const put = (map: Map<string, Years<Row>>, code: string, row: Row) => {
    const years: Years<Row> = map.get(code) ?? new Map<number, Row[]>();
    map.set(code, years);
    const list = years.get(row.year);
    if (list) list.push(row);
    else years.set(row.year, [row]);
  };
  for (const row of rows) {
    put(asylum, row.asylum, row);
    put(origin, row.origin, row);
    put(all, "*", row);
  }
  return {rows, asylum, origin, all, regions: new Map<string, Years<Row>>()};
};

/** Answers addresses over one edition; null where the rows give no number. */
export function figureValues(edition: Edition): (figure: AskedFigure) => Value | null {
  const applications = byPlace(applicationRows(edition, ANY));
  const decisions = byPlace(decisionRows(edition, ANY));
  const {stocks: columns} = edition;
  const stocks = byPlace(
    Array.from(columns.year, (year, i): Stock => ({
      year,
      origin: columns.origin[i] as string,
      asylum: columns.asylum[i] as string,
      refugees: columns.refugees[i] ?? null,
      asylum_seekers: columns.asylum_seekers[i] ?? null
    }))
  );
  const read = reader(edition.rules);
  const atlas = new Map(edition.atlas.map((place) => [place.place, place]));
  const members = new Map<string, Edition["memberships"][number][]>();
  for (const one of edition.memberships) {
    const key = `${one.scheme} ${one.place}`;
    members.set(key, [...(members.get(key) ?? []), one]);
  }

  const takes = (places: Places) => (code: string, year: number) => {
    if (places.kind === "places") return places.codes.includes(code);
    if (places.kind === "all") return true;
    const place = atlas.get(code);
    if (places.scheme === "m49") return place?.region === places.code || place?.subregion === places.code;
    if (places.scheme === "bureau") return place?.bureau === places.code;
    return (members.get(`${places.code} ${code}`) ?? []).some(
      ({year_from, year_to}) => (year_from === null || year_from <= year) && (year_to === null || year <= year_to)
    );
  };
  type Table<Row extends Pair> = ReturnType<typeof byPlace<Row>>;
  /** The rows of each of some places, by year; those of a region are looked for once. */
  const inPlaces = <Row extends Pair>(table: Table<Row>, side: "asylum" | "origin", places: Places) => {
    if (places.kind === "all") return [table.all.get("*")];
    if (places.kind === "places") return places.codes.map((code) => table[side].get(code));
    const key = `${side} ${places.scheme} ${places.code}`;
    const isIn = takes(places);
    const years =
      table.regions.get(key) ??
      new Map(
        Array.from(table.all.get("*") ?? [], ([year, rows]) => [year, rows.filter((row) => isIn(row[side], year))])
      );
    table.regions.set(key, years);
    return [years];
  };
  const rowsOf = <Row extends Pair>(table: Table<Row>, {selection}: AskedFigure): Row[] => {
    const {asylums, origins, years} = selection;
    const side =
      asylums.kind === "places" || (asylums.kind === "region" && origins.kind !== "places") ? "asylum" : "origin";
    const [places, others] = side === "asylum" ? [asylums, origins] : [origins, asylums];
    const asked = Array.from({length: years[1] - years[0] + 1}, (_, i) => years[0] + i);
    const rows = inPlaces(table, side, places).flatMap((place) => asked.flatMap((year) => place?.get(year) ?? []));
    const [other, isIn] = [side === "asylum" ? ("origin" as const) : ("asylum" as const), takes(others)];
    const isLeftOut = (one: Places, code: string) => (one.kind !== "places" && one.but?.includes(code)) ?? false;
    return rows.filter(
      (row) => isIn(row[other], row.year) && !isLeftOut(asylums, row.asylum) && !isLeftOut(origins, row.origin)
    );
  };

  const isByType = ({year, asylum, type, level}: ApplicationRow) =>
    year >= 2006
      ? type === "N" || type === "NR"
      : asylum === "USA"
        ? type === "N"
        : type === "V" && MAIN.includes(level);
  const isNew = (row: ApplicationRow) => row.level === "TA" || isByType(row);
  // Countries and years whose new applications are at other levels alone.
  const main = new Set<string>();
  for (const row of applications.rows)
    if (isNew(row) && MAIN.includes(row.level)) main.add(`${row.asylum} ${row.year}`);
  const isListed = (row: ApplicationRow) =>
    isNew(row) && (MAIN.includes(row.level) || !main.has(`${row.asylum} ${row.year}`));

  const everWith = new Map<string, Map<string, Map<string, Set<number>>>>();
  const note = (table: string, {asylum, origin, year}: Pair, unit: string) => {
    const key = `${table} ${unit}`;
    const hosts = everWith.get(key) ?? new Map<string, Map<string, Set<number>>>();
    everWith.set(key, hosts);
    const origins = hosts.get(asylum) ?? new Map<string, Set<number>>();
    hosts.set(asylum, origins);
    origins.set(origin, (origins.get(origin) ?? new Set()).add(year));
  };
  for (const row of applications.rows) note("applications", row, row.unit);
  for (const row of stocks.rows)
    for (const kind of ["refugees", "asylum_seekers"] as const) if (row[kind] !== null) note(kind, row, "P");
  /** Two people for each origin that other years of a country name and these rows do not. */
  const unseen = (table: string, unit: string, rows: readonly Pair[]) => {
    const seen = new Map<string, {asylum: string; year: number; origins: Set<string>}>();
    for (const {asylum, year, origin} of rows) {
      const key = `${asylum} ${year}`;
      const one = seen.get(key) ?? {asylum, year, origins: new Set<string>()};
      seen.set(key, one);
      one.origins.add(origin);
    }
    let count = 0;
    for (const {asylum, year, origins} of seen.values())
      for (const [origin, years] of everWith.get(`${table} ${unit}`)?.get(asylum) ?? [])
        if (!origins.has(origin) && years.size > (years.has(year) ? 1 : 0)) count++;
    return 2 * count;
  };

  const stockValue = (figure: AskedFigure, kind: "refugees" | "asylum_seekers") => {
    const rows = rowsOf(stocks, figure).filter((row) => row[kind] !== null);
    const sum = total(rows.map((row) => bounds(row[kind] ?? 0, false)));
    const {origins} = figure.selection;
    return sum && origins.kind === "all" ? {...sum, hi: sum.hi + unseen(kind, "P", rows)} : sum;
  };

  const applicationValue = (figure: AskedFigure) => {
    const {selection} = figure;
    const {unit, levels, stages, types, authority, origins, asylums} = selection;
    const isWhole = types === "new" && levels === null && stages.length === 6 && figure.added !== "stages";
    const isPrinted = asylums.kind !== "places" && figure.added !== "own";
    const counted = (row: ApplicationRow) =>
      !isWhole
        ? stages.some((stage) => stage === STAGE_OF[row.level]) &&
          (levels?.includes(row.level) ?? true) &&
          (types === "all" || (types === "new" ? isNew(row) : types.includes(row.type)))
        : isPrinted
          ? isByType(row)
          : isListed(row);
    const rows = rowsOf(applications, figure).filter(
      (row) => row.unit === unit && (authority === "all" || row.authority === authority)
    );
    const own = rows.filter((row) => counted(row) && row.applications !== null);
    const sum = total(own.map((row) => bounds(row.applications ?? 0, false)));
    if (!sum || origins.kind !== "all") return sum;
    const named = rows.filter(isWhole ? (isPrinted ? isNew : isListed) : counted);
    return {...sum, hi: sum.hi + unseen("applications", unit, named)};
  };

  const decisionsIn = (figure: AskedFigure): PublishedDecision[] => {
    const {unit, levels, stages, authority} = figure.selection;
    const isWhole = levels === null && stages.length === 6 && figure.added !== "stages";
    return rowsOf(decisions, figure).filter(
      (row) =>
        row.unit === unit &&
        (authority === "all" || row.authority === authority) &&
        (isWhole
          ? MAIN.includes(row.level) && !(row.asylum === "USA" && row.level === "EO")
          : stages.some((stage) => stage === STAGE_OF[row.level]) && (levels?.includes(row.level) ?? true))
    );
  };
  const cells = (row: PublishedDecision) => {
    const {status, unused} = read(row);
    return COLUMNS.flatMap((column) => {
      const published = row[column];
      if (published === null || isWithoutParts(row)) return [];
      const count = published === 0 && unused.includes(column) ? {value: 0, lo: 0, hi: 0} : bounds(published, true);
      return [{column, status: status[column], count}];
    });
  };
  const ofRow = new Map<PublishedDecision, ReturnType<typeof cells>>();
  const cellsOf = (row: PublishedDecision) => {
    const kept = ofRow.get(row) ?? cells(row);
    ofRow.set(row, kept);
    return kept;
  };
  const sumOf = (rows: readonly PublishedDecision[], wanted: (cell: ReturnType<typeof cellsOf>[number]) => boolean) =>
    total(rows.flatMap((row) => cellsOf(row).filter(wanted)).map(({count}) => count)) ??
    (rows.length ? {value: 0, lo: 0, hi: 0} : null);
  const decisionValue = (figure: AskedFigure) => {
    const {cell} = figure;
    const isPublished = figure.selection.definition === "published";
    return sumOf(decisionsIn(figure), ({column, status}) => {
      if (cell === "protection") return POSITIVE.includes(status);
      if (cell === "recognized_or_other") return column === "recognized" || column === "other";
      if (cell === null) return isPublished ? column !== "closed" : SUBSTANTIVE.includes(status);
      return (isPublished ? column : status) === cell;
    });
  };

  // Grants are reported at one level and refusals at another: these decisions are in no rate.
  const isSplit = ({asylum, year}: Pair) =>
    (asylum === "JPN" && year >= 2021 && year <= 2025) || (asylum === "ISR" && year >= 2015 && year <= 2017);
  const rateValue = (figure: AskedFigure): Value | null => {
    const {definition} = figure.selection;
    const rows = decisionsIn(figure).filter((row) => !isSplit(row));
    const isIn =
      definition === "positive"
        ? ({status}: {status: string}) => POSITIVE.includes(status)
        : definition === "refugee_status"
          ? ({status}: {status: string}) => status === "refugee_status"
          : ({column}: {column: string}) =>
              column === "recognized" || (definition === "unhcr_protection" && column === "other");
    const isOf =
      definition === "positive" || definition === "refugee_status"
        ? ({status}: {status: string}) => SUBSTANTIVE.includes(status)
        : ({column}: {column: string}) => column !== "closed";
    const [numerator, ground] = [sumOf(rows, isIn), sumOf(rows, isOf)];
    return numerator && ground && ground.value > 0
      ? {value: numerator.value / ground.value, lo: numerator.value, hi: ground.value}
      : null;
  };

  return (figure) => {
    switch (figure.selection.measure) {
      case "applications":
        return applicationValue(figure);
      case "decisions":
        return decisionValue(figure);
      case "rate":
        return rateValue(figure);
      default:
        return stockValue(figure, figure.selection.measure);
    }
  };
}
