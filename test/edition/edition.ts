// A small edition in memory: one host, one origin, and what is needed to see each rule of the site at work. Its rows have the types
// of the schema: a column that changes there is an error here.
import type {Edition} from "../../src/edition/edition.js";
import type {Authority, Level, Unit} from "../../src/measures/codes.js";

type Application = readonly [year: number, level: Level, unit: Unit, applications: number | null];
type Decision = readonly [
  ...[year: number, level: Level, unit: Unit],
  ...[recognized: number | null, other: number, rejected: number, closed: number, total: number]
];

/** North Koreans in Russia, as far as the rows given tell. */
export function smallEdition({
  applications = [],
  decisions = []
}: {
  applications?: readonly Application[];
  decisions?: readonly Decision[];
}): Edition {
  const keys = (rows: readonly (readonly [number, Level, Unit, ...unknown[]])[]) => ({
    year: rows.map(([year]) => year),
    origin: rows.map(() => "PRK"),
    asylum: rows.map(() => "RUS"),
    authority: rows.map((): Authority => "G"),
    level: rows.map(([, level]) => level),
    unit: rows.map(([, , unit]) => unit)
  });
  return {
    id: "2026-01-02",
    eurostat: {
      applications: {year: [], origin: [], asylum: [], applicant: [], applications: [], aggregate: []},
      decisions: []
    },
    package: {
      id: "2026-01-02",
      notes: [],
      sources: [],
      resources: [
        {
          name: "decisions",
          path: "decisions.parquet",
          rows: decisions.length,
          bytes: 0,
          hash: `sha256:${"0".repeat(64)}`
        }
      ]
    },
    applications: {
      ...keys(applications),
      type: applications.map(() => "N" as const),
      applications: applications.map(([, , , count]) => count)
    },
    decisions: {
      ...keys(decisions),
      recognized: decisions.map((row) => row[3]),
      other: decisions.map((row) => row[4]),
      rejected: decisions.map((row) => row[5]),
      closed: decisions.map((row) => row[6]),
      total: decisions.map((row) => row[7])
    },
    reporting: [
      ...applications.map(([year, level, unit]) => ({
        ...{year, asylum: "RUS", table: "applications" as const, authority: "G" as const, type: "N" as const},
        ...{level, unit, rows: 1}
      })),
      ...decisions.map(([year, level, unit]) => ({
        ...{year, asylum: "RUS", table: "decisions" as const, authority: "G" as const, type: null},
        ...{level, unit, rows: 1}
      }))
    ],
    rules: [
      {
        ...{
          id: "rus-ta",
          asylum: "RUS",
          origin: "*",
          level: ["TA"],
          authority: "*",
          unit: "*",
          year_from: 2019,
          year_to: null
        },
        ...{column: "recognized", status: "temporary", column_unused: "other"}
      }
    ],
    ruleTexts: new Map([
      [
        "rus-ta",
        {reason: "A permit.", source_url: "https://example.org/law", quoted_text: "a permit", confidence: "high"}
      ]
    ]),
    breaks: [],
    places: new Map([
      ["PRK", "North Korea"],
      ["RUS", "Russia"]
    ]),
    events: [],
    reported: [
      {
        ...{id: "kbs", origin: "PRK", asylum: "RUS", region: null, year_from: 2011, year_to: 2019},
        ...{measure: "refugee_status_applications", value: 207, comparator: "=", unit: "persons"},
        ...{publisher: "KBS", published: "2020-09", source_url: "https://example.org/kbs"},
        ...{quoted_text: "207 applications", as_of: null, source_title: null, rounded_to: null, note: null}
      }
    ],
    checks: [
      {id: "keys", title: "Keys", fatal: true, result: "holds", figure: "0 twice", expected: "0", detail: null},
      {id: "api", title: "The API", fatal: false, result: "skipped", figure: null, expected: null, detail: null}
    ],
    stocks: {year: [], origin: [], asylum: [], refugees: [], asylum_seekers: []},
    atlas: [
      {
        place: "PRK",
        m49: null,
        kind: "country",
        name_en: "North Korea",
        region: "142",
        subregion: "030",
        bureau: "asia_pacific"
      },
      {place: "RUS", m49: null, kind: "country", name_en: "Russia", region: "150", subregion: "151", bureau: "europe"}
    ],
    regions: new Map([
      ["142", "Asia"],
      ["150", "Europe"]
    ]),
    areas: [
      {code: "001", kind: "m49", name_en: "world", parent: null},
      {code: "142", kind: "m49", name_en: "Asia", parent: "001"},
      {code: "030", kind: "m49", name_en: "Eastern Asia", parent: "142"},
      {code: "150", kind: "m49", name_en: "Europe", parent: "001"},
      {code: "151", kind: "m49", name_en: "Eastern Europe", parent: "150"},
      {code: "asia_pacific", kind: "bureau", name_en: "Asia and the Pacific", parent: null},
      {code: "europe", kind: "bureau", name_en: "Europe", parent: null}
    ],
    memberships: [],
    footnotes: [],
    revisions: []
  };
}
