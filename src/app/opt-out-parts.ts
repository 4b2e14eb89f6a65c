/** What the page that a customer opts out at asks of the program. */
import { randomUUID } from 'node:crypto';
import { recordConsent } from '../marketing/broadcast/record-consent.ts';
import { contactOfToken } from '../marketing/consent/opt-out-link.ts';
import type { OptOutParts } from '../server/files/opt-out-page.ts';
import type { Core } from './core.ts';
import { keptSecret } from './kept-secret.ts';

export async function optOutParts({ store, runtime }: Pick<Core, 'store' | 'runtime'>, now: () => number): Promise<OptOutParts> {
  const secret = await keptSecret(store, 'short-links-secret');
  const { contacts } = runtime;
  return {
    async knows(token) {
      const id = contactOfToken(secret, token);
      return id !== null && (await contacts.get(id)) !== null;
    },
    async optOut(token, words) {
      const id = contactOfToken(secret, token);
      if (id === null) return;
      const parts = { store, now, newId: randomUUID, enter: runtime.enter, agree: contacts.agree.bind(contacts) };
      await recordConsent(parts, id, { purpose: 'marketing', granted: false, words, source: 'link' });
    },
    now,
  };
}
