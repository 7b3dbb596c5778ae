// The drawings of the story, each with its data from the edition, its words and the table behind it.
import {ascending, descending, group, range, sum as total} from "d3";
import farEast from "../components/far-east.json" with {type: "json"};
import {account} from "../components/account.js";
import {farEastMap} from "../components/farEastMap.js";
import {formatNumber} from "../components/format.js";
import {interval} from "../components/interval.js";
import type {IntervalRow} from "../components/interval.js";
import {lollipops} from "../components/lollipops.js";
import type {ApplicationsPanel} from "../components/lollipops.js";
import {outcomes} from "../components/outcomes.js";
import {opening, plate} from "../components/plate.js";
import {procedureTable} from "../components/procedureTable.js";
import type {Procedure} from "../components/procedure.js";
import {ranked} from "../components/ranked.js";
import type {RankedRow} from "../components/ranked.js";
import {rounding} from "../components/rounding.js";
import {smallNumbers} from "../components/smallNumbers.js";
import {countCell, element, scrolling} from "../components/table.js";
import {tally} from "../components/tally.js";
import {timeline} from "../components/timeline.js";
import {bounded} from "../measures/bounds.js";
import type {Count} from "../measures/bounds.js";
import type {Level, Status, Unit} from "../measures/codes.js";
import {STATUSES, UNITS} from "../measures/codes.js";
import {reader} from "../measures/status.js";
import {stageOf, sumApplications, sumDecisions} from "../measures/sums.js";
import type {Outcomes} from "../measures/sums.js";
import type {Edition} from "./edition.js";
import {FigureError} from "./figures.js";
import {ANY, applicationRows, decisionRows} from "./select.js";
import {procedureOf} from "./series.js";

const ORIGIN = "PRK",
  HOST = "RUS";
/** The years of the report's title. */
const NINE = [2011, 2019] as const;
/** Names on the map, where there is room for them: degrees, WGS 84. */
const COUNTRIES = [
  {name: "Russia", longitude: 135.5, latitude: 51.2},
  {name: "China", longitude: 126.5, latitude: 46.5}
];
const TOGETHER: readonly Level[] = ["FI", "TA"];

