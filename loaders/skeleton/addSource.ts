// add-source: a new publisher as a working skeleton with its test. The files of skeleton/ are copied under the new name, and the
// source and its table are entered in the two lists (loaders/sources/sources.ts, src/schema/tables.ts) at their marks. All of it is
// made ready first and then written; where a write fails, what was written is taken back.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {TABLE_NAMES} from "../../src/schema/tables.js";
import {SOURCE_NAMES} from "../sources/sources.js";
import {InputError} from "../sources/shared.js";

const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const LONGEST = 30;
/** Words with another meaning where sources and tables are named. */
const RESERVED = [
  ...["hand", "checks", "revisions", "raw", "before", "shared", "http", "snapshots", "tables", "skeleton"],
  // Files of src/schema without a table of a source.
  ...["account", "codes", "column", "common", "places", "rules"]
];

/** What stays in sources.ts and src/schema/tables.ts where the next source enters. */
const MARKS = {
  imports: "// add-source: imports end here.",
  entries: "// add-source: entries end here.",
  tables: "// add-source: tables end here."
} as const;

/** @throws InputError for a name that is none or is taken. */
function checkName(name: string): void {
  const refuse = (expected: string, found: string): never => {
    throw new InputError({
      source: "add-source",
      field: "NAME",
      expected,
      found,
      advice: "Choose another name, such as unrwa or ind_netherlands. Nothing was changed."
    });
  };
  if (!NAME.test(name) || name.length > LONGEST)
    refuse(
      `at most ${LONGEST} small letters and digits, a letter first, words separated by one underscore`,
      JSON.stringify(name)
    );
  if (RESERVED.includes(name) || /^(raw|before)_/.test(name)) refuse("a name that means nothing else here", name);
  if ((SOURCE_NAMES as readonly string[]).includes(name)) refuse("a name that is free", `a source called ${name}`);
  if ((TABLE_NAMES as readonly string[]).includes(name)) refuse("a name that is free", `a table called ${name}`);
}

/** The skeleton's words under another name: skeleton, Skeleton and SKELETON, and the places its files now lie in. */
function renamed(text: string, name: string): string {
  const capital = name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return text
    .replaceAll("SKELETON", name.toUpperCase())
    .replaceAll("Skeleton", capital)
    .replaceAll(/skeleton(?=\.example)/g, name.replaceAll("_", "-"))
    .replaceAll("skeleton", name);
}

/** The text with `added` before the mark; the text before it gets the comma that a list needs. */
function insert(file: string, text: string, mark: string, added: string): string {
  const at = text.indexOf(mark);
  if (at === -1)
    throw new InputError({
      source: file,
      expected: `the line ${mark}`,
      found: "none",
      advice: "Put it back where the list ends, and run the command again. Nothing was changed."
    });
  const before = text.slice(0, at).trimEnd();
  const comma = added.startsWith("import") || before.endsWith(",") || before.endsWith("[") ? "" : ",";
  return `${before}${comma}\n${added.trimEnd()}\n${text.slice(at)}`;
}

/** The text with the name at the end of a list of names. */
function enlist(file: string, text: string, list: string, name: string): string {
  const found = new RegExp(`export const ${list} = \\[[^\\]]*(?=\\] as const)`).exec(text)?.[0];
  if (found === undefined)
    throw new InputError({
      source: file,
      expected: `the list ${list}`,
      found: "none",
      advice: "Put it back, and run the command again. Nothing was changed."
    });
  return text.replace(found, `${found.trimEnd().replace(/,$/, "")}, "${name}"`);
}

/** Formatted as the rest is, where the tool that does it is installed. */
async function formatted(root: string, file: string, text: string): Promise<string> {
  try {
    const prettier = await import("prettier");
    const options = (await prettier.resolveConfig(join(root, file))) ?? {};
    return await prettier.format(text, {...options, filepath: file});
  } catch {
    return text;
  }
}

/**
 * Adds source NAME to the project below `root`. Returns the files written, new ones first.
 * @throws InputError for a name that is none or is taken, a file that is there already, or a list without its mark; nothing is
 * changed then.
 */
export async function addSource(root: string, name: string): Promise<{added: string[]; changed: string[]}> {
  checkName(name);
  const skeleton = (file: string) => renamed(readFileSync(join(root, "loaders", "skeleton", file), "utf8"), name);
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const [sources, schema] = ["loaders/sources/sources.ts", "src/schema/tables.ts"];

  // A table's name in code, as the others have theirs: unrwa_camps is unrwaCamps.
  const exported = name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const own = (text: string) => text.replaceAll('"../sources/', '"./');
  const clean = (text: string) => text.replaceAll('"../clean/', '"./');
  const table = (text: string) =>
    text.replaceAll('"../../src/schema/', '"./').replace(`const ${name} =`, `const ${exported} =`);
  const test = (text: string) =>
    text
      .replaceAll('"../../test/loaders/', '"./')
      .replaceAll('"../', '"../../loaders/')
      .replace('"./source.js"', `"../../loaders/sources/${name}.js"`);
  const added: [string, string][] = [
    [`loaders/sources/${name}.ts`, own(skeleton("source.ts"))],
    [`src/schema/${name}.ts`, table(skeleton("table.ts"))],
    [`loaders/clean/${name}.ts`, clean(skeleton("clean.ts"))],
    [`test/loaders/${name}.test.ts`, test(skeleton("test.ts"))],
    [`test/loaders/fixtures/upstream/${name}/${name}.csv`, skeleton("example.csv")]
  ];
  for (const [file] of added)
    if (existsSync(join(root, file)))
      throw new InputError({
        source: file,
        expected: "no file yet",
        found: "one",
        advice: `Remove it or choose another name than ${name}. Nothing was changed.`
      });

  const imports = renamed(
    'import {cleanSkeleton} from "../clean/skeleton.js";\n' +
      'import {pullSkeleton, readSkeletonFiles, SKELETON_BASE_DEFAULT} from "./skeleton.js";',
    name
  );
  let list = enlist(sources, read(sources), "SOURCE_NAMES", name);
  list = insert(sources, list, MARKS.imports, imports);
  list = insert(sources, list, MARKS.entries, skeleton("entry.txt"));
  let tables = insert(schema, read(schema), MARKS.imports, `import {${exported}} from "./${name}.js";`);
  tables = insert(schema, tables, MARKS.tables, exported);
  const changed: [string, string][] = [
    [sources, list],
    [schema, tables]
  ];

  const ready: [string, string][] = [];
  for (const [file, text] of [...added, ...changed])
    ready.push([file, file.endsWith(".ts") ? await formatted(root, file, text) : text]);
  const were = changed.map(([file]) => [file, read(file)] as const);
  try {
    for (const [file, text] of ready) {
      mkdirSync(dirname(join(root, file)), {recursive: true});
      writeFileSync(join(root, file), text);
    }
  } catch (error) {
    for (const [file] of added) rmSync(join(root, file), {force: true});
    for (const [file, text] of were) writeFileSync(join(root, file), text);
    throw error;
  }
  return {added: added.map(([file]) => file), changed: changed.map(([file]) => file)};
}
