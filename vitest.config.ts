import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'channels/**/*.test.ts',
      'tests/**/*.test.ts',
      'widget/**/*.test.ts',
      'sdk/**/*.test.ts',
      'console/**/*.test.ts',
      'call/**/*.test.ts',
    ],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // How long a condition may take says nothing of the program on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
