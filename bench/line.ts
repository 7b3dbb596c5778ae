// A line of what is measured, as every part of the bench gives it.

export interface Line {
  readonly section: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What bench/budgets.json knows it by. */
  readonly id?: string;
}
