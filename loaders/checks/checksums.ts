// Checks the files of a published edition against the SHA-256 sums published with them.
import {faultWords, PACKAGE_SUM} from "../../src/edition/whole.js";
import {inspectEdition} from "../edition/edition.js";
import {listed, n, verdict} from "./check.js";
import type {CheckResult} from "./check.js";

/** Checks that the files of a published edition match its datapackage.json, and that file its own SHA-256. */
export function checksums(target: string, id: string): CheckResult[] {
  const {pack, faults, isSummed} = inspectEdition(target, id);
  const files = (pack?.resources.length ?? 0) + 1;
  return [
    verdict(
      {id: "checksums", title: "Every file is the one that datapackage.json describes"},
      !faults.length,
      faults.length ? `${n(faults.length)} of ${n(files)} files damaged` : `${n(files)} files match`,
      "every file as it was published",
      listed(faults.map((fault) => faultWords([fault])))
    ),
    verdict(
      {id: "checksums.package", title: "The SHA-256 of datapackage.json is published with it", fatal: false},
      isSummed,
      isSummed ? "it is" : `${PACKAGE_SUM} is missing, as in editions made before November 2026`,
      PACKAGE_SUM
    )
  ];
}
