import type { Call } from '../../call.ts';
import { isDoubtful, phoneKey } from '../../numbers/phone-key.ts';
import { refuse, waitText } from '../outcome-texts.ts';
import { checkGuestCode, makeGuestCode } from '../proof/guest-codes.ts';
import { textOf } from './args.ts';
import { defineCall, type ShopTools } from './define.ts';

const reasons = { none: 'guest_none', expired: 'guest_expired', wrong: 'guest_wrong', too_many: 'guest_tries' } as const;

/** Calls by which a guest of the web chat shows that a number is theirs, so that a cart can be followed up where they are. */
export function guestCalls({ store, country, random, guests }: ShopTools): Call[] {
  return [
    defineCall(
      'guest.code',
      'does',
      ['to'],
      ['bad_number', 'no_channel', 'too_many'],
      [
        '给访客的手机号发一个 6 位验证码（由流程 guest-code 发到 WhatsApp）；10 分钟内有效，发多了要等',
        'Sends a code of 6 digits to the phone number of a guest (the flow guest-code says it, on WhatsApp); good for 10 minutes, and not many in a row',
      ],
      async (args, { contact, conversation, key, lang, now }) => {
        const written = textOf(args.to) ?? '';
        const phone = phoneKey(written, country);
        if (phone.length < 7 || phone.length > 15 || isDoubtful(written, country)) return refuse('bad_number', 'guest_number', lang);
        if (!guests?.reaches()) return refuse('no_channel', 'guest_no_channel', lang);
        const made = await makeGuestCode(store, { contact: contact.id, conversation }, phone, now, random);
        if (!made.ok) return refuse('too_many', 'too_many', lang, { wait: waitText(made.wait, lang) });
        await guests.tell(phone, made.code, lang, key);
        return { ok: true, value: { phone: `…${phone.slice(-4)}` } };
      },
    ),
    defineCall(
      'guest.confirm',
      'does',
      ['code'],
      ['none', 'expired', 'wrong', 'too_many'],
      [
        '核对访客发来的验证码，对了就记下这是本人的手机号；最多试 5 次',
        'Checks the code that a guest typed; when it is right the number is known to be theirs. Five tries',
      ],
      async (args, { contact, key, lang, now }) => {
        const checked = await checkGuestCode(store, contact.id, textOf(args.code) ?? '', key, now);
        if (!checked.ok) return refuse(checked.code, reasons[checked.code], lang);
        await guests?.known(contact.id, checked.phone);
        return { ok: true, value: { phone: `…${checked.phone.slice(-4)}` } };
      },
    ),
  ];
}
