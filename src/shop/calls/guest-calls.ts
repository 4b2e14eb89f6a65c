import type { Call } from '../../call.ts';
import { isDoubtful, phoneKey } from '../../numbers/phone-key.ts';
import { emailsIn, readEmail } from '../../reading/values/email.ts';
import { showMoney } from '../../text/money.ts';
import { currentCart, repriced } from '../orders/carts.ts';
import { refuse, waitText } from '../outcome-texts.ts';
import { checkGuestCode, mailTo, makeGuestCode, toMail } from '../proof/guest-codes.ts';
import { confirmedBy, keepConfirmed, mailOnce } from '../proof/guest-confirmed.ts';
import { textOf } from './args.ts';
import { type CartInWords, defineCall, type ShopTools } from './define.ts';

const reasons = { none: 'guest_none', expired: 'guest_expired', wrong: 'guest_wrong', too_many: 'guest_tries' } as const;

/** The e-mail address in what a guest wrote; null: one that cannot be right, or several. Undefined: it is none. */
function emailIn(written: string, context: { lang: string; now: number }, zone: string): string | null | undefined {
  const folded = written.normalize('NFKC').toLowerCase();
  if (!folded.includes('@') && emailsIn(folded).addresses.length === 0) return undefined;
  const found = readEmail(folded, written, { ...context, zone, currency: '', parts: [], passing: true });
  return found && 'value' in found && typeof found.value === 'string' && found.value.length <= 254 ? found.value : null;
}

/** Shows where a code went, so that the guest knows it and nobody else learns of it. */
const shown = (to: string): { phone: string } | { email: string } => {
  const email = mailTo(to);
  return email === undefined ? { phone: `…${to.slice(-4)}` } : { email: email.replace(/(?<=^.)[^@]*/, '…') };
};

/** Calls by which a guest of the web chat shows that a number or mailbox is theirs, so that a cart can be followed up where they are. */
export function guestCalls({ store, shop, country, random, guests, zone }: ShopTools): Call[] {
  return [
    defineCall(
      'guest.ways',
      'reads',
      [],
      ['no_channel'],
      [
        '验证码能发到哪里：phone 手机号（WhatsApp），email 邮箱（配置了 SMTP_URL）；都不行就是 no_channel',
        'Where codes can go: phone (WhatsApp), email (SMTP_URL is set); no_channel when neither',
      ],
      async (_args, { lang }) => {
        const ways = guests?.ways();
        return ways && (ways.phone || ways.email) ? { ok: true, value: ways } : refuse('no_channel', 'guest_no_way', lang);
      },
    ),
    defineCall(
      'guest.code',
      'does',
      ['to'],
      ['bad_number', 'no_channel', 'too_many'],
      [
        '给访客的手机号（由流程 guest-code 发到 WhatsApp）或邮箱发一个 6 位验证码；10 分钟内有效，发多了要等',
        'Sends a code of 6 digits to the phone number of a guest (the flow guest-code says it, on WhatsApp) or to their e-mail; good for 10 minutes, and not many in a row',
      ],
      async (args, { contact, conversation, key, lang, now }) => {
        const written = textOf(args.to) ?? '';
        const email = emailIn(written, { lang, now }, zone);
        if (email === null) return refuse('bad_number', 'guest_mail', lang);
        const phone = email === undefined ? phoneKey(written, country) : '';
        if (email === undefined && (phone.length < 7 || phone.length > 15 || isDoubtful(written, country))) return refuse('bad_number', 'guest_number', lang);
        const ways = guests?.ways();
        if (!guests || !(email === undefined ? ways?.phone : ways?.email))
          return refuse('no_channel', email === undefined ? 'guest_no_channel' : 'guest_no_mail', lang);
        const to = email === undefined ? phone : toMail(email);
        const made = await makeGuestCode(store, { contact: contact.id, conversation }, to, now, random);
        if (!made.ok && made.crowded) await guests.crowded?.(now);
        if (!made.ok) return refuse('too_many', 'too_many', lang, { wait: waitText(made.wait, lang) });
        if (!(await guests.tell(to, made.code, lang, key))) return refuse('no_channel', 'guest_not_sent', lang);
        return { ok: true, value: shown(to) };
      },
    ),
    defineCall(
      'guest.confirm',
      'does',
      ['code'],
      ['none', 'expired', 'wrong', 'too_many'],
      [
        '核对访客发来的验证码，对了就记下这个手机号或邮箱是本人的；确认的是邮箱时把购物车发过去（mailed 为 true）。最多试 5 次',
        'Checks the code that a guest typed; when it is right the number or e-mail is known to be theirs, and their cart goes to that e-mail (mailed is true). Five tries',
      ],
      async (args, { contact, key, lang, now }) => {
        const before = await confirmedBy(store, key);
        const checked = before ? { ok: true as const, to: before.phone } : await checkGuestCode(store, contact.id, textOf(args.code) ?? '', key, now);
        if (!checked.ok) return refuse(checked.code, reasons[checked.code], lang);
        const { to } = checked;
        const guest = before?.contact ?? contact.id;
        if (!before) await keepConfirmed(store, guest, to, key, now);
        // Before two contacts become one: a cart keeps the name of the guest. It goes out after: a mail server may take longer than the call has.
        const cart = mailTo(to) === undefined ? null : await cartOf(guest, lang, now);
        await guests?.known(guest, to);
        const mailed = cart !== null && guests !== undefined && (await mailOnce(store, key, () => guests.mailCart(to, cart, lang)));
        return { ok: true, value: { ...shown(to), mailed } };
      },
    ),
  ];

  async function cartOf(contact: string, lang: string, now: number): Promise<CartInWords | null> {
    const cart = await currentCart(store, contact);
    if (!cart || cart.order !== undefined) return null;
    const { items, currency, url } = await repriced(shop, cart, lang, now);
    if (items.length === 0) return null;
    const money = (amount: number): string => showMoney({ amount, currency }, lang);
    const total = money(items.reduce((sum, { price, quantity }) => sum + price * quantity, 0));
    return { items: items.map(({ title, quantity, price }) => ({ title, quantity, price: money(price) })), total, url };
  }
}
