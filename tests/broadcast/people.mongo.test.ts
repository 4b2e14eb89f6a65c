import { afterAll, describe, it } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { mongo } from '../contract/store-kinds.ts';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { countsFollow } from './people.ts';

const server = await startMongo();

describe('counts of segments: mongo', () => {
  if (!server) return it.skip(noMongo, () => {});
  afterAll(() => server.stop());
  const kind = mongo(server.url);
  return countsFollow(async () => {
    const store = await kind.open(kind.place(), allCollections);
    return { store, close: () => store.close() };
  });
});
