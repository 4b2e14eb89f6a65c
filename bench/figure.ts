/** A line of the table that the bench prints. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** Undefined: shown for comparison. */
  target?: { atLeast: number } | { atMost: number };
  note?: string;
}
