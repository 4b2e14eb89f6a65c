import type { Call } from '../../call.ts';
import { type Reason, refuse, waitText } from '../outcome-texts.ts';
import { makeLinkCode, useLinkCode } from '../proof/link-codes.ts';
import { textOf } from './args.ts';
import { defineCall, type ShopTools } from './define.ts';

const reasons = { unknown: 'link_unknown', expired: 'link_expired', used: 'link_used', same: 'link_same' } as const satisfies Record<string, Reason>;

export function linkCalls({ store, random, merge }: ShopTools): Call[] {
  return [
    defineCall(
      'contact.link_code',
      'does',
      [],
      [],
      [
        '给顾客一个绑定码：10 分钟内有效，只能用一次，在另一个渠道发来即可认出是同一个人',
        'A code for 10 minutes and one use, which the customer sends from another channel to be known there as the same person',
      ],
      async (_, { contact, now }) => ({ ok: true, value: { ...(await makeLinkCode(store, contact.id, now, random)) } }),
    ),
    defineCall(
      'contact.link',
      'does',
      ['code'],
      ['unknown', 'expired', 'used', 'same', 'too_many'],
      ['用绑定码把两个渠道的顾客合为一人', 'Makes the customer and the one whom the code was given to one contact'],
      async (args, { contact, conversation, key, lang, now }) => {
        const result = await useLinkCode(store, textOf(args.code) ?? '', { contact: contact.id, conversation }, key, now);
        if (result.ok) {
          await merge(result.contact, contact.id);
          return { ok: true, value: { contact: result.contact } };
        }
        if (result.code === 'too_many') return refuse('too_many', 'too_many', lang, { wait: waitText(result.wait, lang) });
        return refuse(result.code, reasons[result.code], lang);
      },
    ),
  ];
}
