/** Asks models about a message before its turn, where the words leave it in doubt. The engine itself tells: it is asked once more with what came of it. */
import type { EngineEvent, Facts, TurnResult } from '../engine/model/engine-turn.ts';
import type { Session } from '../engine/model/session.ts';
import type { Clock } from '../event-loop/clock.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { sameTriggers } from '../flow-tree/trigger-index.ts';
import type { Logger } from '../logger.ts';
import { type Meaning, type ModelUse, plainText } from '../message.ts';
import type { ChatModel, ChatQuestion } from './chat-model.ts';
import { choiceOf, choosing } from './choosing.ts';
import { doubtOf } from './doubt.ts';
import { type Guarded, guarded } from './guarded.ts';
import type { PhraseVectors } from './phrase-vectors.ts';
import { reworded, rewording } from './rewording.ts';
import type { Spending } from './spending.ts';

export type Message = Extract<EngineEvent, { type: 'message' }>;

export interface Matter {
  flows: FlowSet;
  session: Session;
  event: Message;
  facts: Facts;
  /** What models cost in this conversation today, in millionths of a minor unit. */
  spent: number;
}

export interface InterpreterOptions {
  advance(flows: FlowSet, session: Session, event: EngineEvent, facts: Facts): TurnResult;
  vectors?: PhraseVectors;
  chat?: { model: ChatModel; breaker: Guarded; waitMs: number; choose: boolean; reword: boolean };
  spending: Spending;
}

/** Texts of one message whose vectors are asked for, at most. */
const textsMost = 6;
/** Lengths of a text that is worth a vector. */
const [shortest, longest] = [2, 500];

export const breakerOf = (model: ChatModel, clock: Pick<Clock, 'after' | 'monotonic'>, log: Pick<Logger, 'warn'>): Guarded =>
  guarded({ name: 'chat', host: model.host }, clock, log);

/** Tells whether the words decided nothing: nobody understood them, or the customer was asked what they meant. */
const inDoubt = ({ trace }: TurnResult): boolean => trace.notes.some((note) => note === 'as:not understood' || note === 'clarification');

/** A set of flows that notes which texts are ranked; one for each set, as much is kept by it. */
const watched = new WeakMap<FlowSet, { set: FlowSet; texts: Set<string> }>();

function watch(flows: FlowSet): { set: FlowSet; texts: Set<string> } {
  let known = watched.get(flows);
  if (!known) {
    const texts = new Set<string>();
    const rank: FlowSet['rank'] = (text, most) => {
      texts.add(text);
      return flows.rank(text, most);
    };
    known = { set: { ...flows, rank }, texts };
    sameTriggers(flows, known.set);
    watched.set(flows, known);
  }
  known.texts.clear();
  return known;
}

/** Tokens that these texts have at most, where a server does not say: the caps hold for it too. A token has two letters or more, or is a character of Han. */
const tokensAtMost = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Math.ceil((text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0)) / 2), 0);

/** Returns what models make of a message; undefined where none was asked. Never rejects, and takes no longer than the bounds of its models. */
export function createInterpreter({ advance, vectors, chat, spending }: InterpreterOptions) {
  return async function interpret({ flows, session, event, facts, spent }: Matter): Promise<Meaning | undefined> {
    const { set, texts } = watch(flows);
    const meaning: Meaning = {};
    let used: ModelUse | undefined;
    const played = (): TurnResult => advance(set, session, { ...event, meaning }, facts);
    const without = (why: string): void => {
      meaning.without = [...(meaning.without ?? []), why];
    };
    const count = (task: 'vectors' | 'choice' | 'rewording', tokens: { in?: number; out?: number }): void => {
      const one = spending.note(task, { in: tokens.in ?? 0, out: tokens.out ?? 0 });
      used = used ? { calls: used.calls + 1, in: used.in + one.in, out: used.out + one.out, cost: used.cost + one.cost } : one;
    };
    const capped = (): boolean => {
      const cap = spending.cap(spent + (used?.cost ?? 0));
      if (cap) without(`cap:${cap}`);
      return cap !== null;
    };
    const askChat = async <T>(task: 'choice' | 'rewording', question: ChatQuestion<T>): Promise<T | undefined> => {
      if (!chat || capped()) return undefined;
      const resting = chat.breaker.resting;
      const answer = await chat.breaker.ask(chat.waitMs, (signal) => chat.model.ask(question, signal));
      // What was sent and not answered is counted too: the server may have worked on it.
      if (!resting) {
        const told = 'in' in answer && answer.in ? { in: answer.in, out: answer.out } : undefined;
        count(task, told ?? { in: tokensAtMost([question.task, JSON.stringify(question.data)]), out: question.most });
      }
      if (answer.ok) return answer.value;
      without(`${task}:${answer.why}`);
      return undefined;
    };

    let result = played();
    const said = plainText(event.parts);
    if (inDoubt(result) && vectors && said.trim() !== '') {
      const asked = [...texts].filter((text) => text.trim().length >= shortest && text.length <= longest).slice(0, textsMost);
      if (asked.length > 0 && !capped()) {
        const near = await vectors.near(asked);
        if (near.asked) count('vectors', { in: (near.ok && near.tokens) || tokensAtMost(asked) });
        if (near.ok) {
          const unsure = (text: string): boolean => (flows.rank(text, 1)[0]?.score ?? 0) < flows.sure;
          meaning.near = asked.flatMap((text, n) => (unsure(text) ? [{ text, ranked: flows.rank(text, 3, near.beside[n]) }] : []));
          result = played();
        } else without(`vectors:${near.why}`);
      }
    }
    if (chat?.choose && inDoubt(result) && said.trim() !== '') {
      const doubt = doubtOf({ flows, session, said, lang: result.session.lang ?? facts.shop.langs[0] ?? 'en', near: meaning.near });
      const sorted = doubt.candidates.length > 0 || doubt.open ? await askChat('choice', choosing(doubt)) : undefined;
      const choice = sorted && choiceOf(sorted, doubt);
      if (choice) {
        meaning.choice = choice;
        result = played();
      }
    }
    if (chat?.reword) {
      const from = answerIn(result);
      const answer = from === undefined ? undefined : await askChat('rewording', rewording(from, said));
      const to = from !== undefined && answer ? reworded(from, answer.text) : undefined;
      if (from !== undefined && to !== undefined) meaning.reworded = { from, to };
      else if (answer) without('rewording:unfaithful');
    }
    if (used) meaning.used = used;
    return Object.keys(meaning).length > 0 ? meaning : undefined;
  };
}

export type Interpreter = ReturnType<typeof createInterpreter>;

/** Returns the text of the one answer of the FAQ that the message would get; undefined for anything else. */
function answerIn({ trace, effects }: TurnResult): string | undefined {
  if (trace.notes.filter((note) => note.startsWith('faq:')).length !== 1 || trace.steps.length > 0) return undefined;
  const sent = effects.flatMap((effect) => (effect.type === 'send' ? [effect] : []));
  const [only] = sent.length === 1 ? (sent[0]?.parts.filter((part) => part.type === 'text') ?? []) : [];
  return only?.type === 'text' && only.text.length <= 1_000 ? only.text : undefined;
}
