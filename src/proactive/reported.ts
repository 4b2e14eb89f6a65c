/** Reports of pages: what anybody's browser may send, checked and bounded. */
import { z } from 'zod';
import type { PageReport } from './decide.ts';
import { plainPath, productAt } from './page-path.ts';

/** Flat facts that a page tells with an event; small, as they are kept. */
const dataSchema = z
  .record(z.string().regex(/^[A-Za-z_]\w{0,39}$/, 'letters, digits and _'), z.union([z.string().max(200), z.number(), z.boolean()]))
  .refine((data) => Object.keys(data).length <= 20, 'at most 20 facts');
const wholeMs = z.number().int().min(0).max(86_400_000);

export const reportSchema = z.strictObject({
  /** Path of the page, with what stands behind `#/` on sites of a single page. */
  address: z.string().min(1).max(2_000),
  /** Id of the product, where the page says it itself. */
  product: z.string().min(1).max(100).optional(),
  onPage: wholeMs,
  idle: wholeMs,
  scroll: z.number().int().min(0).max(100),
  left: z.boolean(),
  cart: z.strictObject({ count: z.number().int().min(0).max(10_000), value: z.number().min(0).max(1e9) }).optional(),
  source: z.string().max(100).optional(),
  lang: z.string().max(35),
  event: z.string().min(1).max(60).optional(),
  data: dataSchema.optional(),
  typing: z.boolean(),
  open: z.boolean(),
});
export type Reported = z.output<typeof reportSchema>;

/** Returns the report with the product of the catalogue that the page shows; undefined when its address is none. */
export function readReport<P extends { _id: string; url: string }>(
  reported: Reported,
  products: readonly P[],
): { report: PageReport; product?: P } | undefined {
  const path = plainPath(reported.address);
  if (path === undefined) return undefined;
  const named = reported.product === undefined ? undefined : products.find(({ _id }) => _id === reported.product);
  const product = named ?? productAt(products, path);
  const { address: _, data: __, source, ...rest } = reported;
  const came = source?.trim().toLowerCase();
  return { report: { ...rest, path, product: product?._id, ...(came && { source: came }) }, ...(product && { product }) };
}
