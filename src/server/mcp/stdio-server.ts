/** The tools over stdin and stdout, for the one assistant that started this process. */
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createRateLimit } from '../limits/rate-limit.ts';
import type { AskApi } from './ask-api.ts';
import { assistantServer, callBucket, writeBucket } from './assistant-server.ts';
import { createPendingWrites } from './pending-writes.ts';

/** Serves until stdin ends. `now` is epoch ms. */
export function serveAssistant(ask: AskApi, { version, now }: { version: string; now(): number }): void {
  const shared = { pending: createPendingWrites(now), calls: createRateLimit(callBucket, now), writes: createRateLimit(writeBucket, now) };
  serveStdio(() => assistantServer({ caller: 'stdio', ask, ...shared, version }), {
    onerror: (error) => void process.stderr.write(`${error.message}\n`),
  });
}
