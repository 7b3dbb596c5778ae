// What the box needs once a claim is sent: how sentences are understood, and what is said of them. Loaded with the first question, as the
// words it knows are many.
export {answerTo} from "./answer.js";
export {outsideTold} from "./outside.js";
export {askedBy, askedOf, claimOf, EVERYWHERE, PART_NAMES, queryOf, WHAT_CHOICES} from "./parts.js";
export {wordsAnswer} from "./textAnswer.js";
