/** Settings of WhatsApp Web. */
import { z } from 'zod';
import * as kit from '../../src/channel-kit/settings.ts';

export const settingsSchema = z.object({
  web: kit.variable(z.literal('1'), {
    env: 'WEB',
    secret: false,
    about: {
      en: '1 switches WhatsApp through WhatsApp Web on (unofficial, the number may be banned); link it by scanning a code',
      zh: '填 1 即启用网页版 WhatsApp（非官方，可能封号）；扫码后接入',
    },
    form: { en: 'write 1 to switch the channel on, or leave the variable out', zh: '填 1 启用，不用就去掉这个变量' },
  }),
  chromiumPath: kit.variable(z.string().min(1).optional(), {
    env: 'CHROMIUM_PATH',
    global: true,
    secret: false,
    about: { en: 'Chromium or Chrome; looked for in the usual places unless set', zh: 'Chromium 或 Chrome 的路径；不填则在常见位置查找' },
  }),
});

export type Settings = Pick<z.output<typeof settingsSchema>, 'chromiumPath'>;

export function readSettings(raw: Readonly<Record<string, string>>): kit.ReadSettings<Settings> {
  const read = kit.readSettings(settingsSchema, 'WHATSAPP_', raw);
  if (!read.ok) return read;
  const { chromiumPath } = read.settings;
  return { ok: true, settings: chromiumPath ? { chromiumPath } : {} };
}
