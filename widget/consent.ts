/** Storage of the browser that is used only once the visitor has agreed, where the shop's page says so. */
import { memoryStorage, type TextStorage } from '../sdk/platform.ts';
import { browserStorage } from '../sdk/web.ts';

export interface ConsentStorage {
  storage: TextStorage;
  visit: TextStorage;
  agreed(): boolean;
  /** From now on things are kept, those of this page too. */
  agree(): void;
}

/** `waits`: nothing is kept beyond this page before `agree`. */
export function consentStorage(waits: boolean): ConsentStorage {
  const taken: (() => void)[] = [];
  let agreed = !waits;
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
    storage: area(browserStorage()),
    visit: area(browserStorage('sessionStorage')),
    agreed: () => agreed,
    agree() {
      if (agreed) return;
      agreed = true;
      for (const take of taken) take();
    },
  };
}
