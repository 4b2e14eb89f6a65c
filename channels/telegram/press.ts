import { z } from 'zod';

const pressed = z.object({ callback_query: z.object({ id: z.string().min(1) }) });

/** Returns id of the callback query in an update, which must be answered whatever it says; undefined when it is no press. */
export function callbackId(raw: unknown): string | undefined {
  const parsed = pressed.safeParse(raw);
  return parsed.success ? parsed.data.callback_query.id : undefined;
}
