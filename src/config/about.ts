import type { z } from 'zod';

/** Text for the reference in both languages; `meta` keeps it on the schema. An `example` is shown with problems where the default is none to copy: a text as it stands in the file, else the value. */
export function about<T extends z.ZodType>(schema: T, en: string, zh: string, example?: unknown): T {
  return schema.meta({ description: en, zh, ...(example === undefined ? {} : { example }) }) as T;
}
