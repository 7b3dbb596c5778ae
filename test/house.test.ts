// Checks the code's structure: imports between rooms, no cycles, no page that imports a page, Framework used in `site` alone, a
// first comment in every file, and no long file or function without a reason. The rooms are those of CONTRIBUTING.
import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, posix, relative, sep} from "node:path";
import {fileURLToPath} from "node:url";
import ts from "typescript";
import {describe, expect, test} from "vitest";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/** The rooms of src, top down: a file may import from its own room and from the lines below it. */
const FLOORS = [
  ["site"],
  ["pages", "explorer", "query", "search", "notebooks"],
  ["figures"],
  ["charts"],
  ["edition"],
  ["html"],
  ["words"],
  ["measures"],
  ["schema"]
];
/** Parts of src that loaders may import: words, measures, schema, and the verification of an edition. */
const FOR_LOADERS = /^src\/(?:words|measures|schema)\/|^src\/edition\/(?:whole|address)\.ts$/;

const MOST_LINES = 400;
const MOST_OF_A_FUNCTION = 80;
/** Longer files, each with the reason why it is not two. */
const LONG: Readonly<Record<string, string>> = {
  "src/charts/take/layout.ts": "one search for the layout that fits, over formats, drawings and looks of notes",
  "src/explorer/brief/browser.ts": "the state of a brief in its page, and all that changes it",
  "src/explorer/browser.ts": "the explorer's state in the page, and all that changes it",
  "src/explorer/watch/cards.ts": "one card: its figures, what changed, and why it may not be compared",
  "src/notebooks/doors.ts": "a notebook: one file a reader can copy"
};

function codeBelow(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(PROJECT, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .filter((path) => !path.includes("/.observablehq/"));
}

const FILES = ["src", "loaders", "bench", "test"].flatMap(codeBelow).sort();
const TEXTS = new Map(FILES.map((file) => [file, readFileSync(join(PROJECT, file), "utf8")]));

/** The imports of a file, as written; types and dynamic imports too. */
function importsOf(file: string): string[] {
  return ts.preProcessFile(TEXTS.get(file) ?? "", true, true).importedFiles.map(({fileName}) => fileName);
}

/** The project's files that a file imports. */
function within(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith("."))
    .map((name) => posix.join(dirname(file), name).replace(/\.js$/, ".ts"))
    .filter((name) => TEXTS.has(name));
}
const IMPORTS = new Map(FILES.map((file) => [file, within(file)]));
const ARROWS = FILES.flatMap((from) => (IMPORTS.get(from) ?? []).map((to) => [from, to] as const));
const top = (file: string) => file.split("/")[0] ?? "";
const room = (file: string) => file.split("/")[1] ?? "";
const floor = (file: string) => FLOORS.findIndex((rooms) => rooms.includes(room(file)));
/** Files that add-source copies: their imports fit the copy's folder. */
const isSkeleton = (file: string) => file.startsWith("loaders/skeleton/");
const isCode = (file: string) => top(file) !== "test";

