// Validates an answer of Eurostat's dissemination API (JSON-stat 2.0) and reads its rows.
import JSONstat from "jsonstat-toolkit";
import {Ajv} from "ajv";
import type {Subject} from "./eurostat.js";
import {InputError, isRecord, text} from "./shared.js";
import {OUR_SCHEMAS} from "../../src/schema/ajv.js";

export interface Dataset {
  readonly code: string;
  readonly subject: Subject;
  /** The dimension of applicants or decisions. */
  readonly kind: string;
}

export const DATASETS: readonly Dataset[] = [
  {code: "migr_asyappctza", subject: "applications", kind: "applicant"},
  {code: "migr_asydcfsta", subject: "decisions", kind: "decision"}
];
/** The part of a dataset in one request. */
export type Slice = Readonly<Record<string, string>>;
const isAnswer = new Ajv({...OUR_SCHEMAS, allowUnionTypes: true}).compile<{
  id: string[];
  dimension: Record<string, {category: {index: unknown}}>;
  updated: string;
  extension?: {id?: unknown};
}>({
  type: "object",
  required: ["class", "id", "size", "dimension", "value", "updated"],
  properties: {
    class: {const: "dataset"},
    id: {type: "array", items: {type: "string"}},
    size: {type: "array", items: {type: "integer", minimum: 0}},
    updated: {type: "string"},
    extension: {type: "object"},
    value: {
      type: ["object", "array"],
      additionalProperties: {type: ["number", "null"]},
      items: {type: ["number", "null"]}
    },
    status: {type: ["object", "array"], additionalProperties: {type: "string"}, items: {type: ["string", "null"]}},
    dimension: {
      type: "object",
      additionalProperties: {
        type: "object",
        required: ["category"],
        properties: {category: {type: "object", required: ["index"]}}
      }
    }
  }
});
type Answer =
  | {readonly what: "data"; readonly rows: readonly (string | null)[][]; readonly updated: string}
  | {readonly what: "nothing"}
  | {readonly what: "too large"}
  | {readonly what: "refused"; readonly words: string};
function categories(index: unknown): string[] {
  return Array.isArray(index) ? index.map(String) : isRecord(index) ? Object.keys(index) : [];
}

/** The words of an error or a warning: `{error: [{status, id, label}]}` or one such object. */
function noticeOf(body: unknown): {status: string; id: string; label: string} | null {
  if (!isRecord(body)) return null;
  const notice = body.error ?? body.warning;
  const first: unknown = Array.isArray(notice) ? notice[0] : notice;
  if (!isRecord(first)) return null;
  return {status: text(first.status) ?? "", id: text(first.id) ?? "", label: text(first.label) ?? ""};
}

/** A sparse cube is expanded in full: three lists of a thousand codes would fill the memory. */
const MOST_CELLS = 5000000;
/** What an answer of the API says. @throws InputError where its form is not JSON-stat's or its dimensions are others. */
export function readAnswer(body: unknown, {code, kind}: Dataset, slice: Slice): Answer {
  const notice = noticeOf(body);
  if (notice) {
    // An asynchronous answer is announced with status 200 and the same 413 in its warning.
    if (notice.status === "413" || /TOO_BIG|ASYNCHRONOUS/i.test(notice.label)) return {what: "too large"};
    if (notice.id === "100") return {what: "nothing"};
    return {what: "refused", words: `${notice.id} ${notice.label}`.trim()};
  }
  const source = sliceName(code, slice);
  const adapt =
    "Compare the answer with the API's documentation and adapt loaders/sources/eurostat.ts. Nothing was published.";
  if (!isAnswer(body)) {
    const [error] = isAnswer.errors ?? [];
    const found = `${error?.instancePath ?? ""} ${error?.message ?? "another form"}`.trim();
    throw new InputError({source, expected: "a JSON-stat 2.0 dataset", found, advice: adapt});
  }
  const {extension} = body;
  if (typeof extension?.id === "string" && extension.id.toLowerCase() !== code)
    throw new InputError({
      source,
      field: "extension.id",
      expected: code.toUpperCase(),
      found: extension.id,
      advice: adapt
    });
  const dimensions = ["freq", "unit", "citizen", "sex", "age", kind, "geo", "time"];
  const names = body.id.map((id) => (kind === "applicant" && id === "asyl_app" ? kind : id));
  const lacking = dimensions.filter((dimension) => !names.includes(dimension));
  const more = names.filter((name) => !dimensions.includes(name));
  if (lacking.length || more.length)
    throw new InputError({
      source,
      field: lacking[0] ?? more[0],
      expected: `the dimensions ${dimensions.join(", ")}`,
      found: body.id.join(", "),
      advice: adapt
    });
  for (const [dimension, asked] of Object.entries({freq: "A", unit: "PER", ...slice})) {
    const given = categories(body.dimension[dimension]?.category.index);
    if (given.every((category) => category === asked)) continue;
    throw new InputError({
      source,
      field: dimension,
      expected: asked,
      found: given.join(", "),
      advice: "The server did not honour the filter: check the base address. Nothing was published."
    });
  }
  const cells = body.id.reduce((all, id) => all * categories(body.dimension[id]?.category.index).length, 1);
  if (cells > MOST_CELLS)
    throw new InputError({
      source,
      expected: `at most ${MOST_CELLS.toLocaleString("en")} cells, as Eurostat gives at once`,
      found: `dimensions for ${cells.toLocaleString("en")}`,
      advice: "Check the base address. Nothing was published."
    });
  const cube = JSONstat(body).toTable({type: "arrobj", field: "id", content: "id", status: true});
  const word = body.id.includes(kind) ? kind : "asyl_app";
  const rows = cube
    .filter(({value, status}) => value !== null || (status !== null && status !== ""))
    .map((cell) =>
      [
        cell.time,
        cell.citizen,
        cell.sex,
        cell.age,
        cell[word],
        cell.geo,
        cell.value,
        cell.status,
        cell.freq,
        cell.unit
      ].map(text)
    );
  return rows.length ? {what: "data", rows, updated: body.updated} : {what: "nothing"};
}

export function sliceName(code: string, slice: Slice): string {
  return [code, ...Object.values(slice)].join(" ");
}
