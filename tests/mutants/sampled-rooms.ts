/** The rooms whose tests are put to the test, with the tests that are to notice a change in them. */
export const sampledRooms: Record<string, { sources: string; tests: readonly string[]; without: readonly string[] }> = {
  engine: {
    sources: 'src/engine',
    tests: ['src/engine', 'tests/engine', 'src/transcripts'],
    // A fuzz of the compiler, 50 s.
    without: ['tests/engine/loader-fuzz.test.ts'],
  },
  runtime: { sources: 'src/runtime', tests: ['src/runtime', 'tests/runtime'], without: [] },
  shop: {
    sources: 'src/shop',
    tests: ['src/shop', 'tests/shop', 'tests/cases', 'tests/stores', 'tests/commands'],
    without: ['tests/commands/own-folder.test.ts'],
  },
  marketing: { sources: 'src/marketing', tests: ['src/marketing', 'tests/broadcast', 'src/server/api', 'src/runtime/outbox'], without: [] },
  store: {
    sources: 'src/store',
    tests: ['src/store', 'tests/contract', 'tests/mongo', 'src/commands'],
    // A thread of vitest cannot set its umask.
    without: ['src/store/sqlite/private-files.test.ts'],
  },
};
