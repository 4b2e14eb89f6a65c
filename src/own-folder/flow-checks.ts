/** The flows of a folder with what their checks need: the merchant's config, calls and languages. */
import { readFileSync } from 'node:fs';
import { shopBase } from '../app/shop-base.ts';
import { dayIn } from '../compiler/faq-dates.ts';
import type { FlowFile, LoadContext } from '../compiler/flow.ts';
import { type Checked, loadConfig } from '../config/load.ts';
import { withPhrases } from '../config/phrases.ts';
import type { Config } from '../config/schema.ts';
import { variableValue } from '../config/variable-value.ts';
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import { listFlowFiles, readFlowFile } from '../flow-folder/flow-folder.ts';
import { listPictures } from '../flow-folder/picture-folder.ts';
import type { CallSpec } from '../flow-tree/flow-tree.ts';
import { defaultConfigFile } from '../machine/root.ts';
import { httpCalls } from '../runtime/calls/http-call.ts';
import { shopCalls } from '../shop/calls/calls.ts';
import { noData } from '../store/no-data.ts';
import { prepareLanguages } from '../understanding/index.ts';
import { FileFailed } from './file-failed.ts';

/** Returns the merchant's config, or the one that ships: languages, templates and the shop's facts belong to the checks. */
export function shopConfig(): Checked<Config> {
  const own = variableValue(process.env.CONFIG_FILE);
  const file = own ?? defaultConfigFile;
  try {
    const loaded = loadConfig(readFileSync(file, 'utf8'), file);
    return loaded.ok ? withPhrases(loaded.value, file) : loaded;
  } catch (error) {
    if (own === undefined) return loadConfig('', file);
    throw new FileFailed(file, error);
  }
}

/** Returns flow and FAQ files of a folder, or the transcripts beside them. */
export async function filesOf(dir: string, kind: 'flows' | 'transcripts'): Promise<FlowFile[]> {
  const { files } = await listFlowFiles(dir, kind);
  return await Promise.all(files.map(async ({ name }) => ({ file: name, text: (await readFlowFile(dir, name)) ?? '' })));
}

/** Returns the loader's context and the shop as flows read it. Calls are known but answer nothing. */
export async function checksFor(
  config: Config,
  lang: 'en' | 'zh',
  dir: string,
): Promise<{ context: LoadContext & { calls: Map<string, CallSpec> }; shop: Partial<ShopFacts> }> {
  const { shop, templates, http_calls } = config;
  await prepareLanguages(shop.langs);
  const calls = new Map<string, CallSpec>([...shopCalls(noData(), shop), ...httpCalls(http_calls)].map((call) => [call.name, call]));
  return {
    context: {
      lang,
      langs: shop.langs,
      pictures: await listPictures(dir),
      calls,
      templates: { names: new Set(Object.keys(templates)), severity: 'warning' },
      today: dayIn(shop.zone, Date.now()),
    },
    shop: shopBase(config),
  };
}
