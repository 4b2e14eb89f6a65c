import { z } from 'zod';
import type { Lang } from './words.ts';

export type JsonSchema = Record<string, unknown>;

/** Writes a type as JSON Schema without what OpenAPI keeps elsewhere; its fields are described in `lang`. */
export function describedSchema(type: z.ZodType, io: 'input' | 'output', lang: Lang): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(type, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      const { zh } = jsonSchema;
      delete jsonSchema.zh;
      if (lang === 'zh' && typeof zh === 'string') jsonSchema.description = zh;
    },
  });
  return rest;
}
