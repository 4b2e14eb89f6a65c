import { describe } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { sqliteKinds } from '../contract/store-kinds.ts';
import { countsFollow } from './people.ts';

for (const kind of sqliteKinds.slice(0, 1)) {
  describe(`counts of segments: ${kind.name}`, () =>
    countsFollow(async () => {
      const store = await kind.open(kind.place(), allCollections);
      return { store, close: () => store.close() };
    }));
}
