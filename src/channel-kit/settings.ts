/** The settings of a channel: one zod object, whose fields say from which variable each comes. The one rule of a value is its field. */
import { z } from 'zod';
import type { ChannelModule } from '../channel.ts';

interface Words {
  en: string;
  zh: string;
}

export interface Variable {
  /** The variable's name after the channel's prefix, or the whole name where it is `global`. */
  env: string;
  global?: true;
  secret: boolean;
  /** Meaning of the setting, and where to find it. */
  about: Words;
  /** Form of a value; said of one that is refused, after the variable's name. */
  form?: Words;
  /** Form in which the provider writes it, where that is narrower than the rule: another value is taken, and `npm run doctor` speaks of it. */
  usual?: RegExp;
}

/** The settings' object. Every field is made by {@link variable}. */
export type SettingsSchema = z.ZodObject<Record<string, z.ZodType>>;
export type ReadSettings<T> = { ok: true; settings: T } | { ok: false; problem: string };

const variables = new WeakMap<z.ZodType, Variable>();

/** Makes a field of the settings: a rule for the text of the variable, which it may turn into something else. Optional where the rule takes undefined. */
export function variable<T extends z.ZodType>(rule: T, about: Variable): T {
  variables.set(rule, about);
  return rule;
}

/** Returns the address of a provider's API, without a trailing slash; `usual` unless the merchant has another. */
export function apiRoot(usual: string, about: Words) {
  const rule = z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .default(usual);
  return variable(rule, { env: 'API_ROOT', secret: false, about, form: { en: `write it as ${usual}`, zh: `写成 ${usual} 这样` } });
}

function variableOf(schema: SettingsSchema, key: PropertyKey | undefined): Variable {
  const field = schema.shape[String(key)];
  const found = field && variables.get(field);
  if (!found) throw new Error(`the setting ${String(key)} has no variable`);
  return found;
}

/** Returns the `settings` of a channel's module: its variables, each with its rule. */
export function variablesOf(schema: SettingsSchema): ChannelModule['settings'] {
  return Object.entries(schema.shape).map(([key, rule]) => {
    const { usual, form, ...variable } = variableOf(schema, key);
    return {
      key,
      need: rule.safeParse(undefined).success ? 'optional' : 'required',
      ...variable,
      ...(usual && form ? { form: { pattern: usual, about: form } } : {}),
      problem: (value) => (rule.safeParse(value).success ? null : (form ?? variable.about)),
    };
  });
}

/** Checks the settings; a problem names the variable of the account `main` and what to write, never its value. An empty text is none. */
export function readSettings<T extends SettingsSchema>(schema: T, prefix: string, raw: Readonly<Record<string, string>>): ReadSettings<z.output<T>> {
  const present = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (parsed.success) return { ok: true, settings: parsed.data };
  const key = parsed.error.issues[0]?.path[0];
  const { env, global, form, about } = variableOf(schema, key);
  const name = global ? env : prefix + env;
  return { ok: false, problem: present[String(key)] === undefined ? `${name} is missing` : `${name}: ${(form ?? about).en}` };
}
