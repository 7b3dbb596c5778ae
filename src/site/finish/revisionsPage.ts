// The page of revisions after Framework's build: the file that its field answers from, and its script.
import {createHash} from "crypto";
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "fs";
import {join} from "path/posix";
import type {Account} from "../../edition/account.js";
import {standingFile} from "../../pages/revisions/revisions.js";
import type {PrintedFigures} from "../../pages/revisions/revisions.js";
import {writeScript} from "../scripts.js";

/** Writes the file below the site, and the script that asks it, and names both in the page; a site without the page is left. */
export async function writeRevisions(
  folder: string,
  root: string,
  account: Account,
  figures: PrintedFigures
): Promise<void> {
  const page = join(folder, "revisions.html");
  if (!existsSync(page)) return;
  const list = JSON.stringify(
    standingFile(account, figures, readFileSync(join(root, "data", "tables", "places.csv"), "utf8"))
  );
  const data = `_revisions/list.${createHash("sha256").update(list).digest("hex").slice(0, 8)}.json`;
  mkdirSync(join(folder, "_revisions"), {recursive: true});
  writeFileSync(join(folder, data), list);
  const script = await writeScript(folder, root, "revisions", "pages/revisions/browser");
  writeFileSync(
    page,
    readFileSync(page, "utf8")
      .replace(
        '<form class="standing" id="standing"',
        () => `<form class="standing" id="standing" data-list="./${data}"`
      )
      .replace("</head>", () => `<script type="module" src="./${script}"></script>\n</head>`)
  );
}
