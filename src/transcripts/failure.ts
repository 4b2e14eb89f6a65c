import type { Position, Problem } from '../flow-tree/flow-tree.ts';
import { type RunnerLang, type WordKey, word } from './player-texts.ts';

/** Ends a case at a line. */
export class Failed extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export type Fail = (position: Position, key: WordKey, values?: Record<string, string>, hint?: string) => never;

/** Makes failures of one file in one language. */
export function failing(file: string, lang: RunnerLang): Fail {
  return (position, key, values = {}, hint) => {
    throw new Failed({ file, ...position, severity: 'error', code: `transcript-${key}`, message: word(key, lang, values), ...(hint && { hint }) });
  };
}
