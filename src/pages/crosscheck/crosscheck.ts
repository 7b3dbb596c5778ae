// The page on the two ledgers, UNHCR's and Eurostat's: everything on it is computed from the edition while the page is built.
import {ascending, group, max, range} from "d3";
import {formatNumber} from "../../words/numbers.js";
import {lollipops} from "../../charts/lollipops.js";
import {plate} from "../../charts/plate.js";
import {countCell, element, scrolling} from "../../html/table.js";
import {classesTable, comparedTable, signed} from "./twoLedgers.js";
import {headlinesTable} from "./headlines.js";
import {wordsTable} from "../../html/wordsTable.js";
import {add, sum, ZERO} from "../../measures/bounds.js";
import type {Count} from "../../measures/bounds.js";
import {byClass, CLASS_WORDS, crosscheck, CROSSCHECK_CLASSES} from "../../measures/crosscheck.js";
import type {Compared, Crosscheck, EurostatRow} from "../../measures/crosscheck.js";
import {COLUMNS} from "../../measures/codes.js";
import {genevaStatus} from "../../measures/eurostat.js";
import {cell, reader} from "../../measures/status.js";
import {stageOf} from "../../measures/sums.js";
import type {Edition} from "../../edition/edition.js";
import {ANY, applicationRows, decisionRows} from "../../edition/select.js";

/** How many of the largest differences stand in the page's list, and in that of each host. */
const LARGEST = 20;
const LARGEST_OF_HOST = 3;

/** The comparison of an edition's two ledgers; null where it has no tables of Eurostat. */
export function crosscheckOf(edition: Edition): Crosscheck | null {
  const {year, origin, asylum, applicant, applications, aggregate} = edition.eurostat.applications;
  if (!year.length) return null;
  const eurostat: EurostatRow[] = [];
  for (let i = 0; i < year.length; i++)
    if (!aggregate[i])
      eurostat.push({
        year: year[i] as number,
        origin: origin[i] as string,
        asylum: asylum[i] as string,
        applicant: applicant[i] as EurostatRow["applicant"],
        applications: applications[i] ?? null
      });
  const hosts = [...new Set(eurostat.map((row) => row.asylum))];
  const years = eurostat
    .map((row) => row.year)
    .reduce<[number, number]>(([a, b], y) => [Math.min(a, y), Math.max(b, y)], [9999, 0]);
  return crosscheck(applicationRows(edition, {...ANY, asylum: hosts, years: [years]}), eurostat);
}

type Sums = Pick<Compared, "unhcr_new" | "unhcr_all" | "eurostat_first_time" | "eurostat_all" | "difference">;

/** Comparisons added. Rows that one of the two lacks add nothing to its side. */
function added(rows: readonly Compared[]): Sums {
  const of = (pick: (row: Compared) => Count | null) => sum(rows.map(pick));
  const [unhcr_new, first] = [of((row) => row.unhcr_new), of((row) => row.eurostat_first_time)];
  return {
    unhcr_new,
    unhcr_all: of((row) => row.unhcr_all),
    eurostat_first_time: first,
    eurostat_all: of((row) => row.eurostat_all),
    difference: (unhcr_new?.value ?? 0) - (first?.value ?? 0)
  };
}

/** The last year of each publisher's tables: no comparison is made of later ones. */
function lastYears({applications, eurostat}: Edition, compared: number): string {
  const [unhcr, applicants] = [applications.year, eurostat.applications.year].map(
    (years) => max(Array.from(years)) ?? compared
  );
  const decisions = max(eurostat.decisions, ({year}) => year);
  return (
    `Eurostat’s tables of applicants here end in ${applicants ?? compared}${decisions === undefined ? "" : `, and those of decisions in ${decisions}`}; UNHCR’s figures go on to ${unhcr ?? compared}. ` +
    "Each year compared is whole. Later years cannot be compared here."
  );
}

