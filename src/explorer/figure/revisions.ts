// Which revised numbers a figure adds.
import type {FigureRevision} from "../../figures/revised.js";
import type {ApplicationType, Authority, Level, Unit} from "../../measures/codes.js";
import {matchesApplication, matchesDecision, matchesStock} from "../../measures/matches.js";
import {headlinePart} from "../../measures/headline.js";
import {asksJoined, JOINED} from "../joined.js";
import type {Ledger} from "../ledger.js";
import {isColumn, isHeadline} from "./number.js";
import type {FigureAnswer} from "./number.js";

/** Whether a figure adds the row of a revision, and the column that was revised. */
export function matchesRevision(ledger: Ledger, answer: FigureAnswer): (one: FigureRevision) => boolean {
  const {asked, selection} = answer;
  const {measure} = selection;
  const stock = matchesStock(selection, ledger.regionsOf);
  const application = matchesApplication(
    {...selection, types: isHeadline(answer) ? "all" : selection.types},
    ledger.regionsOf
  );
  const decision = matchesDecision(selection, ledger.regionsOf);
  return ({table, year, origin, asylum, authority, type, level, unit, column}) => {
    const key = {
      ...{year, origin, asylum, authority: authority as Authority, level: level as Level, unit: unit as Unit},
      ...{type: type as ApplicationType, applications: null}
    };
    if (table === "stocks") return column === measure && stock(key);
    if (table === "applications")
      return (
        measure === "applications" &&
        application(key) &&
        (!isHeadline(answer) || headlinePart(key, ledger.onlyOther) !== null)
      );
    return (
      (measure === "decisions" || measure === "rate") &&
      column !== "total" &&
      (!isColumn(asked.cell) || column === asked.cell) &&
      (asked.cell !== "recognized_or_other" || column === "recognized" || column === "other") &&
      (asked.added === "stages" || !asksJoined(selection) || JOINED.P.levels.includes(key.level)) &&
      decision(key)
    );
  };
}
