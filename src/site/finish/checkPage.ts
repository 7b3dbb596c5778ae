// Completes the page "Check a figure" after Framework's build: writes the file that its box answers from, and its script.
import {createHash} from "crypto";
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "fs";
import {join} from "path/posix";
import type {Account} from "../../edition/account.js";
import {checkListOf} from "../../pages/check/check.js";
import type {PrintedFigures} from "../../pages/check/check.js";
import {writeScript} from "../scripts.js";

/** Writes the file and the script into the site and names both in the page; does nothing where the site lacks the page. */
export async function writeCheck(
  folder: string,
  root: string,
  account: Account,
  figures: PrintedFigures
): Promise<void> {
  const page = join(folder, "check.html");
  if (!existsSync(page)) return;
  const list = JSON.stringify(
    checkListOf(account, figures, readFileSync(join(root, "data", "tables", "places.csv"), "utf8"))
  );
  const data = `_check/list.${createHash("sha256").update(list).digest("hex").slice(0, 8)}.json`;
  mkdirSync(join(folder, "_check"), {recursive: true});
  writeFileSync(join(folder, data), list);
  const script = await writeScript(folder, root, "check", "pages/check/browser");
  writeFileSync(
    page,
    readFileSync(page, "utf8")
      .replace('<form class="check" id="check-form"', () => `<form class="check" id="check-form" data-list="./${data}"`)
      .replace("</head>", () => `<script type="module" src="./${script}"></script>\n</head>`)
  );
}
