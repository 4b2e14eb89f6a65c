/** What is wrong in a file of the merchant, and where. */

/** Place in a file, 1-based. */
export interface Position {
  line: number;
  column: number;
}

/** Something wrong in a file. `hint` is what to write instead, shown only when it was tried and passed, or a piece of advice. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  severity: 'error' | 'warning';
  /** Stable word, e.g. `unknown-key`; names the paragraph of the reference. */
  code: string;
  message: string;
  hint?: string;
  /** A repair that was applied, parsed again and passed: replaces the whole line. */
  fix?: { line: number; text: string };
}
