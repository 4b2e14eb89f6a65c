/** Warnings for a merchant before a broadcast starts, besides what refuses it. Pure. */
import { minorDigits } from '../../numbers/minor-digits.ts';
import { showMoney } from '../../text/money.ts';
import type { MarketingProblem } from '../problem.ts';
import type { Cost } from '../report/cost.ts';
import type { CompiledDraft, ShopOfContent } from './compile.ts';
import { budgetMoney } from './draft.ts';
import { isUnchecked } from './template-problems.ts';

export interface Warning {
  /** `channel:account` that it is about. */
  account?: string;
  en: string;
  zh: string;
}

type Read = Pick<CompiledDraft, 'draft' | 'links'>;

/** People who get a text first at least, so that the share of those who answer says which of two is better. */
const fewest = 50;

/** Tells what will not be counted, checked or paid for; `cost` and `reachable` are those of the preview. */
export function warningsOf({ draft, links }: Read, shop: ShopOfContent, { cost, reachable }: { cost: Cost; reachable: number }): Warning[] {
  const found: Warning[] = [];
  const { template } = draft.content;
  if (links.length > 0 && !shop.links) found.push({ en: 'Clicks are not counted: set PUBLIC_URL in .env.', zh: '不会统计点击：请在 .env 里设置 PUBLIC_URL。' });
  if (template && isUnchecked(template.name, shop.templates, shop.channels ?? new Map()))
    found.push({
      en: `The template ${template.name} could not be checked: no account that is on knows its templates now.`,
      zh: `没能检查模板 ${template.name}：目前没有已启用的账号能读到模板列表。`,
    });
  for (const [where, count] of Object.entries(cost.unknown))
    found.push({
      en: `The price of ${count} messages is not known (${where}): look it up at the provider.`,
      zh: `有 ${count} 条消息不知道价格（${where}），请到平台查询。`,
    });
  if (draft.ab) {
    const { variants, sample, after } = draft.ab;
    const each = Math.floor((reachable * sample) / Object.keys(variants).length);
    if (each < fewest)
      found.push({
        en: `About ${each} people get each text first, which is too few to tell which one is better; the others wait for ${after}. Raise sample, or write one text.`,
        zh: `每个版本大约只有 ${each} 人先收到，太少，比不出好坏；其余的人要等 ${after}。请调大 sample，或只写一个版本。`,
      });
  }
  const budget = draft.budget === undefined ? null : budgetMoney(draft.budget, shop.currency);
  const sum = cost.sums.find(({ currency }) => currency === budget?.currency);
  if (budget && sum && sum.amount > budget.amount) {
    const shown = (lang: string) => ({ sum: showMoney(sum, lang, shop.currency), budget: showMoney(budget, lang, shop.currency) });
    found.push({
      en: `All of them would cost ${shown('en').sum}, the budget is ${shown('en').budget}: it will pause before the end.`,
      zh: `全部发完需要 ${shown('zh').sum}，预算是 ${shown('zh').budget}：会在发完之前暂停。`,
    });
  }
  return found;
}

/** Tells what keeps a budget from working: it is of another money than the provider charges in. */
export function budgetProblem({ draft }: Read, shop: ShopOfContent, cost: Cost): MarketingProblem | null {
  const budget = draft.budget === undefined ? null : budgetMoney(draft.budget, shop.currency);
  const other = cost.sums.find(({ amount, currency }) => amount > 0 && currency !== budget?.currency);
  if (!budget || !other) return null;
  const example = `${(other.amount / 10 ** minorDigits(other.currency)).toFixed(minorDigits(other.currency))} ${other.currency}`;
  return {
    field: 'budget',
    en: `the provider charges in ${other.currency}: write the budget in it; all of them would cost about ${example}`,
    zh: `平台用 ${other.currency} 收费，预算请用同一种货币来写；全部发完大约 ${example}`,
  };
}
