// Joins the labels of one place. UNHCR writes "Tachira" to 2009, "Tachira : Point" from 2010, "Tachira :  Estado - State" from 2018
// and "Tachira [Admin 1]" from 2024. Names that differ by such a label, by accents or by spaces are one place, wherever a year has
// the name under one label alone; where one year has two, they may be a town and its province, and stay separate.
import type {DuckDBConnection} from "./database.js";
import {literal} from "./database.js";

/** Kinds of place as UNHCR writes them after a colon. Any other word there is a name: "Akre District : Duhok Governorate". */
const KINDS = [
  "points?",
  "(capital |chartered |metropolitan |capital metropolitan )?city",
  "town",
  "(capital |special |federal |national capital )?districts?",
  "((rural|autonomous) )?municipality",
  "municipio( especial)?",
  "county",
  "commune",
  "departe?ment",
  "departamento",
  "distrito",
  "(autonomous )?provinces?",
  "provincia",
  "(autonomous |special |indiginous )?region",
  "(federal )?state",
  "governorates?",
  "(sous-|sub-)?pr[eé]fecture",
  "rayon",
  "territoire",
  "emirate",
  "delegation",
  "division",
  "oblast_province",
  "(local government|pakistan administered) area",
  "(special )?zone",
  "(federal |federal capital |capital |union )?territory",
  "metropolitan administration",
  "regencies",
  "admin_[0-9]"
].join("|");

/** A kind alone, or after its word in another language: "Province", "Estado - State", "Muhafazah GÇô Governorate". */
const LABEL = `\\s*:\\s*([^:]*(-|–|GÇô)\\s*)?(${KINDS})\\s*$`;

/** The published name without its level in brackets. */
export const BARE_NAME = String.raw`trim(regexp_replace(p.location, '\s*\[[^\]]*\]$', ''))`;

/**
 * The table `alike` (asylum, published_as, location, iso3166_2) of names in `unhcr_places` that are joined, in addition to the hand-kept
 * `known`, whose names take precedence. A joined place gets the hand-kept name of one of its spellings, or else the last spelling.
 */
export async function joinAlike(db: DuckDBConnection): Promise<void> {
  await db.run(`
    CREATE OR REPLACE TABLE alike AS
    WITH spelt AS (
      SELECT DISTINCT p.year, p.asylum, p.location AS published_as,
        trim(regexp_replace(${BARE_NAME}, ${literal(LABEL)}, '', 'i')) AS name,
        regexp_replace(strip_accents(lower(p.location)), '\\s', '', 'g') AS as_written,
        k.location AS known_as, k.kind, k.iso3166_2
      FROM unhcr_places p LEFT JOIN known k ON k.published_as = p.location AND k.asylum IN (p.asylum, '*')),
    keyed AS (SELECT *, regexp_replace(strip_accents(lower(name)), '\\s+', ' ', 'g') AS key FROM spelt WHERE name <> ''),
    several AS (
      SELECT asylum, key, year, count(DISTINCT as_written) AS labels FROM keyed GROUP BY ALL),
    joined AS (
      SELECT asylum, key, coalesce(max(known_as), arg_max(name, (year, published_as))) AS location, max(k.iso3166_2) AS iso3166_2
      FROM keyed k GROUP BY ALL
      HAVING count(DISTINCT published_as) > 1 AND count(DISTINCT known_as) <= 1 AND count(DISTINCT k.iso3166_2) <= 1
        AND bool_and(coalesce(kind, 'place') = 'place'))
    SELECT DISTINCT asylum, published_as, location, joined.iso3166_2
    FROM keyed JOIN joined USING (asylum, key)
    WHERE known_as IS NULL
      AND (asylum, key) NOT IN (SELECT (asylum, key) FROM several WHERE labels > 1)`);
}
