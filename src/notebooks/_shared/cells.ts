// What every notebook begins from: each published cell with the status it is read as and the interval it may stand for. Here it is
// in SQL, from the edition's published columns and its rules; the second way takes the same from the site's own code.

/** A line of the rules speaks of a row: its axes are `*`, or codes parted by a space. */
const inScope = (line: string) =>
  `${line}.asylum = filed.asylum
  AND filed.year BETWEEN ${line}.year_from AND coalesce(${line}.year_to, 9999)
  ${["origin", "level", "authority", "unit"]
    .map((axis) => `AND (${line}.${axis} = '*' OR list_contains(string_split(${line}.${axis}, ' '), filed.${axis}))`)
    .join("\n  ")}`;

/** Decisions, one row a published cell. A row with a total and four zeros tells no parts and is left out. */
export const CELLS = `WITH filed AS (
  UNPIVOT (
    SELECT year, origin, asylum, authority, level, unit, recognized, other, rejected, closed
    FROM decisions
    WHERE NOT (coalesce(total, 0) > 0 AND recognized = 0 AND other = 0 AND rejected = 0 AND closed = 0)
  )
  ON recognized, other, rejected, closed INTO NAME filed VALUE published
)
SELECT filed.*,
  coalesce(moved.status, CASE filed.filed
    WHEN 'recognized' THEN 'refugee_status' WHEN 'other' THEN 'complementary'
    WHEN 'rejected' THEN 'refused' ELSE 'otherwise_closed' END) AS status,
  CASE published WHEN 5 THEN 3 WHEN 10 THEN 8 ELSE published END AS lo,
  CASE published WHEN 0 THEN CASE WHEN unused.id IS NULL THEN 2 ELSE 0 END WHEN 5 THEN 7 ELSE published END AS hi
FROM filed
LEFT JOIN rules moved ON moved."column" = filed.filed AND ${inScope("moved")}
LEFT JOIN rules unused ON unused.column_unused = filed.filed AND ${inScope("unused")}`;

/** Applications with their bounds. */
export const COUNTS = `SELECT *,
  CASE applications WHEN 5 THEN 3 ELSE applications END AS lo,
  CASE applications WHEN 0 THEN 2 ELSE applications END AS hi
FROM applications
WHERE applications IS NOT NULL`;

/** The tables of the edition that both ways may ask for, and those that some editions lack. */
export const TABLES = ["decisions", "applications", "rules", "places"] as const;