/** What the drawings of the story are asked for by: a name, and the elements that stand in its place. */
export function storyDrawings(edition: Edition, document: Document): Readonly<Record<string, () => Element[]>> {
  const read = reader(edition.rules);
  const source = `UNHCR, edition ${edition.id}, read by the ledger’s rules; reported figures by the publishers named.`;
  const reported = (id: string) => {
    const figure = edition.reported.find((each) => each.id === id);
    if (!figure) throw new FigureError(`the edition holds no reported figure “${id}”`);
    return figure;
  };
  const pair = {...ANY, origin: [ORIGIN], asylum: [HOST], unit: ["P" as const]};
  const decided = (level: Level, years: readonly [number, number], origin: string | null = ORIGIN): Outcomes => {
    const found = sumDecisions(
      decisionRows(edition, {...pair, origin: origin === null ? "*" : [origin], level: [level], years: [years]}),
      read
    );
    if (!found) throw new FigureError(`no decisions at level ${level} in ${years.join("–")}`);
    return found;
  };
  const applied = (level: Level, years: readonly [number, number]): Count => {
    const found = sumApplications(applicationRows(edition, {...pair, level: [level], years: [years]}));
    if (!found) throw new FigureError(`no applications at level ${level} in ${years.join("–")}`);
    return found;
  };
  const procedure = (level: Level) =>
    procedureOf(edition, {origin: ORIGIN, asylum: HOST, level, unit: "P", together: TOGETHER});
  const places = (code: string) => edition.places.get(code) ?? code;

  return {
    "story-tally": () => {
      const applications = applied("FI", NINE);
      const granted = decided("FI", NINE).statuses.refugee_status;
      return [
        opening(
          {
            id: "tally",
            made: "/code/build/story#story-tally",
            draw: (options) =>
              tally(
                {
                  total: applications,
                  outcome: granted,
                  reported: {
                    value: reported("cac-recognised-2011-2019").value,
                    long: "recognised, as others reported",
                    short: "recognised, reported"
                  },
                  words: {
                    total: `applications, ${formatNumber(applications.lo)} at the fewest`,
                    outcome: {
                      long: "recognised is what nine published zeros leave room for",
                      short: "recognised is what rounding leaves room for"
                    }
                  }
                },
                options
              ),
            caption: `One stroke an application for refugee status by North Koreans in Russia, ${NINE.join("–")}, counted in persons. ${source}`
          },
          {document}
        )
      ];
    },

    "story-account": () => {
      const rows = (level: Level) => decided(level, [2022, 2022], null);
      const [first, temporary] = [rows("FI"), rows("TA")];
      const published = {
        value: first.published.recognized.value + temporary.published.recognized.value,
        lo: first.published.recognized.lo + temporary.published.recognized.lo,
        hi: first.published.recognized.hi + temporary.published.recognized.hi
      };
      const card = (words: string) => `/figures/decisions-any-rus-2022-${words}`;
      return [
        account(
          {
            caption: "The Russian Federation in 2022, first instance and temporary asylum together, persons",
            lines: [
              {
                name: "Filed under “recognized”",
                under: "UNHCR’s column, as published",
                count: published,
                href: card("level-fi-ta-column-recognized")
              },
              {
                name: "Temporary asylum",
                under: "a permit of up to a year, renewable",
                count: temporary.statuses.temporary,
                status: "temporary",
                part: true,
                href: card("level-ta-status-temporary")
              },
              {
                name: "Refugee status",
                under: "first instance",
                count: first.statuses.refugee_status,
                status: "refugee_status",
                part: true,
                href: card("level-fi-status-refugee_status")
              }
            ]
          },
          {document}
        )
      ];
    },

    "story-applications": () => {
      const panel = (level: Level, name: string, status: Status, of: string): ApplicationsPanel => ({
        name,
        status,
        years: procedure(level).years.map(({year, applications}) => ({year, count: applications})),
        reported: edition.reported
          .filter(
            (each) =>
              each.origin === ORIGIN &&
              each.asylum === HOST &&
              each.measure === of &&
              each.year_from !== null &&
              each.year_from === each.year_to
          )
          .filter(
            (each) =>
              typeof (procedure(level).years.find(({year}) => year === each.year_from)?.applications ?? "no row") ===
              "string"
          )
          .map((each) => ({year: each.year_from ?? 0, value: each.value, words: "reported"}))
      });
      const panels = [
        panel("FI", "For refugee status", "refugee_status", "refugee_status_applications"),
        panel("TA", "For temporary asylum", "temporary", "temporary_asylum_applications")
      ];
      return [
        plate(
          {
            id: "applications",
            made: "/code/build/story#story-applications",
            number: "Figure 1",
            title: "Applications by North Koreans in Russia, by procedure and year",
            unit: "Persons; levels FI and TA, all types of application, years as published",
            draw: (options) => lollipops(panels, options),
            notes: [
              {sign: "interval", term: "Bounds.", text: "A published 5 stands for 3 to 5; it is drawn with a whisker."},
              {
                sign: "gap",
                term: "No row.",
                text: "Russia has rows of others that year: 0 to 2 if rounding alone removed the row. Not reported: it has none of anyone."
              },
              {
                sign: "reported",
                term: "Reported.",
                text: "The second hand’s figure, where the database has no row. Where both are given they are laid side by side further down."
              }
            ],
            source,
            counted: [
              "Rows of origin PRK, host RUS, unit P, added over types of application. Temporary asylum of 2011 stands under type R (repeat) and is counted here as in other years: a filter on new applications would drop it."
            ],
            table: wrap(
              document,
              TOGETHER.map((level) => procedureTable(procedure(level), {document, id: `rows-${level.toLowerCase()}`}))
            )
          },
          {document}
        )
      ];
    },

    "story-outcomes": () => {
      const [first, temporary] = [procedure("FI"), procedure("TA")];
      const years = (of: Procedure) => of.years.map(({year, outcomes: row}) => ({year, outcomes: row}));
      return [
        plate(
          {
            id: "temporary-asylum",
            made: "/code/build/story#story-outcomes",
            number: "Figure 2",
            title: "Temporary asylum: decisions on North Koreans, as published and as read",
            unit: "Persons; level TA; granted above the line, not granted below it",
            draw: (options) =>
              outcomes(
                {
                  years: years(temporary).filter(({year}) => year >= 2010),
                  filed: {
                    title: "Temporary asylum is filed under",
                    status: "temporary",
                    spans: [
                      {from: 2010, to: 2010, column: "other"},
                      {from: 2011, to: 2012, column: "recognized"},
                      {from: 2013, to: 2018, column: "other"},
                      {from: 2019, to: 2023, column: "recognized"}
                    ]
                  }
                },
                options
              ),
            notes: [
              {
                sign: "temporary",
                term: "Temporary asylum.",
                text: "Granted for up to a year and renewable. Hatched on this site wherever a status has an end date in the host’s own law, and nothing else is."
              },
              {
                sign: "undivided_closed",
                term: "Not told apart.",
                text: "Refusals and files closed for other reasons, in 2011 and from 2016 on: “rejected” is 0 in every row of those years."
              }
            ],
            source,
            counted: [
              "Each cell of the published columns is read as one status. The rules that move a column are rus-ta-recognized, rus-ta-other and rus-closed; their reasons and sources stand on the card of each figure."
            ]
          },
          {document}
        ),
        plate(
          {
            id: "first-instance",
            made: "/code/build/story#story-outcomes",
            number: "Figure 3",
            title: "Refugee status: decisions on North Koreans at first instance",
            unit: "Persons; level FI; above, refugee status at a scale at which 0 [0–2] can be seen",
            draw: (options) => {
              const box = document.createElement("div");
              box.append(
                smallNumbers(
                  {
                    name: "Refugee status granted",
                    status: "refugee_status",
                    years: first.years.map(({year, outcomes: row}) => ({
                      year,
                      count: typeof row === "string" ? row : row.statuses.refugee_status
                    })),
                    total: first.outcomes?.statuses.refugee_status ?? null,
                    reported: [{year: 2011, value: reported("kbs-recognised-2011").value}]
                  },
                  {...options, idPrefix: `${options.idPrefix}-small`}
                ),
                outcomes({years: years(first), notes: []}, options)
              );
              return box;
            },
            notes: [
              {
                sign: "bracket",
                term: "0 [0–2].",
                text: "What a published zero stands for. It is drawn as a bracket without a bar."
              },
              {sign: "refused", term: "Refused.", text: "Filed under “rejected”. A refusal is ink, not red."},
              {
                sign: "reported",
                term: "One, in 2011.",
                text: "The recognised refugee of the report’s title, as KBS World dates it."
              }
            ],
            source
          },
          {document}
        )
      ];
    },

    "story-rounding": () => [
      plate(
        {
          id: "what-a-number-stands-for",
          made: "/code/build/story#story-rounding",
          title: "What a published number of decisions stands for",
          unit: "Persons; UNHCR rounds decision counts below ten",
          breadth: "text",
          draw: (options) =>
            rounding(
              [0, 5, 10].map((value) => bounded(value, "decisions")),
              options
            ),
          source: "UNHCR, Refugee Data Finder, methodology."
        },
        {document}
      )
    ],

    "story-recognised": () => {
      const yearly = range(NINE[0], NINE[1] + 1).map((year): IntervalRow => ({
        name: String(year),
        count: decided("FI", [year, year]).statuses.refugee_status,
        ...(year === 2011 ? {reported: [{value: reported("kbs-recognised-2011").value}]} : {})
      }));
      const spans: readonly [string, readonly [number, number], string][] = [
        ["2011–2019", NINE, "cac-recognised-2011-2019"],
        ["2011–2016", [2011, 2016], "rp-recognised-2011-2016"],
        ["2004–2014", [2004, 2014], "cac-recognised-2004-2014"]
      ];
      const sums = spans.map(([name, years, id]): IntervalRow => ({
        name,
        count: decided("FI", years).statuses.refugee_status,
        strong: true,
        reported: [{value: reported(id).value, words: "reported"}]
      }));
      return [
        plate(
          {
            id: "one-and-nine-zeros-drawn",
            made: "/code/build/story#story-recognised",
            number: "Figure 4",
            title: "Refugee status granted to North Koreans in Russia: nine zeros, and what was reported",
            unit: "Persons; level FI; each year begins where the one before may have ended",
            breadth: "text",
            draw: (options) => interval({rows: [...yearly, ...sums], status: "refugee_status", steps: true}, options),
            notes: [
              {
                sign: "bracket",
                term: "Bracket.",
                text: "What the published number may stand for. Nine brackets of two persons make one of eighteen."
              },
              {sign: "reported", term: "Diamond.", text: "What someone else counted. It is never joined to the rows."}
            ],
            source,
            table: recognisedTable(document, [...yearly, ...sums], "North Koreans")
          },
          {document}
        )
      ];
    },

    "story-origins": () => {
      const rows = decisionRows(edition, {...pair, origin: "*", years: [NINE]});
      const of = (level: Level) =>
        new Map(
          Array.from(
            group(
              rows.filter((row) => row.level === level),
              (row) => row.origin
            ),
            ([code, some]) => [code, sumDecisions(some, read)]
          )
        );
      const [first, temporary] = [of("FI"), of("TA")];
      const codes = [...first.keys()]
        .filter((code) => code !== "UNK")
        .sort(
          (a, b) =>
            descending(
              first.get(a)?.statuses.refugee_status.value ?? 0,
              first.get(b)?.statuses.refugee_status.value ?? 0
            ) ||
            descending(
              total(Object.values(first.get(a)?.published ?? {}), (count) => count.value),
              total(Object.values(first.get(b)?.published ?? {}), (count) => count.value)
            )
        );
      const shown = [...codes.slice(0, 9), ...(codes.slice(0, 9).includes(ORIGIN) ? [] : [ORIGIN])];
      const drawn = shown.map((code): RankedRow => ({
        name: places(code),
        unit: "P",
        statuses: first.get(code)?.statuses ?? {},
        chosen: code === ORIGIN
      }));
      return [
        plate(
          {
            id: "origins",
            made: "/code/build/story#story-origins",
            number: "Figure 5",
            title: `Russia’s first-instance decisions by origin, ${NINE.join("–")}`,
            unit: `Persons; level FI, nine years together; the nine origins with the most grants of refugee status, and North Korea`,
            draw: (options) =>
              ranked({rows: drawn, of: "refugee_status", heads: {of: "refugee status", all: "decisions"}}, options),
            notes: [
              {
                sign: "interval",
                term: "Bounds.",
                text: "Many rounded zeros in nine years leave room for more than the published number."
              }
            ],
            source,
            table: originsTable(document, shown, places, first, temporary)
          },
          {document}
        )
      ];
    },

    "story-yearly": () => {
      const years = range(2016, 2024);
      const counted: IntervalRow[] = years.map((year) => {
        const figure = edition.reported.find(
          (each) =>
            each.origin === "ALL" &&
            each.asylum === HOST &&
            each.region === null &&
            each.measure === "refugee_status_granted" &&
            each.year_from === year &&
            each.year_to === year
        );
        return {
          name: String(year),
          count: decided("FI", [year, year], null).statuses.refugee_status,
          ...(figure ? {reported: [{value: figure.value, comparator: figure.comparator}]} : {remark: "no count found"})
        };
      });
      return [
        plate(
          {
            id: "yearly",
            made: "/code/build/story#story-yearly",
            number: "Figure 6",
            title: "Refugee status granted by Russia, all origins: its own count inside the interval of the rows",
            unit: "Persons; level FI, decisions of the year",
            breadth: "text",
            draw: (options) => interval({rows: counted, status: "refugee_status"}, options),
            notes: [
              {sign: "published", term: "Tick.", text: "The sum of the published numbers."},
              {
                sign: "reported",
                term: "Diamond.",
                text: "Russia’s own count of the year, as the Civic Assistance Committee and others quote it."
              }
            ],
            source,
            table: recognisedTable(document, counted, "all origins")
          },
          {document}
        )
      ];
    },

    "story-hosts": () => {
      const first = decisionRows(edition, {...ANY, origin: [ORIGIN]}).filter((row) => stageOf(row.level) === "first");
      const groups = Array.from(
        group(first, (row) => `${row.asylum} ${row.asylum === "USA" ? row.level : ""} ${row.unit}`).values(),
        (some) => {
          const [one] = some;
          const out = sumDecisions(some, read);
          if (!one || !out) throw new FigureError("a group without rows");
          return {
            asylum: one.asylum,
            level: one.level,
            unit: one.unit,
            out,
            all: total(Object.values(out.published), (count) => count.value)
          };
        }
      )
        .filter(({all}) => all >= 10)
        .sort((a, b) => descending(a.all, b.all) || ascending(a.asylum, b.asylum));
      const name = ({asylum, level}: {asylum: string; level: Level}) =>
        asylum === "USA" ? `${places(asylum)} (${level})` : places(asylum);
      const drawn = groups.map((each): RankedRow => ({
        name: name(each),
        unit: each.unit,
        statuses: each.out.statuses,
        chosen: each.asylum === HOST
      }));
      return [
        plate(
          {
            id: "hosts",
            made: "/code/build/story#story-hosts",
            number: "Figure 7",
            title: "First-instance decisions on North Koreans, by host, all years",
            unit: "Persons, or cases where marked; levels FI, NA, IN and EO, 2000 to 2025; hosts with ten decisions or more",
            draw: (options) =>
              ranked({rows: drawn, of: "refugee_status", heads: {of: "refugee status", all: "decisions"}}, options),
            notes: [
              {
                sign: "undivided",
                term: "Not told apart.",
                text: "Canada confers one status on two grounds, Australia too from 2012, and the Netherlands file two statuses in one column from 2015."
              },
              {
                sign: "cases",
                term: "Cases.",
                text: "A case may hold several persons. Persons and cases are never added; the two levels of the United States neither."
              },
              {
                sign: "temporary",
                term: "Russia.",
                text: "Temporary asylum has a level of its own in Russia’s rows and is not in this drawing, but for the few of 2009."
              }
            ],
            source,
            table: hostsTable(document, groups, name)
          },
          {document}
        )
      ];
    },

    "story-events": () => {
      const happened = edition.events.filter(({kind}) => kind !== "not_counted");
      const events = happened.map(({date, place, latitude, longitude, what_en, source: told}) => {
        const href = /https?:\/\/\S+/.exec(told)?.[0];
        const words = told.replace(/,?\s*(?:as restated at\s+)?https?:\/\/\S+/, "");
        return {
          date,
          place,
          text: what_en,
          source: words,
          ...(href === undefined ? {} : {href}),
          ...(latitude === null || longitude === null ? {} : {latitude, longitude})
        };
      });
      return [
        plate(
          {
            id: "map",
            made: "/code/build/story#story-events",
            number: "Figure 8",
            title: "Where it happened",
            unit: "The numbers are those of the time-line below",
            breadth: "text",
            draw: (options) => farEastMap({events, geography: farEast, countries: COUNTRIES}, options),
            source:
              "Places as the founding document and the Court’s papers name them; coast and borders from Natural Earth."
          },
          {document}
        ),
        timeline(events, {document})
      ];
    }
  };
}

