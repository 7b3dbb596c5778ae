// The ready files of docs/deploy say what `npm start` sends: each is read as its host reads it, and compared with answers.
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import type {Server} from "node:http";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {PROJECT} from "../../src/site/build.js";
import {headersOf} from "../../src/site/headers.js";
import {listen, staticSite} from "../../src/site/serve.js";

const NAMES = Object.keys(headersOf(""));
const folder = mkdtempSync(join(tmpdir(), "ledger-deploy-"));
/** Every page that Markdown is written for, clean and by its file; a page in each room that the build fills; and embeds. */
const written = readdirSync(join(PROJECT, "src"), {recursive: true, encoding: "utf8"})
  .filter((path) => path.endsWith(".md") && !path.startsWith("."))
  .map((path) => path.replace(/\.md$/, ".html"));
const rooms = ["editions/2026-01-01/a.html", "revisions/a.html", "code/a.html", "regions/rus.html", "world/002.html"];
const paths = [...written, ...rooms, "embed/chart.html", "embed/a/b.html"];
const addresses = ["/", ...paths.flatMap((path) => [`/${path}`, `/${path.replace(/\.html$/, "")}`])];
let server: Server;
const sent = new Map<string, Record<string, string>>();

beforeAll(async () => {
  for (const path of paths) {
    mkdirSync(join(folder, dirname(path)), {recursive: true});
    writeFileSync(join(folder, path), basename(path));
  }
  server = createServer(staticSite(folder));
  const address = await listen(server, 0);
  for (const path of addresses) {
    const {status, headers} = await fetch(address.slice(0, -1) + path);
    expect([path, status]).toEqual([path, 200]);
    sent.set(
      path,
      Object.fromEntries(NAMES.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : [])))
    );
  }
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, {recursive: true, force: true});
});
const file = (...path: string[]) => readFileSync(join(PROJECT, "docs", "deploy", ...path), "utf8");

/** Rules of `_headers`: those that match are joined by commas; where `!` is known it takes off what came before. */
function underscored(text: string, takesOff: boolean): (path: string) => Record<string, string> {
  const rules: {readonly path: string; readonly lines: string[]}[] = [];
  for (const line of text.split("\n").filter((each) => each.trim() !== "" && !each.startsWith("#")))
    if (/^\S/.test(line)) rules.push({path: line.trim(), lines: []});
    else rules.at(-1)?.lines.push(line.trim());
  return (path) => {
    const headers = new Map<string, string>();
    for (const rule of rules)
      if (rule.path.endsWith("*") ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path)
        for (const line of rule.lines) {
          const [, off, name = "", value = ""] = /^(! )?([\w-]+)(?:: (.*))?$/.exec(line) ?? [];
          expect(name, line).not.toBe("");
          if (off !== undefined) {
            expect(takesOff).toBe(true);
            headers.delete(name);
          } else headers.set(name, [headers.get(name), value].filter((each) => each !== undefined).join(", "));
        }
    return Object.fromEntries(headers);
  };
}

/** Lines that set a header, as [name, value, where]; the last that applies holds, and an empty value is none. */
function lined(
  text: string,
  {line, where}: {line: RegExp; where: (word: string | undefined, path: string) => boolean}
): (path: string) => Record<string, string> {
  const rules = Array.from(text.matchAll(line), ({groups = {}}) => groups);
  expect(rules.length).toBeGreaterThanOrEqual(NAMES.length);
  return (path) => {
    const headers: Record<string, string> = {};
    for (const {name = "", value = "", scope} of rules) if (where(scope, path) && value !== "") headers[name] = value;
    return headers;
  };
}
const isEmbed = (path: string) => path.startsWith("/embed/");

function nginx(): (path: string) => Record<string, string> {
  const text = file("nginx.conf");
  const maps = new Map(
    Array.from(
      text.matchAll(/map \$uri (\$\w+) \{[^}]*?~\^\/embed\/ "([^"]*)";[^}]*?default\s+"([^"]*)";/g),
      (found) => [found[1] ?? "", {embed: found[2] ?? "", rest: found[3] ?? ""}]
    )
  );
  expect(maps.size).toBe(2);
  const read = lined(text, {
    line: /^add_header (?<name>[\w-]+) "?(?<value>[^"\s;]+(?: [^"\s;]+)*)"? always;$/gm,
    where: () => true
  });
  return (path) =>
    Object.fromEntries(
      Object.entries(read(path)).flatMap(([name, value]) => {
        const shown = value.startsWith("$")
          ? (maps.get(value)?.[isEmbed(path) ? "embed" : "rest"] ?? "unknown")
          : value;
        return shown === "" ? [] : [[name, shown]];
      })
    );
}

describe("the headers of", () => {
  test.each([
    ["Cloudflare Pages", () => underscored(file("cloudflare", "_headers"), true)],
    ["Netlify", () => underscored(file("netlify", "_headers"), false)],
    ["nginx", nginx],
    [
      "Apache",
      () =>
        lined(file("apache", ".htaccess"), {
          line: /^Header always set (?<name>[\w-]+) "(?<value>[^"]*)"(?: env=(?<scope>!?LEDGER_EMBED))?$/gm,
          where: (scope, path) => scope === undefined || isEmbed(path) === !scope.startsWith("!")
        })
    ],
    [
      "Caddy",
      () =>
        lined(file("Caddyfile"), {
          line: /^\theader (?:@(?<scope>\w+) )?(?<name>[\w-]+) "(?<value>[^"]*)"$/gm,
          where: (scope, path) => scope === undefined || isEmbed(path) === (scope === "embed")
        })
    ]
  ] as const)("%s are those that npm start sends, for every kind of page", (_, read) => {
    const says = read();
    const differ = addresses.flatMap((path) => {
      const own = Object.fromEntries(
        NAMES.flatMap((name) => (says(path)[name] === undefined ? [] : [[name, says(path)[name]]]))
      );
      return JSON.stringify(Object.entries(own).sort()) === JSON.stringify(Object.entries(sent.get(path) ?? {}).sort())
        ? []
        : [`${path}: ${JSON.stringify(own)}`];
    });
    expect(differ).toEqual([]);
  });
  test("the page on publishing are all that npm start sends, and every ready file is named there", () => {
    const page = readFileSync(join(PROJECT, "docs", "deploy.md"), "utf8");
    for (const embed of [false, true])
      for (const [name, value] of Object.entries(headersOf(embed ? "embed/a" : "a")))
        expect(page).toContain(`${name}: ${value}`);
    const files = readdirSync(join(PROJECT, "docs", "deploy"), {recursive: true, withFileTypes: true}).filter((each) =>
      each.isFile()
    );
    expect(files).toHaveLength(5);
    for (const each of files)
      expect(page).toContain(`deploy/${join(each.parentPath, each.name).split("/deploy/").at(-1) ?? ""}`);
  });
});
