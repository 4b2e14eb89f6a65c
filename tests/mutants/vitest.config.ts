/** The tests of one room (`MUTANTS_ROOM`), or those of them in one folder (`MUTANTS_TESTS`), as Stryker runs them: in one thread, over and over. */
import { defineConfig } from 'vitest/config';
import { sampledRooms } from './sampled-rooms.ts';

const room = sampledRooms[process.env.MUTANTS_ROOM ?? ''];
if (!room) throw new Error('MUTANTS_ROOM names no room of tests/mutants/sampled-rooms.ts');

export default defineConfig({
  test: {
    include: (process.env.MUTANTS_TESTS ? [process.env.MUTANTS_TESTS] : room.tests).map((folder) => `${folder}/**/*.test.ts`),
    exclude: [...room.without],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 5_000 } },
  },
});
