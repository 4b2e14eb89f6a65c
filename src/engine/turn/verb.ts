/** The definition of a verb: its fields, its words for the reference, and what it does. One file a verb in steps/. */

import type { AnswerType, Compiled, Fields, Target } from '../../flow-tree/fields.ts';
import type { Json } from '../../json.ts';
import type { Choice, FormQuestion, Part } from '../../message.ts';
import type { Text } from '../../text/compiled-text.ts';
import type { EngineEvent } from '../model/engine-turn.ts';
import type { Waiting } from '../model/session.ts';
import type { StepTurn } from './step-turn.ts';

/** Instruction of a step to the loop in runs/loop.ts when it has done its part. */
export type Outcome =
  /** Go on with the step below. */
  | { do: 'next' }
  | { do: 'jump'; to: Target }
  /** Leave the turn; the run waits at this step, and `resume` is called with the event that it waits for. */
  | { do: 'wait'; for: Omit<Waiting, 'at' | 'since'> }
  /** Ask this step's question and wait for the answer. */
  | { do: 'ask'; stage?: Json; before?: string }
  /** Push a flow and come back. */
  | { do: 'push'; flow: string; vars: Record<string, Json>; save?: string }
  | { do: 'end'; value?: Json }
  /** The customer was not understood too often today. */
  | { do: 'offer_person' }
  /** Something in the shop failed and the flow does not say what then. `unsure`: it may have been done nevertheless. */
  | { do: 'fail'; problem: string; unsure: boolean };

export interface VerbDocs {
  about: { en: string; zh: string };
  /** A whole small flow in YAML that shows the verb, executed by the tests, and shown in the reference with its transcript. */
  example: string;
  /** Cases of the example in the format of `*.test.yaml`. */
  transcript: string;
}

export interface Verb<F extends Fields = Fields> {
  verb: string;
  fields: F;
  docs: VerbDocs;
  run(fields: Compiled<F>, step: StepTurn): Outcome;
  /** Called with the event that the run waited for. */
  resume?(fields: Compiled<F>, step: StepTurn, event: EngineEvent, waiting: Waiting): Outcome;
  /** Verbs that ask: how to show the question and how to understand an answer. */
  asking?: Asking<F>;
}

/** Content of a question as the customer sees it. */
export interface Prompt {
  parts: Part[];
  /** With the value that each stands for. */
  choices: (Choice & { value: Json })[];
  many?: boolean;
  /** The question and those after it, for a channel that shows them together. */
  form?: FormQuestion[];
  skip?: true | Text;
  why?: Text;
  /** Text that is said instead of the question's own `retry`. */
  retry?: Text;
}

/** Message of the customer to a question. */
export interface Input {
  text: string;
  parts: readonly Part[];
  /** Set when a button was pressed: its place in the options, and its value when it is on show. */
  picked?: { option: string; value: Json | undefined; label: string };
  /** True when only the field that is asked may be taken: a kept answer is read again. */
  alone?: true;
}

/**
 * Result of reading an answer. `whole`: the answer is all that was said; `exact`: in the very words or by the number of an option. `rest`: what was said
 * besides it.
 */
export type Reading =
  | { fits: true; value: Json; whole: boolean; exact?: true; rest?: string; option?: string }
  | { fits: false; why?: string; near?: string[]; doubt?: readonly number[] };

export interface Asking<F extends Fields = Fields> {
  prompt(fields: Compiled<F>, step: StepTurn, stage: Json | undefined): Prompt;
  /** Reads the answer in a message. No effects; the same input may be read again when answers are replayed. */
  read(fields: Compiled<F>, step: StepTurn, input: Input, waiting: Pick<Waiting, 'stage' | 'choices'>): Reading;
  /** Takes an answer that fits (null: skipped) and says how to go on; `{ do: 'ask' }` shows the next part of the question. */
  accept(fields: Compiled<F>, step: StepTurn, reading: { value: Json; option?: string }, waiting: Pick<Waiting, 'stage' | 'choices'>): Outcome;
  /** Reads the answer in a sentence that was said before the question: only what can be nothing else, e.g. an order number. */
  overheard?(fields: Compiled<F>, step: StepTurn, input: Input, stage: Json | undefined): Reading | undefined;
  /** Returns the stage in which the next page of a long list is shown; undefined when there is none. */
  more?(fields: Compiled<F>, step: StepTurn, stage: Json | undefined): Json | undefined;
  /** Returns the kinds of answer that fit, so that "change the address" finds the question about an address. */
  expects?(fields: Compiled<F>, stage: Json | undefined): readonly AnswerType[];
  /** Tells whether any words fit, so that the customer's own question could be taken for an answer. */
  open?(fields: Compiled<F>, stage: Json | undefined): boolean;
  /** Returns the name of the form's field that is being asked, so that it can be corrected by name. */
  field?(stage: Json | undefined): string | undefined;
}

/** Keeps the field types of one verb together; the registry in steps/index.ts holds them all. */
export function defineVerb<F extends Fields>(verb: Verb<F>): Verb<F> {
  return verb;
}
