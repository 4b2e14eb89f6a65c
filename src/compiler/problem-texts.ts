/** Every problem of a flow file once, worded for merchants; `{...}` is filled in. */
import { meaningProblems } from './meaning-problems.ts';
import type { ProblemText } from './problem-text.ts';
import { shapeProblems } from './shape-problems.ts';
import { yamlProblems } from './yaml-problems.ts';

const all = { ...yamlProblems, ...shapeProblems, ...meaningProblems };

export type ProblemCode = keyof typeof all;
export const problemTexts: Readonly<Record<ProblemCode, ProblemText>> = all;
export const problemCodes: readonly string[] = Object.keys(all);
