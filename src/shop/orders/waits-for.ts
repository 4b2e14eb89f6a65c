import type { RestockRow } from '../shop.ts';

/** Tells whether somebody waits for the variant; for a product that is back without saying which, everybody who waits for it does. */
export function waitsFor({ sku, skus }: Pick<RestockRow, 'sku' | 'skus'>, back: string | undefined): boolean {
  const wanted = skus ?? (sku === undefined ? [] : [sku]);
  return back === undefined || wanted.length === 0 || wanted.includes(back);
}
