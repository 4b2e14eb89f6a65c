/** The definition of a verb: its fields, its words for the reference, and what it does. One file a verb in steps/. */

import type { Json } from '../../json.ts';
import type { Choice, Part } from '../../message.ts';
import type { ShownCard } from '../../reading/shown-card.ts';
import type { Cond, Expr, Text, Value } from '../../text/compiled-text.ts';
import type { PhraseKey } from '../../text/phrases/phrase-keys.ts';
import type { CallOutcome, ContactOp, Effect, EngineEvent, Facts } from './engine-turn.ts';
import type { AnswerType, Compiled, Fields, Target } from './fields.ts';
import type { CompiledStep, Flow, FlowSet } from './flow-tree.ts';
import type { Frame, Run, Waiting } from './session.ts';

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
  run(step: Compiled<F>, turn: StepTurn): Outcome;
  /** Called with the event that the run waited for. */
  resume?(step: Compiled<F>, turn: StepTurn, event: EngineEvent, waiting: Waiting): Outcome;
  /** Verbs that ask: how to show the question and how to understand an answer. */
  asking?: Asking<F>;
}

/** Content of a question as the customer sees it. */
export interface Prompt {
  parts: Part[];
  /** With the value that each stands for. */
  choices: (Choice & { value: Json })[];
  many?: boolean;
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
  prompt(step: Compiled<F>, turn: StepTurn, stage: Json | undefined): Prompt;
  /** Reads the answer in a message. No effects; the same input may be read again when answers are replayed. */
  read(step: Compiled<F>, turn: StepTurn, input: Input, waiting: Pick<Waiting, 'stage' | 'choices'>): Reading;
  /** Takes an answer that fits (null: skipped) and says how to go on; `{ do: 'ask' }` shows the next part of the question. */
  accept(step: Compiled<F>, turn: StepTurn, reading: { value: Json; option?: string }, waiting: Pick<Waiting, 'stage' | 'choices'>): Outcome;
  /** Reads the answer in a sentence that was said before the question: only what can be nothing else, e.g. an order number. */
  overheard?(step: Compiled<F>, turn: StepTurn, input: Input, stage: Json | undefined): Reading | undefined;
  /** Returns the stage in which the next page of a long list is shown; undefined when there is none. */
  more?(step: Compiled<F>, turn: StepTurn, stage: Json | undefined): Json | undefined;
  /** Returns the kinds of answer that fit, so that "change the address" finds the question about an address. */
  expects?(step: Compiled<F>, stage: Json | undefined): readonly AnswerType[];
  /** Tells whether any words fit, so that the customer's own question could be taken for an answer. */
  open?(step: Compiled<F>, stage: Json | undefined): boolean;
  /** Returns the name of the form's field that is being asked, so that it can be corrected by name. */
  field?(stage: Json | undefined): string | undefined;
}

/** The means of a verb's code. All effects go through it. */
export interface StepTurn {
  flows: FlowSet;
  facts: Facts;
  flow: Flow;
  turnNumber: number;
  run: Run;
  frame: Frame;
  at: CompiledStep;
  lang: string;
  /** Renders in the customer's language. */
  text(text: Text): string;
  value(value: Value): Json;
  /** Returns the variables of this step as an own-property object, for conditions and expressions. */
  scope(): Record<string, Json>;
  set(name: string, value: Json): void;
  holds(cond: Cond, extra?: Record<string, Json>): boolean;
  evaluate(expr: Expr): Json;
  /** Returns the same turn with more names to read, e.g. `it` and `i`. */
  with(extra: Record<string, Json>): StepTurn;
  /** Remembers the cards that were shown, so that "the second one" means one of them. */
  showed(cards: readonly ShownCard[]): void;
  /** Returns one of the engine's own phrases in the customer's language. */
  phrase(key: PhraseKey, params?: Record<string, string>): string;
  say(parts: Part[], extra?: { choices?: Choice[]; many?: boolean; template?: string }): void;
  remember(op: ContactOp): void;
  /** Adds an effect and returns its id. */
  effect(effect: EffectDraft): string;
  /** Sets a timer in so many ms; returns its id. */
  timer(ms: number): string;
  /** Sets a timer for a moment, epoch ms; returns its id. */
  timerAt(at: number): string;
  /** Keeps in mind the order (`said`: the argument with its number) that a call could not prove to be the customer's. */
  noteProof(said: Json | undefined, outcome: CallOutcome): void;
  note(word: string): void;
  warn(text: string): void;
  /** Ends other runs of a flow. */
  stop(flow: string): void;
  /** Begins the silence while a person has the conversation. */
  handOver(wanted: PersonWanted): void;
  /** Lists the conversation for a person who comes when the shop opens; the bot goes on. */
  queueUntilOpen(wanted: PersonWanted): void;
}

type Draft<E> = E extends { id: string } ? Omit<E, 'id'> : never;
export type EffectDraft = Draft<Effect>;

/** Keeps the field types of one verb together; the registry in steps/index.ts holds them all. */
export function defineVerb<F extends Fields>(verb: Verb<F>): Verb<F> {
  return verb;
}

export interface PersonWanted {
  team?: string;
  priority?: string;
  note?: string;
  /** The run that wants one. */
  run?: string;
}
