/**
 * The kinds of value that a flow file can hold. One source for three things: the YAML that is allowed (zod, and from it the JSON Schema for editors),
 * the compiled form, and the TypeScript type that a step's code reads.
 */

import { z } from 'zod';
import type { Json } from '../json.ts';
import type { Cond, Expr, Text, Value } from '../text/compiled-text.ts';

/** The place at which a flow goes on. `step`: a path in the same flow. */
export type Target = { step: string } | { flow: string } | { to: 'end' | 'back' | 'again' | 'menu' | 'handoff' };

export interface Option {
  label: Text;
  /** Value that is saved; the default language's label unless given. */
  value?: Json;
  also: string[];
  then?: Target;
  only_if?: Cond;
  image?: Value;
}
export type Options = { fixed: Option[] } | { list: Expr };

export const answerTypes = [
  'text',
  'number',
  'money',
  'date',
  'time',
  'email',
  'phone',
  'order_number',
  'proof',
  'address',
  'place',
  'photo',
  'media',
  'yes_no',
] as const;
export type AnswerType = (typeof answerTypes)[number];

export interface FormField {
  name: string;
  ask: Text;
  expect: AnswerType[];
  options?: Options;
  check?: Cond;
  retry?: Text;
  skip?: true | Text;
  why?: Text;
}

/** The compiled form of each kind of field. The compiler has one function for each. */
export interface Kinds {
  text: Text;
  value: Value;
  expr: Expr;
  cond: Cond;
  block: Target;
  /** A name to go to, never a block in place. */
  target: Target;
  /** Name of a flow that exists. */
  flow: string;
  /** Name of a call that exists. */
  call: string;
  name: string;
  word: string;
  words: string[];
  number: number;
  flag: true;
  /** Length of time, ms. */
  duration: number;
  options: Options;
  skip: true | Text;
  /** Between 1 and this many; `true` = any number. */
  many: true | { min: number; max: number };
  expect: AnswerType[];
  fields: FormField[];
  card: Record<'title' | 'text' | 'image' | 'link' | 'button', Value | undefined>;
  /** By parameter name; a list in the file is matched to the call's parameters by the loader. */
  args: Record<string, Value>;
  /** Outcome code -> where; `any` for the others. */
  outcomes: Record<string, Target>;
  cases: Record<string, Target>;
  ways: { share: number; then: Target; label?: string }[];
  values: Record<string, Value>;
  wait: { ms: number } | { open: true } | { until: Value } | { event: string; where?: Cond };
}
export type Kind = keyof Kinds;

export interface Field<K extends Kind = Kind, O extends boolean = boolean> {
  kind: K;
  optional: O;
  /** One line each for the editor's completion and the reference. */
  about: { en: string; zh: string };
}

/** Defines a required field of a step. */
export function field<K extends Kind>(kind: K, en: string, zh: string): Field<K, false> {
  return { kind, optional: false, about: { en, zh } };
}
/** Defines a field that may be left out. */
export function optional<K extends Kind>(kind: K, en: string, zh: string): Field<K, true> {
  return { kind, optional: true, about: { en, zh } };
}

export type Fields = Record<string, Field>;
/** The TypeScript type of a compiled step with these fields. */
export type Compiled<F extends Fields> = { [N in keyof F as F[N]['optional'] extends false ? N : never]: Kinds[F[N]['kind']] } & {
  [N in keyof F as F[N]['optional'] extends true ? N : never]?: Kinds[F[N]['kind']];
};

/** Modifiers of every question: ask, choose, confirm, form, rate, consent. */
export const questionFields = {
  save: optional('word', 'Name that keeps the answer', '保存回答的变量名'),
  retry: optional('text', 'Said when the answer does not fit', '回答不合要求时说的话'),
  tries: optional('number', 'Wrong answers allowed, 3 unless given', '允许答错几次，默认 3 次'),
  give_up: optional('block', 'After too many wrong answers; a person unless given', '答错太多次之后；默认转人工'),
  skip: optional('skip', 'The question may be skipped; a text is the button', '可以跳过；写文字就是按钮上的字'),
  where: optional('text', 'Answer to "where do I find it?"', '顾客问“在哪里看”时的回答'),
  why: optional('text', 'Answer to "why do you ask?"', '顾客问“为什么要问”时的回答'),
  remind: optional('duration', 'Ask again after this silence', '沉默多久后再问一次'),
  within: optional('duration', 'How long the answer may take', '最多等多久'),
  no_reply: optional('block', 'When no answer came in time; the flow ends unless given', '超时没有回答时；默认结束流程'),
  template: optional('word', 'Template used outside the reply window', '超出回复时限时使用的模板'),
  image: optional('value', 'Picture shown with the question', '随问题显示的图片'),
  overhear: optional('flag', 'What the customer said before in this flow may answer it', '顾客之前在本流程里说过的话可以算作回答'),
} as const;

/** Raw YAML of a value whose shape is checked further by the loader: with `schema: failsafe` every scalar is a text. */
const rawYaml: z.ZodType<RawYaml> = z.lazy(() => z.union([z.string(), z.array(rawYaml), z.record(z.string(), rawYaml)]));
export type RawYaml = string | RawYaml[] | { [key: string]: RawYaml };
