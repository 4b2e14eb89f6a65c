import { createHash } from 'node:crypto';
import { type ConsentRow, type ContactRow, contacts } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import type { Converted, ImportContext } from './kinds.ts';
import type { RowReader } from './row-reader.ts';

const langs = { zh: ['chinese', 'zh-cn', '中文'], en: ['english', 'en-us', 'en-gb', '英文'] } as const;

async function known(store: Store, keys: { externalId?: string; email?: string; phone?: string }): Promise<ContactRow | null> {
  for (const [field, value] of Object.entries(keys)) {
    if (value === undefined) continue;
    const rows = await store.collection(contacts).find({ where: { [field]: value }, limit: 100 });
    // Whoever told the e-mail of somebody else to a flow does not become them.
    const row = rows.find(({ told }) => !told?.some((one) => one === field));
    if (row) return row;
  }
  return null;
}

/**
 * Customers by external id, e-mail or phone; known contacts are completed, never emptied. A yes to promotions needs the words that they
 * agreed to, which go to the ledger; a no withdraws it; an empty cell leaves it as it is.
 */
export async function customersOf(rows: RowReader[], { store, now }: ImportContext): Promise<Converted> {
  const found = new Map<string, { row: ContactRow; line: number }>();
  const more: Op[] = [];
  for (const row of rows) {
    const phone = row.phone('phone');
    const keys = {
      externalId: row.text('external_id', 100),
      email: row.email('email'),
      phone: phone && (phone.startsWith('+') ? '+' : '') + phone.replace(/\D/g, ''),
    };
    const [name, lang, tags, marketing] = [row.text('name', 200), row.oneOf('lang', langs), row.list('tags'), row.yesNo('marketing')];
    const words = row.text('consent_words', 1_000);
    if (marketing === true && !words) row.problem('consent_words', 'no-words');
    const key = keys.externalId ?? keys.email ?? keys.phone;
    if (key === undefined) {
      if (row.problems.length === 0) row.problem('external_id', 'no-contact');
      continue;
    }
    const old = await known(store, keys);
    const id = old?._id ?? `import:${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
    const before = found.get(id);
    if (before) {
      row.problem(keys.externalId ? 'external_id' : keys.email ? 'email' : 'phone', 'twice', { value: key, line: before.line });
      continue;
    }
    const base: ContactRow = old ?? { _id: id, v: 0, tags: [], vars: {}, consent: {}, addresses: [], promos: [], createdAt: now, seenAt: now };
    const filled = Object.fromEntries(Object.entries({ ...keys, name, lang }).filter(([, value]) => value !== undefined));
    const consent = marketing === undefined ? base.consent : { ...base.consent, marketing };
    const told = base.told?.filter((field) => keys[field] === undefined);
    found.set(id, { line: row.line, row: { ...base, ...filled, ...(told && { told }), v: base.v + 1, tags: [...new Set([...base.tags, ...tags])], consent } });
    if (marketing !== undefined && marketing !== base.consent.marketing) {
      const entry: ConsentRow = {
        _id: `import:${id}:${now}`,
        v: 1,
        contact: id,
        at: now,
        purpose: 'marketing',
        granted: marketing,
        words: words ?? 'import',
        source: 'import',
      };
      more.push({ op: 'insert', in: 'consents', row: entry });
    }
  }
  return { rows: [...found.values()].map(({ row }) => ({ in: 'contacts', row })), more, problems: rows.flatMap((row) => row.problems) };
}
