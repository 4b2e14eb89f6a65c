import { type Lang, useWords } from '../language.tsx';
import { en, type FlowWords, zh } from './words.ts';

const all: Record<Lang, FlowWords> = { en, zh };

/** The words of these pages in the language of the console. */
export function useFlowWords(): { f: FlowWords; lang: Lang } {
  const { lang } = useWords();
  return { f: all[lang], lang };
}
