// Makes the table of who reported what, which shows whether a pair has no entry or the country did not report that year.
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
