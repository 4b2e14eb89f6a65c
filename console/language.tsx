/** Language of the page: kept in the browser, the browser's own at first. */
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { en, type Words } from './words-en.ts';
import { zh } from './words-zh.ts';

export const langs = { en: 'English', zh: '中文' } as const;
export type Lang = keyof typeof langs;
const all: Record<Lang, Words> = { en, zh };
const kept = 'zhanggui-lang';

const isLang = (text: string | null): text is Lang => text !== null && text in langs;

interface Spoken {
  lang: Lang;
  t: Words;
  speak(lang: Lang): void;
}
const Language = createContext<Spoken>({ lang: 'en', t: en, speak: () => {} });

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(() => {
    const before = localStorage.getItem(kept);
    if (isLang(before)) return before;
    return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  });
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  const speak = (to: Lang) => {
    localStorage.setItem(kept, to);
    setLang(to);
  };
  return <Language value={{ lang, t: all[lang], speak }}>{children}</Language>;
}

export const useWords = (): Spoken => use(Language);
/** The words of a screen that is loaded later, in the language of the page. */
export const useOwnWords = <W,>(all: Record<Lang, W>): W => all[use(Language).lang];
