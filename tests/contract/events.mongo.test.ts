import { afterAll, describe, it } from 'vitest';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { eventSequences } from './event-sequences.ts';
import { mongo } from './store-kinds.ts';

const server = await startMongo();

if (server) {
  afterAll(() => server.stop());
  eventSequences(mongo(server.url));
} else {
  describe('shop events: mongo', () => {
    it.skip(noMongo, () => {});
  });
}
