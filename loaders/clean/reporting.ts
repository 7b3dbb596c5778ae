// Who reported what: it tells a pair without a row from a year that a host did not report.
import type {DuckDBConnection} from "./database.js";

export async function reporting(db: DuckDBConnection): Promise<void> {
  await db.run(`
    CREATE TABLE reporting AS
    SELECT year, asylum, 'applications' AS "table", authority, type, level, unit, CAST(count(*) AS INTEGER) AS rows
    FROM applications GROUP BY ALL
    UNION ALL
    SELECT year, asylum, 'decisions', authority, NULL, level, unit, CAST(count(*) AS INTEGER)
    FROM decisions GROUP BY ALL`);
}