/** The drawings of the page, by the names of their directives. */
export function crosscheckDrawings(edition: Edition, document: Document): Readonly<Record<string, () => Element[]>> {
  const make = (name: string, attributes: Record<string, string>, ...contents: (string | Node)[]) =>
    element(document, name, attributes, ...contents);
  const name = (code: string) => edition.places.get(code) ?? code;
  let done: Crosscheck | null | undefined;
  const compared = (draw: (found: Crosscheck) => Element[]) => () => {
    done ??= crosscheckOf(edition);
    return done
      ? draw(done)
      : [make("p", {}, "This edition has no tables of Eurostat’s: there is nothing to compare.")];
  };
  const pair = ({origin, asylum, year}: Compared) => `${name(origin)} in ${name(asylum)}, ${year}`;

  return {
    "crosscheck-finding": compared(({rows, years, hosts, empty}) => {
      const classes = byClass(rows);
      const left = classes.unexplained;
      return [
        make(
          "p",
          {class: "finding"},
          `Of ${formatNumber(rows.length)} comparisons of one origin in one of ${hosts.length} hosts in one year, ${years.join("–")}, ` +
            `${formatNumber(classes.agrees.rows)} agree within the bounds of both publishers’ rounding; ${formatNumber(left.rows)} differ for no reason found here.`
        ),
        make(
          "p",
          {},
          `Another ${formatNumber(empty)} combinations are 0 or have no entry in both, and are not a comparison.`
        ),
        make("p", {}, lastYears(edition, years[1]))
      ];
    }),

    "crosscheck-headlines": compared(() => [headlinesTable(edition, document)]),

    "crosscheck-classes": compared(({rows}) => [
      classesTable(byClass(rows), {
        document,
        id: "crosscheck-classes",
        caption: "Comparisons by class, the first that holds"
      })
    ]),

    "crosscheck-years": compared(({rows, hosts}) => {
      // The same hosts and years on both sides: persons, and first-time applicants given.
      const both = new Set(
        rows
          .filter((row) => row.eurostat_first_time !== null && row.unhcr_new !== null && row.class !== "unit")
          .map((row) => `${row.asylum} ${row.year}`)
      );
      const byYear = [
        ...group(
          rows.filter((row) => both.has(`${row.asylum} ${row.year}`) && row.class !== "unit"),
          (row) => row.year
        )
      ]
        .map(([year, some]) => ({year, ...added(some)}))
        .sort((a, b) => a.year - b.year);
      const widest = byYear.reduce((a, b) => (Math.abs(b.difference) > Math.abs(a.difference) ? b : a));
      const sentence =
        `The two are furthest apart in ${widest.year}: UNHCR has ${formatNumber(widest.unhcr_new?.value ?? 0)} new applications, ` +
        `Eurostat ${formatNumber(widest.eurostat_first_time?.value ?? 0)} first-time applicants, a difference of ${signed(widest.difference)}.`;
      return [
        plate(
          {
            id: "crosscheck-years",
            made: "/code/pages/crosscheck/crosscheck#crosscheck-years",
            title: "New applications and first-time applicants",
            unit: `Persons, the years and hosts that both publishers report, of ${hosts.length} hosts of Eurostat’s`,
            draw: (options) =>
              lollipops(
                [
                  {
                    name: "UNHCR, new applications; Eurostat, first-time applicants",
                    years: byYear.map(({year, unhcr_new}) => ({year, count: unhcr_new ?? "no row"})),
                    reported: byYear.map(({year, eurostat_first_time}) => ({
                      year,
                      value: eurostat_first_time?.value ?? 0
                    }))
                  }
                ],
                {...options, label: sentence}
              ),
            notes: [
              {
                sign: "persons",
                term: "UNHCR",
                text: "New applications (N and NR) at first instance, and at first instance and appeal combined."
              },
              {
                sign: "reported",
                term: "Eurostat",
                text: "First-time applicants: persons who had never applied in that country."
              }
            ],
            source:
              "UNHCR, Refugee Population Statistics Database; Eurostat, migr_asyappctza. A host and year counts where both have it in persons.",
            counted: [sentence],
            table: comparedTable(
              byYear.map((row) => ({...row, name: String(row.year)})),
              {
                document,
                id: "crosscheck-years-rows",
                caption: "Both ledgers by year, the hosts that both report added",
                first: "Year"
              }
            )
          },
          {document}
        ),
        make("p", {class: "finding"}, sentence)
      ];
    }),

    "crosscheck-largest": compared(({rows}) => [
      comparedTable(
        rows
          .filter((row) => row.class === "unexplained")
          .slice(0, LARGEST)
          .map((row) => ({...row, name: pair(row)})),
        {
          document,
          id: "crosscheck-largest",
          caption: `The ${LARGEST} largest differences that no class explains`,
          first: "Origin, host, year"
        }
      )
    ]),

    "crosscheck-geneva": () => {
      const read = reader(edition.rules);
      const undivided = new Map<string, Count>();
      const hosts = new Set(edition.eurostat.decisions.map(({asylum}) => asylum));
      for (const row of decisionRows(edition, {...ANY, asylum: [...hosts], unit: ["P"]})) {
        if (stageOf(row.level) !== "first") continue;
        const reading = read(row);
        for (const column of COLUMNS) {
          const count = reading.status[column] === "undivided" ? cell(row, column, reading) : null;
          const key = `${row.asylum} ${row.year}`;
          if (count) undivided.set(key, add(undivided.get(key) ?? ZERO, count));
        }
      }
      const rows = [...undivided]
        .flatMap(([key, count]) => {
          const [host = "", year = ""] = key.split(" ");
          const told = count.value > 0 ? genevaStatus(edition.eurostat.decisions, host, Number(year)) : null;
          return told ? [{host: name(host), year, count, told}] : [];
        })
        .sort((a, b) => ascending(a.host, b.host) || ascending(a.year, b.year));
      if (!rows.length) return [make("p", {}, "This edition has no such decisions in Eurostat’s tables.")];
      const heads = [
        "Host and year",
        "UNHCR, not told apart",
        "Eurostat, positive",
        "Eurostat, Geneva Convention status"
      ];
      const table = make(
        "table",
        {class: "figures"},
        make("thead", {}, make("tr", {}, ...heads.map((word) => make("th", {scope: "col"}, word)))),
        make(
          "tbody",
          {},
          ...rows.map(({host, year, count, told}) =>
            make(
              "tr",
              {},
              make("th", {scope: "row"}, `${host} ${year}`),
              ...[count, told.positive, told.refugee_status].map((each) => countCell(document, each))
            )
          )
        )
      );
      return [
        scrolling(document, table, {
          id: "crosscheck-geneva",
          caption:
            "First-instance decisions in persons, all origins: hosts and years whose positive decisions UNHCR’s rows do not tell apart"
        })
      ];
    },

    "crosscheck-by-host": compared(({rows, hosts}) => {
      const byHost = group(rows, (row) => row.asylum);
      const heads = ["Host", "Comparisons", ...CROSSCHECK_CLASSES.map((each) => CLASS_WORDS[each].name)];
      const lines = [...hosts]
        .sort((a, b) => ascending(name(a), name(b)))
        .map((host) => {
          const some = byHost.get(host) ?? [];
          const classes = byClass(some);
          return [
            make("a", {href: `/crosscheck-hosts#host-${host}-years`}, name(host)),
            formatNumber(some.length),
            ...CROSSCHECK_CLASSES.map((each) => formatNumber(classes[each].rows))
          ];
        });
      return [
        wordsTable(heads, lines, {
          document,
          id: "crosscheck-by-host",
          caption: "Comparisons of each host by class",
          numbers: new Set(range(1, heads.length))
        })
      ];
    }),

    "crosscheck-hosts": compared(({rows, hosts}) => {
      const byHost = group(rows, (row) => row.asylum);
      const ordered = [...hosts].sort((a, b) => ascending(name(a), name(b)));
      return ordered.map((host) => {
        const some = byHost.get(host) ?? [];
        const classes = byClass(some);
        const years = [...group(some, (row) => row.year)].sort(([a], [b]) => a - b);
        const largest = some.filter((row) => row.class === "unexplained").slice(0, LARGEST_OF_HOST);
        const told = CROSSCHECK_CLASSES.filter((each) => classes[each].rows > 0)
          .map((each) => `${CLASS_WORDS[each].name.toLowerCase()} ${formatNumber(classes[each].rows)}`)
          .join(", ");
        return make(
          "details",
          {id: `host-${host}`},
          make(
            "summary",
            {},
            `${name(host)}: ${formatNumber(classes.agrees.rows)} of ${formatNumber(some.length)} agree`
          ),
          make("p", {}, `${told}.`),
          comparedTable(
            years.map(([year, ofYear]) => ({...added(ofYear), name: String(year)})),
            {document, id: `host-${host}-years`, caption: `${name(host)}: all origins added`, first: "Year"}
          ),
          ...(largest.length
            ? [
                make(
                  "p",
                  {},
                  `Largest unexplained: ${largest
                    .map((row) => `${name(row.origin)} ${row.year} (${signed(row.difference)})`)
                    .join("; ")}.`
                )
              ]
            : [])
        );
      });
    })
  };
}
