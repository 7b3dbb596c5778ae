// Explains the signs of a page's charts once, so that the notes of each chart need not repeat them.

const NOTES: readonly (readonly [term: string, text: string])[] = [
  [
    "Brackets.",
    "UNHCR rounds small numbers. A bracket, in a chart or after a number, is the range that the true number can have."
  ],
  [
    "Persons and cases.",
    "A case can cover several people. We show the two separately, cases as squares, and never add them."
  ],
  [
    "Marks across a chart.",
    "A dotted line is a break in series: before and after it the figures are counted differently."
  ],
  [
    "Years without a number.",
    "“Not reported”: the country reported nothing. “No entry”: it reported that year, but nothing for this group; there may still have been one or two. Neither means zero."
  ],
  [
    "Above and below the line.",
    "Positive decisions are above the line, refusals and cases closed without a decision below it."
  ],
  [
    "First instance, and appeals.",
    "We add what is reported at first instance and at first instance and appeal combined. Decisions on appeal alone are not in these charts."
  ]
];

/** Standing notes, folded, with a link to the methods. `method` is the page's address of them. */
export const howToRead = (method: string) =>
  `<details class="how-to-read" id="how-to-read"><summary>How to read our charts</summary><ul>${NOTES.map(
    ([term, text]) => `<li><b>${term}</b> ${text}</li>`
  ).join("")}</ul><p><a href="${method}">Methods</a></p></details>`;
