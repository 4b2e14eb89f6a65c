/** Storage of the browser that is used only once the visitor has agreed, where the shop's page says so. */
import { memoryStorage, type TextStorage } from '../sdk/platform.ts';
import { browserStorage } from '../sdk/web.ts';

const key = 'zhanggui.consent';

export interface ConsentStorage {
  storage: TextStorage;
  visit: TextStorage;
  agreed(): boolean;
  /** From now on things are kept, those of this page too; on the pages that follow without being asked again. */
  agree(): void;
  /** Nothing is kept any more, and what was is removed. */
  refuse(): void;
}

/** `waits`: nothing is kept beyond this page before `agree`. */
export function consentStorage(waits: boolean): ConsentStorage {
  const taken: (() => void)[] = [];
  const kept = browserStorage();
  let agreed = !waits || kept.get(key) === 'yes';
  const area = (real: TextStorage): TextStorage => {
    const names = new Set<string>();
    const page = memoryStorage([], (name) => names.add(name));
    taken.push(() => {
      for (const name of names) real.set(name, page.get(name) ?? '');
    });
    const now = () => (agreed ? real : page);
    return { get: (name) => now().get(name), set: (name, value) => now().set(name, value) };
  };
  return {
    storage: area(kept),
    visit: area(browserStorage('sessionStorage')),
    agreed: () => agreed,
    agree() {
      if (agreed) return;
      agreed = true;
      for (const take of taken) take();
      kept.set(key, 'yes');
    },
    refuse() {
      agreed = false;
      for (const name of ['localStorage', 'sessionStorage'] as const)
        try {
          for (const one of Object.keys(window[name])) if (one.startsWith('zhanggui.')) window[name].removeItem(one);
        } catch {}
    },
  };
}
