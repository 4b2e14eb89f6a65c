/** Everything of models, wired together: loaded only where the config names one. */
import { join } from 'node:path';
import type { EngineEvent, Facts, TurnResult } from '../engine/model/engine-turn.ts';
import type { Session } from '../engine/model/session.ts';
import type { Clock } from '../event-loop/clock.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { triggerIndex } from '../flow-tree/trigger-index.ts';
import type { Logger } from '../logger.ts';
import type { AskFailure } from '../net/ask-failure.ts';
import type { Store } from '../store/store.ts';
import { openAiChat } from './chat-model.ts';
import { type Draft, type DraftLine, drafting, draftOf } from './drafting.ts';
import { openAiEmbedder } from './embedder.ts';
import { breakerOf, createInterpreter, type Interpreter } from './interpreter.ts';
import { type Asked, PhraseVectors } from './phrase-vectors.ts';
import { type Caps, type Prices, Spending } from './spending.ts';

export interface ModelsOptions {
  embeddings?: { url: string; model: string; key?: string };
  chat?: { url: string; model: string; key?: string; waitMs: number; choose: boolean; reword: boolean };
  assist: boolean;
  prices: Prices;
  caps: Caps;
  store: Store;
  dataDir: string;
  zone: string;
  advance(flows: FlowSet, session: Session, event: EngineEvent, facts: Facts): TurnResult;
  clock: Clock;
  log: Logger;
}

/** `said`: the conversation, the oldest line first. */
export interface DraftWanted {
  flows: FlowSet;
  said: readonly DraftLine[];
  lang: string;
  /** The answer of an entry as this customer would get it; undefined where it may not be given. */
  answer(id: string): string | undefined;
}

export type DraftResult = Draft | { none: 'cap' | AskFailure['why'] };

export interface Models {
  /** Undefined where no model decides anything. */
  interpret?: Interpreter;
  /** Undefined unless `assist` is on. */
  draft?(wanted: DraftWanted): Promise<DraftResult>;
  /** Takes what customers may ask for now. */
  learn(asked: readonly Asked[]): void;
  readonly spending: Spending;
  readonly vectors?: PhraseVectors;
  stop(): Promise<void>;
}

/** Time that a person waits for a draft at most, ms. */
const draftMs = 15_000;
const draftSources = 5;

export async function openModels(options: ModelsOptions): Promise<Models> {
  const { embeddings, assist, prices, caps, store, dataDir, zone, advance, clock, log } = options;
  const spending = new Spending({ store, zone, prices, caps, now: clock.now });
  await spending.open();
  const vectors =
    embeddings &&
    new PhraseVectors({
      embedder: openAiEmbedder(embeddings),
      file: join(dataDir, 'phrase-vectors.bin'),
      clock,
      log,
      spent: (tokens) => spending.note('phrases', { in: tokens, out: 0 }),
      mayAsk: () => spending.cap(0) === null,
    });
  const model = options.chat && openAiChat(options.chat);
  const breaker = model && breakerOf(model, clock, log);
  const chat = options.chat && model && breaker ? { ...options.chat, model, breaker } : undefined;
  const decides = vectors !== undefined || chat?.choose === true || chat?.reword === true;

  async function draft({ flows, said, lang, answer }: DraftWanted): Promise<DraftResult> {
    if (!model || !breaker) return { none: 'nothing' };
    if (spending.cap(0)) return { none: 'cap' };
    const text = said.findLast(({ by }) => by === 'customer')?.text ?? '';
    if (text.trim() === '') return { none: 'nothing' };
    const near = vectors && (await vectors.near([text.slice(0, 500)]));
    if (near?.asked) spending.note('vectors', { in: near.ok ? near.tokens : 0, out: 0 });
    const { faq } = triggerIndex(flows);
    const ranked = flows.rank(text, draftSources * 2, near?.ok ? near.beside[0] : undefined);
    const sources = ranked.flatMap(({ id }) => {
      const entry = faq.get(id);
      const words = entry && answer(id);
      return entry && words ? [{ id, title: entry.q[0] ?? id, answer: words }] : [];
    });
    const offered = sources.slice(0, draftSources);
    if (offered.length === 0) return { none: 'nothing' };
    const got = await breaker.ask(draftMs, (signal) => model.ask(drafting({ said, sources: offered, lang }), signal));
    spending.note('draft', { in: 'in' in got ? (got.in ?? 0) : 0, out: 'out' in got ? (got.out ?? 0) : 0 });
    return got.ok ? draftOf(got.value, offered, said) : { none: got.why };
  }

  return {
    ...(decides && { interpret: createInterpreter({ advance, spending, ...(vectors && { vectors }), ...(chat && { chat }) }) }),
    ...(assist && model && { draft }),
    learn: (asked) => vectors?.learn(asked),
    spending,
    ...(vectors && { vectors }),
    async stop() {
      vectors?.stop();
      await spending.settled();
    },
  };
}
