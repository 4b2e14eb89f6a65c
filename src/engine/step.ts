/** How a verb is defined: its fields, its words for the reference, and what it does. One file a verb in steps/. */
import type { Compiled, Fields, Target, Text, Value } from './fields.ts';
import type { CompiledStep, Flow, FlowSet } from './flow-tree.ts';
import type { Frame, Json, Run, Waiting } from './session.ts';
import type { EngineEvent, Facts } from './turn.ts';

/** What a step says to the loop in advance.ts when it has done its part. */
export type Outcome =
  /** Go on with the step below. */
  | { do: 'next' }
  | { do: 'jump'; to: Target }
  /** Leave the turn; the run waits at this step, and `resume` is called with the event that it waits for. */
  | { do: 'wait'; for: Omit<Waiting, 'at' | 'since'> }
  /** Push a flow and come back. */
  | { do: 'push'; flow: string; vars: Record<string, Json>; save?: string }
  | { do: 'end'; value?: Json };

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
}

/** What a verb's code may use. All effects go through it. */
export interface StepTurn {
  flows: FlowSet;
  facts: Facts;
  flow: Flow;
  run: Run;
  frame: Frame;
  at: CompiledStep;
  lang: string;
  /** Renders in the customer's language. */
  text(text: Text): string;
  value(value: Value): Json;
  /** The variables of this step as an own-property object, for conditions and expressions. */
  scope(): Record<string, Json>;
  set(name: string, value: Json): void;
}

/** Keeps the field types of one verb together; the registry in steps/index.ts holds them all. */
export function defineVerb<F extends Fields>(verb: Verb<F>): Verb<F> {
  return verb;
}
