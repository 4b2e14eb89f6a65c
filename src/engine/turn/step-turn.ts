/** The step that a turn is at: its run, its frame, and the means to speak. */

import type { CompiledStep, Flow } from '../../flow-tree/flow-tree.ts';
import type { Json } from '../../json.ts';
import { limits } from '../../limits.ts';
import type { AnswerForm, Choice, Part } from '../../message.ts';
import type { ShownCard } from '../../reading/shown-card.ts';
import type { Cond, Expr, Text, Value } from '../../text/compiled-text.ts';
import { evaluate, resolveValue } from '../../text/text.ts';
import type { CallOutcome, ContactOp } from '../model/engine-turn.ts';
import { keepRecent } from '../model/recent.ts';
import type { Frame, Run } from '../model/session.ts';
import { keepCards } from '../model/shown-cards.ts';
import { handOver, type PersonWanted, queueUntilOpen, reasonNote, withWhatWasTold } from './handoff.ts';
import { leftUnsaid, saidSoFar } from './prefilled.ts';
import { stopFlow } from './runs.ts';
import type { TurnState } from './turn-state.ts';
import { noteProof } from './unproved.ts';

/** One step of a run while the turn is worked out. All that a verb's code does goes through it, or through its `turn`. */
export class StepTurn {
  readonly turn: TurnState;
  readonly run: Run;
  readonly frame: Frame;
  readonly flow: Flow;
  readonly at: CompiledStep;
  private readonly extra: Record<string, Json> | undefined;
  private readable: Record<string, Json> | undefined;

  constructor(turn: TurnState, run: Run, frame: Frame, flow: Flow, at: CompiledStep, extra?: Record<string, Json>) {
    this.turn = turn;
    this.run = run;
    this.frame = frame;
    this.flow = flow;
    this.at = at;
    this.extra = extra;
  }

  /** Returns the variables of this step as an own-property object, for conditions and expressions. */
  scope(): Record<string, Json> {
    if (!this.readable) {
      const scope = this.turn.scope(this.frame.vars, this.run.event);
      const besides = leftUnsaid(this.run).join(' ');
      const before = saidSoFar(this.run).join(' / ');
      Object.assign(scope.message, { besides: besides || null, before: before || null, overheard: this.turn.overheard });
      this.readable = Object.assign(scope, this.extra);
    }
    return this.readable;
  }

  /** Renders in the customer's language. */
  text(text: Text): string {
    return this.turn.text(text, this.scope());
  }

  value(value: Value): Json {
    return 'literal' in value ? value.literal : resolveValue(value, this.turn.lang, this.scope(), this.turn.options);
  }

  /** Keeps in mind the order (`said`: the argument with its number) that a call could not prove to be the customer's. */
  noteProof(said: Json | undefined, outcome: CallOutcome): void {
    noteProof(this.turn, this.run, said, outcome);
  }

  evaluate(expr: Expr): Json {
    return evaluate(expr, this.turn.lang, this.scope(), this.turn.options);
  }

  holds(cond: Cond, extra?: Record<string, Json>): boolean {
    return this.turn.holds(cond, extra ? { ...this.scope(), ...extra } : this.scope());
  }

  /** Returns the same step with more names to read, e.g. `it` and `i`. */
  with(extra: Record<string, Json>): StepTurn {
    return new StepTurn(this.turn, this.run, this.frame, this.flow, this.at, { ...this.extra, ...extra });
  }

  set(name: string, value: Json): void {
    this.readable = undefined;
    if (name.startsWith('recent.')) {
      keepRecent(this.turn, name.slice('recent.'.length), value);
      this.turn.trace.vars[name] = value;
      return;
    }
    const kept = name.startsWith('contact.') ? name.slice('contact.'.length) : undefined;
    if (kept === undefined) this.frame.vars[name] = value;
    else if (kept === 'lang') {
      if (typeof value === 'string') this.turn.speak(value);
    } else this.turn.remember({ set: kept, value });
    this.turn.trace.vars[name] = value;
  }

  /** Remembers the cards that were shown, so that "the second one" means one of them. */
  showed(cards: readonly ShownCard[]): void {
    keepCards(this.turn, this.run.id, cards);
  }

  say(parts: Part[], extra: { choices?: Choice[]; many?: boolean; form?: AnswerForm; template?: string } = {}): void {
    const { template, ...shown } = extra;
    this.turn.send(parts, this.run, template ? { ...shown, template: { name: template, params: this.params(parts) } } : shown);
  }

  /** Returns the values of a template: what it names of the run's plain values, two levels deep, and the whole text as `text`. */
  private params(parts: readonly Part[]): Record<string, string> {
    const params: Record<string, string> = {};
    const take = (prefix: string, values: object, depth: number) => {
      for (const [name, value] of Object.entries(values)) {
        if (typeof value === 'string' || typeof value === 'number') params[prefix + name] = String(value).slice(0, limits.kept);
        else if (depth > 0 && value !== null && typeof value === 'object') take(`${prefix}${name}.`, value, depth - 1);
      }
    };
    take('', { ...this.run.event?.data, ...this.frame.vars }, 2);
    params.text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
    if (this.turn.contact.name) params.name ??= this.turn.contact.name;
    return params;
  }

  remember(op: ContactOp): void {
    this.readable = undefined;
    this.turn.remember(op);
  }

  /** Sets a timer in so many ms; returns its id. */
  timer(ms: number): string {
    return this.turn.effect({ type: 'timer', at: this.turn.facts.now + Math.max(0, ms) });
  }

  /** Sets a timer for a moment, epoch ms; returns its id. */
  timerAt(at: number): string {
    return this.turn.effect({ type: 'timer', at: Math.max(at, this.turn.facts.now), date: true });
  }

  /** Ends other runs of a flow. */
  stop(flow: string): void {
    stopFlow(this.turn, flow, this.run);
  }

  /** Begins the silence while a person has the conversation. */
  handOver(wanted: PersonWanted): void {
    handOver(this.turn, this.explained(wanted));
  }

  /** Lists the conversation for a person who comes when the shop opens; the bot goes on. */
  queueUntilOpen(wanted: PersonWanted): void {
    queueUntilOpen(this.turn, this.explained(wanted));
  }

  /** Adds a note, so that people know why they are called. */
  private explained(wanted: PersonWanted): PersonWanted {
    const note = wanted.note?.trim() || reasonNote(this.turn, 'flow', { flow: this.flow.name });
    return { ...wanted, note: withWhatWasTold(this.turn, this.run, note) };
  }

  warn(text: string): void {
    this.turn.problem('warning', text, this.flow.name, this.at.path);
  }
}
