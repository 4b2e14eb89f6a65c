import { normalCode } from '../coupon-code.ts';
import { anybody } from '../orders/coupons.ts';
import { type CouponRow, coupons } from '../shop.ts';
import type { Converted, ImportContext } from './conversion.ts';
import type { RowReader } from './row-reader.ts';

const kinds: Record<CouponRow['kind'], readonly string[]> = {
  percent: ['percentage', '%', '折扣', '打折', '百分比'],
  fixed: ['fixed amount', 'amount', '满减', '立减', '固定金额'],
  free_shipping: ['shipping', '包邮', '免邮'],
  gift: ['赠品'],
};
const month = 30 * 86_400_000;

function worthOf(row: RowReader, kind: CouponRow['kind'], currency: string): Partial<CouponRow> | undefined {
  switch (kind) {
    case 'percent': {
      const percent = row.raw('value')?.replace('%', '').replace(/\.0+$/, '').trim();
      return percent !== undefined && /^\d{1,3}$/.test(percent) && Number(percent) >= 1 && Number(percent) <= 100
        ? { percent: Number(percent) }
        : row.problem('value', 'no-worth', { what: '1–100' });
    }
    case 'fixed': {
      const amount = row.money('value', currency);
      return amount ? { money: { amount, currency } } : row.problem('value', 'no-worth', { what: '10.00' });
    }
    case 'gift': {
      const gift = row.text('value', 100);
      return gift ? { gift } : row.problem('value', 'no-worth', { what: 'silk-scarf' });
    }
    case 'free_shipping':
      return {};
  }
}

/** Codes that anybody may use, once. A code that was used stays used. */
export async function couponsOf(rows: RowReader[], { store, currency, now }: ImportContext): Promise<Converted> {
  const found = new Map<string, { row: CouponRow; line: number }>();
  for (const row of rows) {
    const typed = row.required('code', 60);
    const kind = row.raw('kind') === undefined ? row.problem('kind', 'missing') : row.oneOf('kind', kinds);
    const until = row.date('until') ?? now + month;
    if (typed === undefined || kind === undefined) continue;
    const worth = worthOf(row, kind, row.currency('currency', currency));
    if (!/^[A-Za-z0-9-]{4,40}$/.test(typed)) {
      row.problem('code', 'not-code', { value: typed });
      continue;
    }
    const code = normalCode(typed);
    const before = found.get(code);
    if (before) {
      row.problem('code', 'twice', { value: typed, line: before.line });
      continue;
    }
    const campaign = row.text('campaign', 100) ?? 'import';
    found.set(code, {
      line: row.line,
      row: { _id: code, v: 1, code, campaign, contact: anybody, claim: `import:${code}`, kind, ...worth, until, issuedAt: now },
    });
  }
  const codes = [...found.keys()];
  for (let at = 0; at < codes.length; at += 500) {
    for (const old of await store.collection(coupons).getMany(codes.slice(at, at + 500))) {
      const entry = found.get(old._id);
      if (entry)
        entry.row = {
          ...entry.row,
          v: old.v + 1,
          contact: old.contact,
          claim: old.claim,
          ...(old.usedAt === undefined ? {} : { usedAt: old.usedAt, order: old.order }),
        };
    }
  }
  return { rows: [...found.values()].map(({ row }) => ({ in: 'coupons', row })) };
}
