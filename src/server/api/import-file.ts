/** `POST /api/import`: a merchant's file while the program runs. The body is the file. */
import { z } from 'zod';
import { importFile } from '../../shop/import.ts';
import { importReport } from '../../shop/import-report.ts';
import { importKinds, type KindName } from '../../shop/importing/kinds.ts';
import type { Store } from '../../store/store.ts';
import { type FileRoute, ok, refuse, route } from './route.ts';

const kinds = Object.keys(importKinds) as [KindName, ...KindName[]];
const flag = z
  .enum(['true', 'false', '1', '0'])
  .optional()
  .transform((word) => word === 'true' || word === '1');

export const importQuery = z.object({
  file: z.string().min(1).max(300),
  kind: z.enum(kinds).optional(),
  check: flag,
  replace: flag,
  dates: z.enum(['dmy', 'mdy']).optional(),
  consent: z.string().min(1).max(1_000).optional(),
  lang: z.enum(['zh', 'en']).default('en'),
});

const described = route({
  method: 'post',
  path: '/import',
  summary:
    'A file of products, stock, orders, customers or coupons, whole or not at all; the body is the file itself (CSV or JSON, up to 50 MB), `file` its name. `check` only tells what would change, `replace` removes products or coupons that the file does not have',
  query: importQuery,
  response: z.looseObject({ ok: z.boolean(), lines: z.array(z.string()).meta({ description: 'What the command would print, in `lang`' }) }),
  handle: async () => ok({ ok: false, lines: [] }),
});

/**
 * Products, stock, orders, customers or coupons from a file, whole or not at all. `zone` and `currency` are the shop's. `restocked` is
 * called after products or stock were written.
 */
export function importRoute(
  store: Store,
  shop: { currency: string; zone: string; country?: string | undefined },
  now: () => number,
  restocked?: () => Promise<void>,
): FileRoute {
  return {
    described,
    path: '/import',
    limit: 50_000_000,
    async handle(query, bytes) {
      const asked = importQuery.safeParse(query);
      if (!asked.success) return refuse(422, 'invalid', `query: ${asked.error.issues[0]?.message ?? 'not valid'}`, asked.error.issues[0]?.path.join('.'));
      const { lang, file, check, replace, ...rest } = asked.data;
      const result = await importFile(store, {
        file,
        bytes,
        check,
        replace,
        now: now(),
        currency: shop.currency,
        zone: shop.zone,
        country: shop.country,
        ...rest,
      });
      if (result.ok && !result.isPreview && (result.kind === 'products' || result.kind === 'stock')) await restocked?.();
      const lines = importReport(result, file, lang, replace);
      return { ok: true, status: 200, body: { ...result, lines } };
    },
  };
}
