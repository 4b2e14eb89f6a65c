import { z } from 'zod';

export interface Settings {
  token: string;
  phoneId: string;
  appSecret: string;
  verifyToken: string;
  businessId?: string;
  apiRoot: string;
}

const missing = (name: string) => ({ error: (issue: { input?: unknown }) => (issue.input === undefined ? `WHATSAPP_CLOUD_${name} is missing` : 'not a text') });
const id = (name: string, where: string) =>
  z.string(missing(name)).regex(/^\d{5,25}$/, `WHATSAPP_CLOUD_${name}: write the id, digits only, as it stands on ${where}`);

const settingsSchema = z.object({
  token: z.string(missing('TOKEN')).regex(/^[\x21-\x7e]+$/, 'WHATSAPP_CLOUD_TOKEN: copy the access token again; it has no spaces or line breaks'),
  phoneId: id('PHONE_ID', 'the page API Setup'),
  appSecret: z.string(missing('APP_SECRET')),
  verifyToken: z.string(missing('VERIFY_TOKEN')),
  businessId: id('BUSINESS_ID', 'the page API Setup, below the id of the number').optional(),
  apiRoot: z
    .url({ protocol: /^https?$/, error: 'WHATSAPP_CLOUD_API_ROOT: write it as https://graph.facebook.com' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://graph.facebook.com'),
});

/** Checks the settings; a problem names the variable and what to write, never its value. */
export function readSettings(raw: Readonly<Record<string, string>>): { ok: true; settings: Settings } | { ok: false; problem: string } {
  const parsed = settingsSchema.safeParse(Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== '')));
  if (parsed.success) return { ok: true, settings: parsed.data };
  return { ok: false, problem: parsed.error.issues[0]?.message ?? 'not valid' };
}
