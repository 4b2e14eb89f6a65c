import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { loadConfig } from './config/load.ts';
import { openCore } from './core.ts';
import { FlowLibrary } from './runtime/flow-library.ts';

afterEach(() => vi.restoreAllMocks());

test('a start that fails leaves nothing that goes on: no watch of the catalogue, no flows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-core-'));
  const config = loadConfig('shop: { demo: false, langs: [en] }\n', 'config.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const begun = vi.spyOn(globalThis, 'setInterval');
  const ended = vi.spyOn(globalThis, 'clearInterval');
  const closed = vi.spyOn(FlowLibrary.prototype, 'close');
  const promotions = {
    ...config.value.promotions,
    get quiet_from(): string {
      throw new Error('the last step fails');
    },
  };
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const opening = openCore({
    dataDir: folder,
    flowsDir: fileURLToPath(new URL('../flows', import.meta.url)),
    config: { ...config.value, promotions },
    channels: new Map(),
    log,
    now: Date.now,
  });
  await expect(opening).rejects.toThrow('the last step fails');
  expect(closed).toHaveBeenCalledTimes(1);
  const stopped = new Set(ended.mock.calls.map(([timer]) => timer));
  expect(begun.mock.results.filter(({ value }) => !stopped.has(value))).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});