function wrap(document: Document, elements: readonly Element[]): Element {
  return element(document, "div", {}, ...elements);
}

function heads(document: Document, words: readonly string[]): HTMLElement {
  return element(
    document,
    "thead",
    {},
    element(document, "tr", {}, ...words.map((word) => element(document, "th", {scope: "col"}, word)))
  );
}

function recognisedTable(document: Document, rows: readonly IntervalRow[], who: string): HTMLElement {
  const body = rows.map(({name, count, reported, remark}) =>
    element(
      document,
      "tr",
      {},
      element(document, "th", {scope: "row"}, name),
      count ? countCell(document, count) : element(document, "td", {class: "absent"}, "no row"),
      element(
        document,
        "td",
        {class: "reported"},
        reported?.map(({value}) => formatNumber(value)).join(", ") ?? remark ?? "–"
      )
    )
  );
  const id = `rows-${rows[0]?.name ?? ""}-${rows.length}`;
  return scrolling(
    document,
    element(
      document,
      "table",
      {class: "figures"},
      heads(document, ["Years", "Refugee status in the rows", "Reported"]),
      element(document, "tbody", {}, ...body)
    ),
    {id, caption: `Refugee status granted by Russia, ${who}: in the rows and as reported`}
  );
}

function originsTable(
  document: Document,
  codes: readonly string[],
  places: (code: string) => string,
  first: ReadonlyMap<string, Outcomes | null>,
  temporary: ReadonlyMap<string, Outcomes | null>
): HTMLElement {
  const cell = (count: Count | undefined) =>
    count ? countCell(document, count) : element(document, "td", {class: "absent"}, "no row");
  const body = codes.map((code) =>
    element(
      document,
      "tr",
      {},
      element(document, "th", {scope: "row"}, places(code)),
      cell(first.get(code)?.statuses.refugee_status),
      cell(first.get(code)?.statuses.refused),
      cell(first.get(code)?.statuses.undivided_closed),
      cell(first.get(code)?.statuses.otherwise_closed),
      cell(temporary.get(code)?.statuses.temporary)
    )
  );
  return scrolling(
    document,
    element(
      document,
      "table",
      {class: "figures"},
      heads(document, [
        "Origin",
        "Refugee status",
        "Refused",
        "Refused or closed, not told apart",
        "Otherwise closed",
        "Temporary asylum (level TA)"
      ]),
      element(document, "tbody", {}, ...body)
    ),
    {id: "rows-origins", caption: "Russia’s decisions by origin, 2011–2019, persons"}
  );
}

