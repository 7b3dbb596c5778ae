// The process in which a build writes the files below /data/, which none of its pages needs before the last steps.
import {join} from "node:path";
import {loadEdition} from "../edition/edition.js";
import {ledgerOf} from "../edition/placeLedger.js";
import {ORIGIN} from "../pages/story/context.js";
import {answering} from "./apart.js";
import {writeData} from "./downloads.js";
import {writeSeries} from "./machines/series.js";

answering(async (asked) => {
  const {folder, root} = asked as {folder: string; root: string};
  await writeData(folder, root);
  writeSeries(join(folder, "latest"), ledgerOf(await loadEdition(root)), ORIGIN);
  return null;
});
