/** Models, where the config names one: nothing of them is loaded otherwise. */
import type { ModelKeys } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import { realClock } from '../event-loop/clock.ts';
import type { FlowLibrary } from '../flow-folder/flow-library.ts';
import { asked } from '../flow-folder/flow-set.ts';
import type { Logger } from '../logger.ts';
import type { Models } from '../models/models.ts';
import type { Advance } from '../runtime/deps/runtime-options.ts';
import type { Store } from '../store/store.ts';

export interface ModelParts {
  config: Pick<Config, 'models' | 'shop'>;
  keys: ModelKeys;
  store: Store;
  dataDir: string;
  flows: FlowLibrary;
  advance: Advance;
  log: Logger;
  now(): number;
}

/** Opens the models that the config names; undefined where it names none. */
export async function openModelsOf({ config, keys, store, dataDir, flows, advance, log, now }: ModelParts): Promise<Models | undefined> {
  const { embeddings, chat, assist, cap_conversation, cap_day } = config.models;
  if (embeddings.url === null && chat.url === null) return undefined;
  const { openModels } = await import('../models/models.ts');
  const models = await openModels({
    ...(embeddings.url !== null && { embeddings: { url: embeddings.url, model: embeddings.model, ...(keys.embeddings && { key: keys.embeddings }) } }),
    ...(chat.url !== null && {
      chat: { url: chat.url, model: chat.model, waitMs: chat.wait, choose: chat.choose, reword: chat.reword, ...(keys.chat && { key: keys.chat }) },
    }),
    assist,
    prices: { embeddings: embeddings.price, chatIn: chat.price_in, chatOut: chat.price_out },
    caps: { conversation: cap_conversation, day: cap_day },
    store,
    dataDir,
    zone: config.shop.zone,
    advance,
    clock: realClock(now),
    log,
  });
  const learn = (): void => models.learn(asked({ flows: [...flows.set().live.values()], faqs: [...flows.set().faqs.values()] }));
  flows.onChange(learn);
  learn();
  return models;
}