function hostsTable(
  document: Document,
  rows: readonly {asylum: string; level: Level; unit: Unit; out: Outcomes; all: number}[],
  name: (row: {asylum: string; level: Level}) => string
): HTMLElement {
  const used = STATUSES.filter(
    (status) => status !== "not_decided" && rows.some(({out}) => out.statuses[status].hi > 0)
  );
  const words: Readonly<Record<Status, string>> = {
    refugee_status: "Refugee status",
    undivided: "Positive, not told apart",
    complementary: "Complementary",
    humanitarian: "Humanitarian",
    temporary: "Temporary",
    refused: "Refused",
    undivided_closed: "Refused or closed, not told apart",
    otherwise_closed: "Otherwise closed",
    not_decided: "Not decided"
  };
  const body = rows.map((row) =>
    element(
      document,
      "tr",
      {},
      element(document, "th", {scope: "row"}, name(row)),
      element(document, "td", {}, UNITS[row.unit]),
      ...used.map((status) => countCell(document, row.out.statuses[status]))
    )
  );
  return scrolling(
    document,
    element(
      document,
      "table",
      {class: "figures"},
      heads(document, ["Host", "Unit", ...used.map((status) => words[status])]),
      element(document, "tbody", {}, ...body)
    ),
    {id: "rows-hosts", caption: "First-instance decisions on North Koreans by host, 2000–2025"}
  );
}
