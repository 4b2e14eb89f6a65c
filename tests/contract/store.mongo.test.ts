import { afterAll, describe, it } from 'vitest';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { storeContract } from './store.ts';
import { mongo } from './store-kinds.ts';

const server = await startMongo();

if (server) {
  afterAll(() => server.stop());
  storeContract(mongo(server.url));
} else {
  describe('store contract: mongo', () => {
    it.skip(noMongo, () => {});
  });
}
