/** What every section of the config is written with. */
import { z } from 'zod';
import { rule } from '../text/rule.ts';
import { duration } from './duration.ts';

/** Text for the reference in both languages; `meta` keeps it on the schema. An `example` is shown with problems where the default is none to copy: a text as it stands in the file, else the value. */
export function about<T extends z.ZodType>(schema: T, en: string, zh: string, example?: unknown): T {
  return schema.meta({ description: en, zh, ...(example === undefined ? {} : { example }) }) as T;
}

/** A time span as it is written; ms. */
export const time = z.string().transform((text, context) => {
  const ms = duration(text);
  if (ms !== null) return ms;
  context.addIssue({ code: 'custom', message: rule('write a time span as 30s, 10m, 2h, 3d or 2w', '时长请写成 30s、10m、2h、3d 或 2w') });
  return z.NEVER;
});

/** BCP 47: `es`, `pt-BR`, `zh-TW`, `zh-Hant`. */
export const languageCode = z
  .string()
  .regex(/^[a-z]{2,3}(?:-(?:[A-Z]{2}|[A-Z][a-z]{3}))?$/, rule('write a language as zh, en, es, pt-BR or zh-TW', '语言请写成 zh、en、es、pt-BR 或 zh-TW'));
