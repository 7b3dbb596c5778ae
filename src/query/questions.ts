// Questions to start from: each can be run as it stands, keeps persons and cases and the levels of a procedure apart, and is run in
// a test. None names a figure: the edition answers.

export interface WorkedQuestion {
  readonly id: string;
  readonly title: string;
  /** What to look at in the answer. */
  readonly note: string;
  readonly sql: string;
}

export const QUESTIONS: readonly WorkedQuestion[] = [
  {
    id: "russia",
    title: "What did Russia file under “recognized”, and what was it in law?",
    note: "FI decides on refugee status, TA on temporary asylum. In some years the second is filed under “recognized”, in others under “other”.",
    sql: `SELECT year, level,
  sum(recognized) AS filed_under_recognized,
  sum(refugee_status) AS refugee_status,
  sum(temporary) AS temporary
FROM decisions
WHERE asylum = 'RUS' AND unit = 'P' AND year >= 2010
GROUP BY year, level
ORDER BY level, year`
  },
  {
    id: "columns",
    title: "Where was the column “recognized” not refugee status in 2022?",
    note: "undivided is a positive decision whose kind the host does not tell apart; the rule is explained on the Method page.",
    sql: `SELECT name_en AS host, level, rule_positive AS rule,
  sum(recognized) AS filed_under_recognized,
  sum(refugee_status) AS refugee_status,
  sum(undivided) AS undivided,
  sum(temporary) AS temporary
FROM decisions JOIN places ON place = asylum
WHERE year = 2022 AND unit = 'P' AND rule_positive IS NOT NULL
GROUP BY host, level, rule
HAVING sum(recognized) > sum(refugee_status)
ORDER BY filed_under_recognized DESC`
  },
  {
    id: "north-koreans",
    title: "Where did North Koreans apply, with the bounds of each count?",
    note: "Nothing is added: each row is as published, and the two last columns say what rounding leaves room for.",
    sql: `SELECT year, name_en AS host, level, type, unit,
  value AS applications, value_lo AS at_least, value_hi AS at_most
FROM counts JOIN places ON place = asylum
WHERE origin = 'PRK' AND measure = 'applications'
ORDER BY year DESC, applications DESC`
  },
  {
    id: "statuses",
    title: "What was decided on Eritreans at first instance, with the range of each status?",
    note: "One row a status and year. value is as published; the two last columns say what rounding leaves room for. Add rows of one unit and one level alone.",
    sql: `SELECT year, status,
  sum(value) AS decisions, sum(value_lo) AS at_least, sum(value_hi) AS at_most
FROM cells
WHERE origin = 'ERI' AND level = 'FI' AND unit = 'P' AND year >= 2020
GROUP BY year, status
ORDER BY year DESC, decisions DESC`
  },
  {
    id: "rounding",
    title: "Which small numbers are published, and which never?",
    note: "A published 0 is 0 to 2, a 5 is 3 to 7, a 10 is 8 to 10: the numbers between them hardly occur. Choose bars for the chart.",
    sql: `SELECT rejected AS published, count(*) AS rows_of_it
FROM decisions
WHERE rejected BETWEEN 0 AND 30
GROUP BY published
ORDER BY published`
  },
  {
    id: "inhabitants",
    title: "Which hosts received most new applications for their size in 2024?",
    note: "Persons, first instance, hosts with a thousand or more. The United States’ levels (IN, EO) hold the same claims twice and are left out.",
    sql: `SELECT p.name_en AS host, a.level,
  sum(a.applications) AS new_applications,
  round(100000 * sum(a.applications) / any_value(i.population), 1) AS per_100000_inhabitants
FROM applications AS a
JOIN places AS p ON p.place = a.asylum
JOIN population AS i ON i.place = a.asylum AND i.year = a.year
WHERE a.year = 2024 AND a.unit = 'P' AND a.type IN ('N', 'NR') AND a.level IN ('NA', 'FI', 'FA')
GROUP BY host, a.level
HAVING sum(a.applications) >= 1000
ORDER BY per_100000_inhabitants DESC
LIMIT 25`
  },
  {
    id: "eritreans",
    title: "How did hosts decide on Eritreans at first instance in 2023?",
    note: "Countries with 25 or more substantive decisions. There is no rate where refused and closed are not separated, or where no refusals are reported.",
    sql: `WITH hosts AS (
  SELECT asylum,
    sum(refugee_status + undivided + complementary + humanitarian + temporary) AS positive,
    sum(refused) AS refused,
    sum(undivided_closed) AS refused_or_closed
  FROM decisions
  WHERE origin = 'ERI' AND year = 2023 AND unit = 'P' AND level IN ('FI', 'NA')
  GROUP BY asylum
)
SELECT name_en AS host, positive, refused, refused_or_closed,
  CASE WHEN refused > 0 AND refused_or_closed = 0
    THEN round(100 * positive / (positive + refused), 1) END AS positive_rate
FROM hosts JOIN places ON place = asylum
WHERE positive + refused + refused_or_closed >= 25
ORDER BY positive DESC`
  },
  {
    id: "pending",
    title: "How many people were waiting at the end of each year?",
    note: "Asylum-seekers at the end of the year, in four hosts, as the publisher counts them.",
    sql: `SELECT year, name_en AS host, sum(asylum_seekers) AS waiting
FROM stocks JOIN places ON place = asylum
WHERE asylum IN ('DEU', 'FRA', 'ESP', 'ITA')
GROUP BY year, host
ORDER BY host, year`
  },
  {
    id: "unknown",
    title: "Whose applications of 2025 have no origin?",
    note: "A ranking of origins in persons loses what a host files in cases of unknown origin.",
    sql: `SELECT name_en AS host, unit, level, type,
  sum(applications) AS applications,
  sum(applications) FILTER (origin = 'UNK') AS of_unknown_origin
FROM applications JOIN places ON place = asylum
WHERE year = 2025
GROUP BY host, unit, level, type
HAVING of_unknown_origin > 0
ORDER BY of_unknown_origin DESC`
  },
  {
    id: "reported",
    title: "What did others report of North Koreans in Russia?",
    note: "Figures that publications state in words. They stand beside the rows and are never added to them.",
    sql: `SELECT year_from, year_to, measure, value, unit, publisher, quoted_text
FROM reported
WHERE origin = 'PRK' AND asylum = 'RUS'
ORDER BY year_from, year_to, measure`
  }
];
