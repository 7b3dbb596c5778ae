// Outcomes as sentences and tiles name them after a number: "996 complementary protection", "9,214 refused".
import type {Status} from "../measures/codes.js";

export const RESULT_WORDS: Readonly<Record<Status, string>> = {
  refugee_status: "refugee status",
  undivided: "refugee status or other protection (not separated in the data)",
  complementary: "complementary protection",
  humanitarian: "residence on humanitarian grounds",
  temporary: "a temporary status by national law",
  refused: "refused",
  undivided_closed: "refused or closed (not separated in the data)",
  otherwise_closed: "closed without a decision",
  not_decided: "taken out of the count"
};
