/** Settings of the web chat. */
import { z } from 'zod';
import { variable } from '../../src/channel-kit/settings.ts';

export const settingsSchema = z.object({
  identitySecret: variable(z.string().min(16).optional(), {
    env: 'IDENTITY_SECRET',
    secret: true,
    about: {
      en: 'Secret with which your shop signs the ids of customers who are logged in, at least 16 characters. Unset: signed ids are refused.',
      zh: '商城为已登录顾客的编号签名所用的密钥，至少 16 个字符。未设置时拒绝签名身份。',
    },
    form: { en: 'use at least 16 characters; a shorter one can be found by trying', zh: '至少 16 个字符；太短会被人试出来' },
  }),
});
