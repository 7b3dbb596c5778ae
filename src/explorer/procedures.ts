// Second procedures of a country of asylum, whose numbers are named beside those of the first and never added to them: temporary asylum
// in Russia, and the United States' immigration courts.
import type {AskedFigure} from "../figures/address.js";
import type {Level} from "../measures/codes.js";
import {answerOf} from "./figure/answer.js";
import type {FigureAnswer, FigureNumber} from "./figure/number.js";
import type {Ledger} from "./ledger.js";

export interface Procedure {
  readonly level: Level;
  /** Names of its figures, without a year; null where the first procedure's figure has them already. */
  readonly applications: string | null;
  readonly decisions: string;
  readonly granted: string;
  readonly rate: string;
}

const PROCEDURES: readonly (Procedure & {readonly asylum: string})[] = [
  {
    asylum: "RUS",
    level: "TA",
    applications: "Applications for temporary asylum",
    decisions: "Decisions on temporary asylum",
    granted: "Temporary asylum granted",
    rate: "Grant rate, temporary asylum"
  },
  {
    asylum: "USA",
    level: "EO",
    // New applications before the courts are in the country's number.
    applications: null,
    decisions: "Decisions of the immigration courts",
    granted: "Protection granted by the immigration courts",
    rate: "Grant rate, immigration courts"
  }
];

/** The second procedures that a country of asylum has figures of. */
export function proceduresOf({facts}: Ledger, asylum: string | null): Procedure[] {
  const reported = Object.keys(facts.reporting);
  return PROCEDURES.filter(
    (one) => one.asylum === asylum && reported.some((key) => key.startsWith(`decisions ${one.asylum} `) && key.split(" ")[3] === one.level)
  );
} // prettier-ignore

/** A figure with the first number in each unit alone: those of other procedures have figures of their own beside it. */
export function firstProcedure(ledger: Ledger, asked: AskedFigure): FigureAnswer {
  const answer = answerOf(ledger, asked);
  const isFirst = ({kind: {unit}}: FigureNumber, i: number) =>
    answer.numbers.findIndex(({kind}) => kind.unit === unit) === i;
  return {...answer, numbers: answer.numbers.filter(isFirst)};
}
