import { fillKeys } from './shop/fill-keys.ts';
import { type OpenOptions, openStore } from './store/open.ts';
import type { Store } from './store/store.ts';

/**
 * Opens the store with every order to be found by its number, whichever version wrote it. `country` (ISO 3166) is that of phone numbers without country
 * code. Throws as openStore does.
 */
export async function openShopStore(options: OpenOptions, country: string | undefined): Promise<Store> {
  const store = await openStore(options);
  try {
    await fillKeys(store, country);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
