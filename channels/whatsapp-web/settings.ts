import { z } from 'zod';

export interface Settings {
  chromiumPath?: string;
}

const settingsSchema = z.object({
  web: z.literal('1', 'WHATSAPP_WEB: write 1 to switch the channel on, or leave the variable out'),
  chromiumPath: z.string().min(1).optional(),
});

/** Checks the settings; a problem names the variable and what to write. */
export function readSettings(raw: Readonly<Record<string, string>>): { ok: true; settings: Settings } | { ok: false; problem: string } {
  const parsed = settingsSchema.safeParse(Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== '')));
  if (!parsed.success) return { ok: false, problem: parsed.error.issues[0]?.message ?? 'not valid' };
  const { chromiumPath } = parsed.data;
  return { ok: true, settings: chromiumPath ? { chromiumPath } : {} };
}
