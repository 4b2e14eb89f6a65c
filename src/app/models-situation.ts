/** Asks the models that the config names for something small, with their keys: whether they are there and speak what is expected. */
import type { ModelKeys } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import type { AskFailure } from '../net/ask-failure.ts';

export type ModelFailure = AskFailure['why'];

export interface ModelsSituation {
  /** Which keys are set. */
  keys: { embeddings: boolean; chat: boolean };
  assist: boolean;
  models: {
    of: 'embeddings' | 'chat';
    host: string;
    /** Absent where it was not asked. */
    answer?: { ok: true } | Omit<AskFailure, 'detail'>;
    /** Time that the answer took. */
    ms?: number;
    /** Time that a message waits for it. */
    waitMs?: number;
  }[];
}

/** Time that a model may take here, ms: one that was asleep loads first. */
const patienceMs = 20_000;

export async function lookAtModels({ embeddings, chat, assist }: Config['models'], keys: ModelKeys, isOnline: boolean): Promise<ModelsSituation> {
  const situation: ModelsSituation = { keys: { embeddings: keys.embeddings !== undefined, chat: keys.chat !== undefined }, assist, models: [] };
  if (embeddings.url !== null) {
    const { openAiEmbedder } = await import('../models/embedder.ts');
    const embedder = openAiEmbedder({ url: embeddings.url, model: embeddings.model, ...(keys.embeddings && { key: keys.embeddings }) });
    const started = performance.now();
    const answer = isOnline ? await embedder.embed(['where is my parcel'], AbortSignal.timeout(patienceMs)) : undefined;
    situation.models.push({ of: 'embeddings', host: embedder.host, ...(answer && { answer, ms: performance.now() - started }) });
  }
  if (chat.url !== null) {
    const [{ openAiChat }, { choosing }] = [await import('../models/chat-model.ts'), await import('../models/choosing.ts')];
    const model = openAiChat({ url: chat.url, model: chat.model, ...(keys.chat && { key: keys.chat }) });
    const question = choosing({ said: 'where is my parcel', lang: 'en', candidates: [{ id: 'a', kind: 'entry', asks: ['where is my parcel'] }] });
    const started = performance.now();
    const answer = isOnline ? await model.ask(question, AbortSignal.timeout(patienceMs)) : undefined;
    situation.models.push({ of: 'chat', host: model.host, ...(answer && { answer, ms: performance.now() - started }), waitMs: chat.wait });
  }
  return situation;
}
