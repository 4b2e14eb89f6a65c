/** A way to ask for something of this shop's own catalogue: the kind of a product and a budget that it is within. */

import type { Vars } from '../../json.ts';
import { minorDigits } from '../../numbers/minor-digits.ts';
import { showMoney } from '../../text/money.ts';
import { isChinese } from '../../understanding/language-fallbacks.ts';
import { localText } from '../local-text.ts';
import type { ProductRow } from '../shop.ts';
import { categories, categoryName } from './categories.ts';
import { isHan } from './letters.ts';

const longest = 12;

/** The next round amount: 46.90 is within 50, 128 within 150, 3,199 within 3,500. */
function roundUp(amount: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, amount)));
  const steps = [1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10];
  return Math.ceil((steps.find((step) => step * size >= amount) ?? 10) * size);
}

/** The department in the customer's language; else the title, which they will find as well. */
function kindName(product: ProductRow, lang: string): string {
  const zh = isChinese(lang);
  const known = categories.some(({ id }) => id === product.category);
  const name = known
    ? categoryName(product.category, lang)
    : (product.category
        .split(/[>/|,，、;；]/)
        .at(-1)
        ?.trim() ?? '');
  const fits = name !== '' && isHan(name) === zh && (zh ? name.length <= longest : name.length <= 2 * longest);
  const chosen = fits ? name : localText(product.title, lang);
  return zh ? chosen : chosen.toLowerCase();
}

/** Returns `kind`, `budget` and both in one text, in the customer's language. */
export function searchExample(product: ProductRow, lang: string): Vars {
  const digits = minorDigits(product.currency);
  const budget = showMoney({ amount: roundUp(product.price / 10 ** digits) * 10 ** digits, currency: product.currency }, lang, product.currency, true);
  const kind = kindName(product, lang);
  return { kind, budget, text: isChinese(lang) ? `${budget} 以内的${kind}` : `${kind} under ${budget}` };
}
