import { afterAll, describe, it } from 'vitest';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { cartLadderContract } from './cart-ladders.ts';
import { mongo } from './store-kinds.ts';

const server = await startMongo();

if (server) {
  afterAll(() => server.stop());
  cartLadderContract(mongo(server.url));
} else {
  describe('ladders of carts: mongo', () => {
    it.skip(noMongo, () => {});
  });
}
