/** Reasons of recommendations, in the customer's words. */
import { bilingual } from '../../understanding/language-fallbacks.ts';
import { localText } from '../local-text.ts';
import type { ProductRow } from '../shop.ts';

export type Why = { why: 'together' | 'also' | 'alike'; of: ProductRow } | { why: 'popular' };

const texts = {
  together: { zh: '常与“{title}”一起买', en: 'often bought with {title}' },
  also: { zh: '买过“{title}”的顾客也买了它', en: 'customers who bought {title} also bought this' },
  alike: { zh: '和“{title}”相近', en: 'similar to {title}' },
  popular: { zh: '近期热卖', en: 'popular right now' },
};

/** Titles of marketplaces are whole sentences; this much is told of one, a Han counting two. */
const longest = 40;
const widthOf = (sign: string): number => (/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(sign) ? 2 : 1);

function short(title: string): string {
  const signs = [...title.trim()];
  let width = 0;
  const fitting = signs.findIndex((sign) => {
    width += widthOf(sign);
    return width > longest;
  });
  if (fitting < 0) return signs.join('');
  const cut = signs.slice(0, fitting - 1).join('');
  const word = cut.lastIndexOf(' ');
  return `${(word > cut.length / 2 ? cut.slice(0, word) : cut).trimEnd()}…`;
}

export function reasonText(why: Why, lang: string): string {
  const text = bilingual(texts[why.why], lang);
  if (why.why === 'popular') return text;
  return text.replace('{title}', () => short(localText(why.of.title, lang)));
}
