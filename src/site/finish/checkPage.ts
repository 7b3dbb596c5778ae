// Completes the page "Check a figure" after Framework's build: writes the file that its box answers from, its scripts, and the
// addresses and checksums of the tables that rulings are computed from.
import {createHash} from "crypto";
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "fs";
import {join} from "path/posix";
import {sumsOf} from "./duckdbFiles.js";
import type {Edition} from "../../edition/edition.js";
import type {Account} from "../../edition/account.js";
import {checkListOf} from "../../pages/check/check.js";
import type {PrintedFigures} from "../../pages/check/check.js";
import {escapeHtml} from "./html.js";
import {writeScript} from "../scripts.js";

const TABLES = ["applications", "decisions", "stocks"] as const;

/** Writes the file and the scripts into the site and names them in the page; does nothing where the site lacks the page. */
export async function writeCheck(
  folder: string,
  root: string,
  {account, edition, figures}: {account: Account; edition: Edition; figures: PrintedFigures}
): Promise<void> {
  const page = join(folder, "check.html");
  if (!existsSync(page)) return;
  const list = JSON.stringify(
    checkListOf(account, {
      ...{figures, edition},
      placesCsv: readFileSync(join(root, "data", "tables", "places.csv"), "utf8")
    })
  );
  const data = `_check/list.${createHash("sha256").update(list).digest("hex").slice(0, 8)}.json`;
  mkdirSync(join(folder, "_check"), {recursive: true});
  writeFileSync(join(folder, data), list);
  const script = await writeScript(folder, root, "check", "pages/check/browser");
  const thread = await writeScript(folder, root, "checkRuling", "pages/check/worker");
  const sums = sumsOf(edition);
  // An edition without a table gives no address: nothing is found in it.
  const there = TABLES.filter((name) => sums[`${name}.parquet`] !== undefined);
  const of = (value: (name: string) => string) => escapeHtml(JSON.stringify(Object.fromEntries(there.map((name) => [name, value(name)])))); // prettier-ignore
  const tables = of((name) => `./data/${edition.id}/${name}.parquet`);
  const checksums = of((name) => sums[`${name}.parquet`] ?? "");
  const attributes = `data-list="./${data}" data-thread="./${thread}" data-tables="${tables}" data-sums="${checksums}"`;
  writeFileSync(
    page,
    readFileSync(page, "utf8")
      .replace('<form class="check" id="check-form"', () => `<form class="check" id="check-form" ${attributes}`)
      .replace("</head>", () => `<script type="module" src="./${script}"></script>\n</head>`)
  );
}
