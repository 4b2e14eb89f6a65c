/** The merchant's own words instead of what the program says by itself: `phrases.yaml`, beside the config file. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { troubleText } from '../machine/file-trouble.ts';
import type { PhraseKey } from '../text/phrases/phrase-keys.ts';
import { type OwnPhrases, phraseKeys, placesOf } from '../text/phrases.ts';
import { type Checked, loadConfig } from './load.ts';
import type { Config } from './schema.ts';
import { languageCode } from './setting.ts';

const most = 1_000;

function words(key: PhraseKey) {
  const places = placesOf(key);
  const shown = places.length === 0 ? 'no {places}' : places.map((place) => `{${place}}`).join(' and ');
  return z
    .string()
    .trim()
    .min(1, 'write what is to be said, or leave the line out')
    .max(most, `write at most ${most} characters`)
    .refine(
      (text) => [...text.matchAll(/\{(\w*)\}/g)].every(([, place = '']) => places.includes(place)),
      `this phrase has ${shown}; write nothing else in braces`,
    )
    .refine((text) => places.every((place) => text.includes(`{${place}}`)), `this phrase needs ${shown}`);
}

/** Each phrase by language. Made where there is such a file: most shops have none, and it is a thousand schemas. */
const phrasesSchema = () => z.strictObject(Object.fromEntries(phraseKeys.map((key) => [key, z.record(languageCode, words(key)).optional()])));

/** Adds `phrases.yaml` of the folder of `configFile` to the config, if there is one. */
export function withPhrases(config: Config, configFile: string): Checked<Config> {
  const file = join(dirname(configFile), 'phrases.yaml');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return { ok: true, value: config };
    return { ok: false, problems: [troubleText(error, file)] };
  }
  const loaded = loadConfig(text, file, phrasesSchema());
  if (!loaded.ok) return loaded;
  const phrases: OwnPhrases = {};
  for (const [key, byLanguage] of Object.entries(loaded.value)) if (byLanguage) phrases[key] = byLanguage;
  return { ok: true, value: { ...config, phrases } };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