/** The functions of a file above `most` lines whose comment gives no reason for it: "Long because …". */
function longFunctions(file: string, text: string, most: number): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      // The comment of `const name = () => …` is that of its statement.
      const statement = ts.findAncestor(node, (each) => ts.isStatement(each) || ts.isClassElement(each)) ?? node;
      const begin = node.getStart(source);
      const reason = text.slice(Math.min(statement.getFullStart(), node.getFullStart()), begin);
      if (lineAt(node.end) - lineAt(begin) + 1 > most && !/Long because \S/.test(reason))
        found.push(`${file}:${lineAt(begin) + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Import cycles: sets of files that import each other (strongly connected components). */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): number => {
    const mine = order.size;
    order.set(file, mine);
    lowest.set(file, mine);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      const reached = order.has(next) ? (open.includes(next) ? (order.get(next) ?? mine) : mine) : visit(next);
      lowest.set(file, Math.min(lowest.get(file) ?? mine, reached));
    }
    if (lowest.get(file) === mine) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1 || imports.get(file)?.includes(file)) found.push(circle);
    }
    return lowest.get(file) ?? mine;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
}

/** What a file of tests would leave behind in its process, which other files of tests use after it. */
function leftBehind(text: string): string[] {
  const mocks =
    text.match(/\bvi\.(?:mock|doMock|stub\w+|useFakeTimers|setSystemTime|spyOn)\(|\bprocess\.chdir\(/g) ?? [];
  const names = (pattern: RegExp) => Array.from(text.matchAll(pattern), ([, name = ""]) => name);
  const variables = names(/^\s*process\.env\.(\w+) = /gm).filter(
    (name) => !text.includes(`delete process.env.${name};`)
  );
  const globals = names(/Object\.assign\(globalThis, \{(\w+)/g).filter(
    (name) => !text.includes(`Reflect.deleteProperty(globalThis, "${name}")`)
  );
  return [...mocks, ...variables, ...globals];
}

describe("the code", () => {
  test("is parsed with all its imports: types, values and dynamic ones", () => {
    expect(FILES.length).toBeGreaterThan(250);
    expect(ARROWS.length).toBeGreaterThan(800);
    expect(IMPORTS.get("bench/bench.ts")).toContain("src/site/build.ts");
  });

  test("has no circle of files", () => {
    expect(circles(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]]]))).toEqual([["b", "c"]]); // prettier-ignore
    expect(circles(IMPORTS)).toEqual([]);
  });

  test("of src is in a room, imports only rooms below its own, and nothing outside src", () => {
    const code = FILES.filter((file) => top(file) === "src");
    expect(code.filter((file) => floor(file) < 0 && room(file) !== "data")).toEqual([]);
    const upwards = ARROWS.filter(
      ([from, to]) =>
        top(from) === "src" &&
        room(from) !== "data" &&
        (top(to) !== "src" || (room(from) !== room(to) && floor(to) <= floor(from)))
    );
    expect(upwards).toEqual([]);
  });

  test("of loaders imports of src only what says how the world is, and whether an edition is whole", () => {
    const others = ARROWS.filter(
      ([from, to]) => top(from) === "loaders" && top(to) !== "loaders" && !FOR_LOADERS.test(to)
    );
    expect(others.filter(([from]) => !isSkeleton(from))).toEqual([]);
  });

  test("is imported by no code where it is a test or the bench", () => {
    const tools = ARROWS.filter(
      ([from, to]) => ["test", "bench"].includes(top(to)) && ["src", "loaders"].includes(top(from)) && !isSkeleton(from)
    );
    expect(tools).toEqual([]);
  });

  test("of tests leaves nothing behind in its process, which the next file of tests uses", () => {
    const set = "process.env.A = 1;\nvi.stubGlobal(a);\nObject.assign(globalThis, {b: 1});\n";
    expect(leftBehind(set)).toEqual(["vi.stubGlobal(", "A", "b"]);
    expect(leftBehind('process.env.A = "1";\ndelete process.env.A;\n')).toEqual([]);
    const tests = FILES.filter((file) => file.endsWith(".test.ts") && file !== "test/house.test.ts");
    expect(tests.map((file) => [file, leftBehind(TEXTS.get(file) ?? "")]).filter(([, left]) => left?.length)).toEqual(
      []
    );
  });

  test("of a page imports no other page; shared code is in pages/_shared", () => {
    const page = (file: string) => /^src\/pages\/([^/]+)\//.exec(file)?.[1] ?? null;
    const others = ARROWS.filter(([from, to]) => {
      const [a, b] = [page(from), page(to)];
      return a !== null && b !== null && a !== b && b !== "_shared";
    });
    expect(others).toEqual([]);
  });

  test("knows of Framework in src/site alone", () => {
    const knowing = FILES.filter((file) => importsOf(file).some((name) => name.startsWith("@observablehq/framework")));
    expect(knowing.filter((file) => isCode(file) && !file.startsWith("src/site/"))).toEqual([]);
  });
});

describe("every file", () => {
  test("says in its first lines why it exists", () => {
    const silent = FILES.filter((file) => !/^(?:#![^\n]*\n)?\/\/ \S.{15}/.test(TEXTS.get(file) ?? ""));
    expect(silent).toEqual([]);
  });

  test(`has at most ${MOST_LINES} lines, or a reason that is listed here`, () => {
    const lines = (file: string) => (TEXTS.get(file) ?? "").trimEnd().split("\n").length;
    const long = FILES.filter((file) => isCode(file) && lines(file) > MOST_LINES);
    expect(long).toEqual(Object.keys(LONG));
    expect(long.filter((file) => !/Long because/.test((TEXTS.get(file) ?? "").slice(0, 600)))).toEqual([]);
  });

  test(`has no function above ${MOST_OF_A_FUNCTION} lines without "Long because" in its comment`, () => {
    const long = (comment: string) => `${comment}const f = () => {\n${"  g();\n".repeat(3)}};\nfunction h() {\n}\n`;
    expect(longFunctions("a.ts", long("// Says f.\n"), 4)).toEqual(["a.ts:2"]);
    expect(longFunctions("a.ts", long("// Long because it is a list.\n"), 4)).toEqual([]);
    const code = FILES.filter(isCode);
    expect(code.flatMap((file) => longFunctions(file, TEXTS.get(file) ?? "", MOST_OF_A_FUNCTION))).toEqual([]);
  });
});
