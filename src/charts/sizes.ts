// The three sizes that every drawing is made in, and how large its text is in each.

/** The size of a drawing, which follows from its width. */
export type Size = "phone" | "middle" | "wide";
export function sizeOf(width: number): Size {
  return width < 480 ? "phone" : width < 800 ? "middle" : "wide";
}

/** Sizes of text inside a drawing, never under 11 px: it is shown at the width it is drawn for, or a little larger. */
export const TEXT: Readonly<Record<Size, {readonly plain: number; readonly small: number}>> = {
  phone: {plain: 12.5, small: 11.5},
  middle: {plain: 13.5, small: 12.5},
  wide: {plain: 13.5, small: 12.5}
};

/** Which part of the page a drawing fills: the text column with notes in the margin; text and margin; or the whole page. */
export type PlateWidth = "text" | "wide" | "full";

export const WIDTHS: Readonly<Record<PlateWidth, Readonly<Record<"wide" | "middle" | "phone", number>>>> = {
  text: {wide: 620, middle: 656, phone: 288},
  wide: {wide: 944, middle: 656, phone: 288},
  full: {wide: 1136, middle: 656, phone: 288}
};
