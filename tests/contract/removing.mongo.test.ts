import { randomUUID } from 'node:crypto';
import { afterAll, describe, it } from 'vitest';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { removingContract } from './removing.ts';

const server = await startMongo();

if (server) {
  afterAll(() => server.stop());
  removingContract('mongo', () => `${server.url}/zhanggui_test_${randomUUID().slice(0, 13)}`);
} else {
  describe('what is left after removing: mongo', () => {
    it.skip(noMongo, () => {});
  });
}
