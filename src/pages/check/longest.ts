// The most characters of a pasted text that the box reads; longer input is truncated.
export const LONGEST = 2000;
