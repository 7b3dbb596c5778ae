// Example queries. Each runs as it is, keeps persons and cases and the levels of a procedure separate, and is run in a test. None
// contains a figure: the edition answers.

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
    title: "What did Russia report under “recognized”, and what was its legal status?",
    note: "FI decides on refugee status, TA on temporary asylum. In some years Russia reported temporary asylum under “recognized”, in others under “other”.",
    sql: `SELECT year, level,
  sum(recognized) AS reported_under_recognized,
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
    note: "undivided: positive decisions that the data does not separate by status. Rules by country explains each rule.",
    sql: `SELECT name_en AS country, level, rule_positive AS rule,
  sum(recognized) AS reported_under_recognized,
  sum(refugee_status) AS refugee_status,
  sum(undivided) AS undivided,
  sum(temporary) AS temporary
FROM decisions JOIN places ON place = asylum
WHERE year = 2022 AND unit = 'P' AND rule_positive IS NOT NULL
GROUP BY country, level, rule
HAVING sum(recognized) > sum(refugee_status)
ORDER BY reported_under_recognized DESC`
  },
  {
    id: "north-koreans",
    title: "Where did North Koreans apply, with the range of each count?",
    note: "Nothing is added: each row is as published. The last two columns are the lowest and highest possible count after rounding.",
    sql: `SELECT year, name_en AS country, level, type, unit,
  value AS applications, value_lo AS at_least, value_hi AS at_most
FROM counts JOIN places ON place = asylum
WHERE origin = 'PRK' AND measure = 'applications'
ORDER BY year DESC, applications DESC`
  },
  {
    id: "statuses",
    title: "How were Eritreans’ claims decided at first instance, with the range of each status?",
    note: "One row for each status and year. The last two columns are the ends of the rounding range. Add only rows of one unit and one level.",
    sql: `SELECT year, status,
  sum(value) AS decisions, sum(value_lo) AS at_least, sum(value_hi) AS at_most
FROM cells
WHERE origin = 'ERI' AND level = 'FI' AND unit = 'P' AND year >= 2020
GROUP BY year, status
ORDER BY year DESC, decisions DESC`
  },
  {
    id: "rounding",
    title: "Which small numbers does UNHCR publish, and which never?",
    note: "A published 0 can be 0 to 2, a 5 can be 3 to 7, a 10 can be 8 to 10; the numbers between hardly occur. Choose bars for the chart.",
    sql: `SELECT rejected AS published, count(*) AS rows_of_it
FROM decisions
WHERE rejected BETWEEN 0 AND 30
GROUP BY published
ORDER BY published`
  },
  {
    id: "inhabitants",
    title: "Which countries received the most new applications per inhabitant in 2024?",
    note: "Counted in persons, first instance and combined, countries with a thousand or more. The United States is left out: its levels IN and EO count the same claims twice.",
    sql: `SELECT p.name_en AS country, a.level,
  sum(a.applications) AS new_applications,
  round(100000 * sum(a.applications) / any_value(i.population), 1) AS per_100000_inhabitants
FROM applications AS a
JOIN places AS p ON p.place = a.asylum
JOIN population AS i ON i.place = a.asylum AND i.year = a.year
WHERE a.year = 2024 AND a.unit = 'P' AND a.type IN ('N', 'NR') AND a.level IN ('NA', 'FI', 'FA')
GROUP BY country, a.level
HAVING sum(a.applications) >= 1000
ORDER BY per_100000_inhabitants DESC
LIMIT 25`
  },
  {
    id: "eritreans",
    title: "How did countries decide on Eritreans at first instance in 2023?",
    note: "Countries with 25 or more substantive decisions. No rate where refusals are not separated from closures, or where no refusals are reported.",
    sql: `WITH countries AS (
  SELECT asylum,
    sum(refugee_status + undivided + complementary + humanitarian + temporary) AS positive,
    sum(refused) AS refused,
    sum(undivided_closed) AS refused_or_closed
  FROM decisions
  WHERE origin = 'ERI' AND year = 2023 AND unit = 'P' AND level IN ('FI', 'NA')
  GROUP BY asylum
)
SELECT name_en AS country, positive, refused, refused_or_closed,
  CASE WHEN refused > 0 AND refused_or_closed = 0
    THEN round(100 * positive / (positive + refused), 1) END AS grant_rate
FROM countries JOIN places ON place = asylum
WHERE positive + refused + refused_or_closed >= 25
ORDER BY positive DESC`
  },
  {
    id: "pending",
    title: "How many people were waiting for a decision at the end of each year?",
    note: "Pending applications (asylum-seekers) on 31 December in four countries, as UNHCR reports them.",
    sql: `SELECT year, name_en AS country, sum(asylum_seekers) AS waiting
FROM stocks JOIN places ON place = asylum
WHERE asylum IN ('DEU', 'FRA', 'ESP', 'ITA')
GROUP BY year, country
ORDER BY country, year`
  },
  {
    id: "unknown",
    title: "Which countries did not report the nationality of applicants in 2025?",
    note: "A ranking of nationalities in persons leaves out cases of unknown origin.",
    sql: `SELECT name_en AS country, unit, level, type,
  sum(applications) AS applications,
  sum(applications) FILTER (origin = 'UNK') AS of_unknown_origin
FROM applications JOIN places ON place = asylum
WHERE year = 2025
GROUP BY country, unit, level, type
HAVING of_unknown_origin > 0
ORDER BY of_unknown_origin DESC`
  },
  {
    id: "reported",
    title: "What do other sources say about North Koreans in Russia?",
    note: "Figures that publications state in words. We quote them and never add them to UNHCR’s data.",
    sql: `SELECT year_from, year_to, measure, value, unit, publisher, quoted_text
FROM reported
WHERE origin = 'PRK' AND asylum = 'RUS'
ORDER BY year_from, year_to, measure`
  }
];
