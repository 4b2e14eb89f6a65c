import { afterAll, describe, it } from 'vitest';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { addressChanges } from './address-changes.ts';
import { mongo } from './store-kinds.ts';

const server = await startMongo();

if (server) {
  afterAll(() => server.stop());
  addressChanges(mongo(server.url));
} else {
  describe('a changed address: mongo', () => {
    it.skip(noMongo, () => {});
  });
}
