// How exactly a rate is printed: one decimal where its interval allows it.
/** An interval of fewer points than this is printed with its decimal beside the number; a wider one lets no decimal be read. */
const NARROW = 0.05;
/** One decimal where the interval of a rate is narrow enough for it; else none. */
export function digitsOf({lo, hi}: {readonly lo: number | null; readonly hi: number | null}): 0 | 1 {
  return lo !== null && hi !== null && hi - lo < NARROW ? 1 : 0;
}
