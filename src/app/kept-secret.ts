import { randomBytes } from 'node:crypto';
import { settings } from '../store/collections.ts';
import type { Store } from '../store/store.ts';

/** Returns a secret of ours that lives with the data and is made at the first start. */
export async function keptSecret(store: Store, name: string): Promise<Buffer> {
  const rows = store.collection(settings);
  await rows.insert({ _id: name, value: randomBytes(32).toString('base64') });
  const row = await rows.get(name);
  if (typeof row?.value !== 'string') throw new Error(`the setting ${name} is damaged; remove it from the database`);
  return Buffer.from(row.value, 'base64');
}
