import { afterAll, describe, it } from 'vitest';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { shopContract } from './shop.ts';
import { mongo } from './store-kinds.ts';

const server = await startMongo();

if (server) {
  afterAll(() => server.stop());
  shopContract(mongo(server.url));
} else {
  describe('what the shop keeps: mongo', () => {
    it.skip(noMongo, () => {});
  });
}
