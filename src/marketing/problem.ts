/** Problems of a segment or a broadcast, for the merchant. */
import { problemTexts } from '../compiler/flow.ts';
import type { TextProblem } from '../text/text.ts';

export interface MarketingProblem {
  /** Field of the draft, dots between its levels: `content.text.zh`. */
  field: string;
  /** Offset in the text of the field. */
  at?: number;
  en: string;
  zh: string;
}

/** The words of a problem of a text or condition. */
export function worded(field: string, { problem, at, params, instead }: TextProblem): MarketingProblem {
  const known = Object.hasOwn(problemTexts, problem) ? problemTexts[problem as keyof typeof problemTexts] : undefined;
  const said = (lang: 'en' | 'zh'): string => {
    const { message, hint } = known?.[lang] ?? { message: problem, hint: '' };
    const filled = [message, instead ?? hint].filter(Boolean).join(lang === 'zh' ? '；' : '; ');
    return filled.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  };
  return { field, at, en: said('en'), zh: said('zh') };
}
