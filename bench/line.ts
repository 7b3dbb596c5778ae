// Defines a line of results, which every part of the bench returns.

export interface Line {
  readonly section: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What bench/budgets.json knows it by. */
  readonly id?: string;
}
