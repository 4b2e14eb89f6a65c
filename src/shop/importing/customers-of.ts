import { createHash } from 'node:crypto';
import { isDoubtful, phoneForms, phoneKey, wholeNumberOf } from '../../numbers/phone-key.ts';
import { type ConsentRow, type ContactKey, type ContactRow, contacts } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import type { Converted, ImportContext } from './conversion.ts';
import { personOf } from './order-address.ts';
import type { RowReader } from './row-reader.ts';

const langs = { zh: ['chinese', 'zh-cn', 'zh-hans', '中文', '简体中文', '繁体中文', 'zh-tw'], en: ['english', 'en-us', 'en-gb', '英文', '英语'] } as const;

/** Merges that are followed from one contact to the one that stands for it. */
const mergeDepth = 8;

type Keys = Omit<ContactKey, 'address'>;

async function known(store: Store, { externalId, email, phone }: Keys): Promise<ContactRow | null> {
  const asked: Record<string, readonly string[]> = {
    externalId: externalId === undefined ? [] : [externalId],
    email: email === undefined ? [] : [email],
    verifiedPhone: phone === undefined ? [] : [`+${phoneKey(phone, undefined)}`],
    phone: phone === undefined ? [] : phoneForms(phone, undefined),
  };
  for (const [field, values] of Object.entries(asked)) {
    if (values.length === 0) continue;
    const rows = await store.collection(contacts).find({ where: { [field]: { in: values } }, limit: 100 });
    // A customer who gave a flow somebody else's e-mail does not become them.
    const row = rows.find(({ told }) => !told?.some((one) => one === field));
    if (row) return wholeOf(store, row);
  }
  return null;
}

/** The contact that stands for this one, should it have been merged. */
async function wholeOf(store: Store, row: ContactRow): Promise<ContactRow> {
  let whole = row;
  for (let depth = 0; whole.mergedInto !== undefined && depth < mergeDepth; depth++)
    whole = (await store.collection(contacts).get(whole.mergedInto)) ?? { ...whole, mergedInto: undefined };
  return whole;
}

/** A language that the program speaks; others are left open. */
function langOf(row: RowReader): 'zh' | 'en' | undefined {
  const cell = row.raw('lang')?.toLowerCase();
  if (cell === undefined) return undefined;
  if (/^[a-z]{2}([-_].+)?$/.test(cell) && !/^(zh|en)/.test(cell)) return undefined;
  return row.oneOf('lang', langs);
}

/**
 * Returns the consent to promotions in the row. A column of our own is taken at its word; one of a shop system speaks of e-mails or text messages, so
 * its yes counts only with the words that the merchant gives for it, and its no says nothing of the chat.
 */
function consentOf(row: RowReader, given: string | undefined, everyoneAgreed: boolean): { marketing?: boolean; words?: string } {
  const words = row.text('consent_words', 1_000) ?? given;
  const own = row.yesNo('marketing');
  if (own !== undefined) {
    if (own && !words) row.problem('consent_words', 'no-words');
    return { marketing: own, ...(words ? { words } : {}) };
  }
  if (everyoneAgreed && words) return { marketing: true, words };
  const keys = row.sheet.keys('shop_marketing').filter((key) => row.cell(key) !== undefined);
  const agreed = keys.find((key) => row.saysYes('shop_marketing', row.cell(key) ?? ''));
  if (agreed === undefined) return {};
  const column = row.sheet.nameOf(agreed);
  if (words) return { marketing: true, words: `${words} (${column}: ${row.cell(agreed)})`.slice(0, 1_000) };
  row.note('marketing', 'no-proof', { column });
  return {};
}

/**
 * Reads customers by external id, e-mail or phone; known contacts are completed, never emptied. A yes to promotions needs the words that they agreed
 * to, which go to the ledger with the file and row; a no withdraws it; an empty cell leaves it as it is. Who opted out stays so, whatever a file says.
 */
export async function customersOf(rows: RowReader[], { store, now, country, consent: given, file, everyoneAgreed = false }: ImportContext): Promise<Converted> {
  const found = new Map<string, { row: ContactRow; line: number }>();
  const more: Op[] = [];
  for (const row of rows) {
    const phone = row.phone('phone');
    const id = row.code('external_id', 100);
    const keys = {
      externalId: id === '0' ? undefined : id,
      email: row.email('email'),
      phone: phone && `+${wholeNumberOf(phone, country)}`,
    };
    const [name, lang, tags] = [personOf(row), langOf(row), row.list('tags')];
    const { marketing: said, words } = consentOf(row, given, everyoneAgreed);
    const key = keys.externalId ?? keys.email ?? keys.phone;
    if (key === undefined) {
      const masked = row.notes.find(({ code }) => code === 'masked');
      if (masked) row.note('phone', 'masked-only', masked.fill);
      else if (row.problems.length === 0) row.problem('external_id', 'no-contact');
      continue;
    }
    // Without a country bare digits may be another person's number abroad.
    const isSomebodys = country === undefined && phone !== undefined && isDoubtful(phone, country);
    const old = await known(store, isSomebodys ? { ...keys, phone: undefined } : keys);
    const contact = old?._id ?? `import:${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
    const before = found.get(contact);
    if (before) {
      row.problem(keys.externalId ? 'external_id' : keys.email ? 'email' : 'phone', 'twice', { value: key, line: before.line });
      continue;
    }
    const base: ContactRow = old ?? { _id: contact, v: 0, tags: [], vars: {}, consent: {}, addresses: [], promos: [], createdAt: now, seenAt: now };
    const isRefused = said === true && base.consent.marketing === false;
    if (isRefused) row.note('marketing', 'opted-out-stays', { value: key });
    const marketing = isRefused ? undefined : said;
    const filled = Object.fromEntries(Object.entries({ ...keys, name, lang }).filter(([, value]) => value !== undefined));
    const consent = marketing === undefined ? base.consent : { ...base.consent, marketing };
    const told = base.told?.filter((field) => keys[field] === undefined);
    found.set(contact, {
      line: row.line,
      row: { ...base, ...filled, ...(told && { told }), v: base.v + 1, tags: [...new Set([...base.tags, ...tags])], consent },
    });
    if (marketing !== undefined && (marketing !== base.consent.marketing || (marketing && everyoneAgreed))) {
      const entry: ConsentRow = {
        _id: `import:${contact}:${now}`,
        v: 1,
        contact,
        at: now,
        purpose: 'marketing',
        granted: marketing,
        words: words ?? 'import',
        source: 'import',
        ...(file && { evidence: `${file}:${row.line}` }),
      };
      more.push({ op: 'insert', in: 'consents', row: entry });
    }
  }
  return { rows: [...found.values()].map(({ row }) => ({ in: 'contacts', row })), more };
}
