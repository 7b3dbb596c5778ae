// Opens an edition for reading: by id, by its folder, or by a folder with editions. Its tables and keys come from its own datapackage.json.
import {existsSync, statSync} from "node:fs";
import {join, resolve} from "node:path";
import {inspect, PACKAGE, PACKAGE_SUM, unsummedWords} from "../../src/edition/whole.js";
import type {TableSchema} from "../../src/schema/column.js";
import {TABLES} from "../../src/schema/tables.js";
import {InputError, isRecord} from "../sources/shared.js";
import {currentEdition, damaged, EDITION_ID, editionDir, editions} from "./edition.js";
import type {DataPackage} from "./edition.js";

/** A resource of an edition, from its datapackage.json. */
export interface Resource {
  readonly name: string;
  readonly path: string;
  readonly key: readonly string[];
  /** Columns that are quantities, as they have a unit. */
  readonly quantities: readonly string[];
}

export interface Source {
  readonly name: string;
  readonly sha256: string | null;
  readonly retrieved: string | null;
}

/** One side of a comparison. */
export interface EditionFolder {
  readonly id: string;
  readonly dir: string;
  readonly resources: readonly Resource[];
  readonly sources: readonly Source[];
  readonly notes: readonly string[];
}
const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : typeof value === "string" ? [value] : []).filter(
    (each): each is string => typeof each === "string"
  );
const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);
/** Reads an edition's datapackage.json. @throws InputError where one of its files differs from what was published. */
function openFolder(dir: string, tell?: (text: string) => void): EditionFolder {
  const {pack, faults, isSummed} = inspect<DataPackage>(dir);
  if (!pack || faults.length) throw damaged(faults);
  if (!isSummed) tell?.(unsummedWords(dir));
  const resources = pack.resources.map((resource): Resource => {
    const {path} = resource;
    const name: string = resource.name;
    const told: unknown = "schema" in resource ? resource.schema : null;
    const schema = isRecord(told) ? told : {};
    const fields = (Array.isArray(schema.fields) ? schema.fields : []).filter(isRecord);
    const known: TableSchema | undefined = TABLES.find((table) => table.name === name);
    const given = texts(schema.primaryKey);
    return {
      name,
      path,
      key: given.length ? given : (known?.key ?? []),
      quantities: fields.length
        ? fields.filter(({unit}) => unit !== undefined).map((field) => String(field.name))
        : (known?.columns.filter(({unit}) => unit).map((column) => column.name) ?? [])
    };
  });
  return {
    id: pack.id,
    dir,
    resources,
    sources: pack.sources.map(({name, sha256, retrieved}) => ({name, sha256, retrieved: textOrNull(retrieved)})),
    notes: pack.notes
  };
}

/**
 * The edition that a word names: an id in the target, an edition's folder, or a target, whose current edition is taken.
 * @throws InputError where it names none.
 */
export function findEdition(word: string, target: string, tell?: (text: string) => void): EditionFolder {
  if (EDITION_ID.test(word) && existsSync(editionDir(target, word))) return openFolder(editionDir(target, word), tell);
  const dir = resolve(word);
  if (existsSync(dir) && statSync(dir).isDirectory()) {
    if (existsSync(join(dir, PACKAGE)) || existsSync(join(dir, PACKAGE_SUM))) return openFolder(dir, tell);
    if (existsSync(join(dir, "edition")) || existsSync(join(dir, "editions"))) {
      const current = currentEdition(dir);
      if (current !== null) return openFolder(editionDir(dir, current), tell);
    }
  }
  const kept = editions(target);
  throw new InputError({
    source: word,
    expected: "an edition's id, its folder, or a folder with editions",
    found: existsSync(dir) ? "a path that holds no edition" : "neither such an edition nor such a path",
    advice: kept.length
      ? `Editions in ${target}: ${kept.join(", ")}.`
      : `${target} holds no edition; npm run data -- refresh publishes one.`
  });
}
