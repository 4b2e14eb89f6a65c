/** A shop without models: nothing of them is loaded, and with a dead one others are answered as fast. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { advance } from '../../src/engine/advance.ts';
import { realClock } from '../../src/event-loop/clock.ts';
import { asked } from '../../src/flow-folder/flow-set.ts';
import { openModels } from '../../src/models/models.ts';
import type { Interpret } from '../../src/runtime/deps/runtime-options.ts';
import { modelDays } from '../../src/store/model-days.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { openDesk, quiet, specs } from '../runtime/desk.ts';
import { modelServer } from '../servers/model-server.ts';
import { smallShop } from './small-shop.ts';

/** Files that a start loads: what `import` without `type` names, from file to file; what is imported on the way only when needed is not among them. */
function loadedBy(entry: string): Set<string> {
  const found = new Set<string>();
  const walk = (file: string): void => {
    if (found.has(file) || !existsSync(file)) return;
    found.add(file);
    for (const [, kind, from = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'(\.[^']+)'/gms))
      if (!kind) walk(normalize(join(dirname(file), from)));
  };
  walk(entry);
  return found;
}

it('a start loads no file of models', () => {
  const files = [...loadedBy('src/main.ts')];
  expect(files.length).toBeGreaterThan(500);
  expect(files).toContain('src/app/open-models.ts');
  expect(files.filter((file) => file.startsWith('src/models/'))).toEqual([]);
});

const set = smallShop();
const clear = 'how long does delivery take';
const unclear = (n: number): string => `zorp blimp quux fendle ${'abcdefghij'[n % 10]}`;

/**
 * Times of answers to messages that words understand, while a tenth of all leave doubt: of a shop without models and of one with them, turn by turn, so
 * that a busy machine counts for both. Returns what 95 % of each come within, ms.
 */
async function compared(interpret: Interpret): Promise<{ without: number; dead: number }> {
  const options = { advance, flows: { set: () => set } };
  const desks = [await openDesk({ ...options, clock: realClock() }), await openDesk({ ...options, clock: realClock(), interpret })] as const;
  const times: [number[], number[]] = [[], []];
  try {
    for (let n = 0; n < 100; n++) {
      for (const [at, desk] of desks.entries()) {
        const isClear = n % 10 !== 5;
        const before = performance.now();
        await desk.write(`u${n}`, isClear ? clear : unclear(n));
        await desk.runtime.idle();
        if (isClear && n >= 10) times[at]!.push(performance.now() - before);
      }
    }
  } finally {
    for (const desk of desks) await desk.close();
  }
  const [without, dead] = times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0);
  return { without: without!, dead: dead! };
}

it('with a dead model 95 % of the answers come within 20 ms of those without', async () => {
  const server = await modelServer({ fault: () => true });
  const store = await openSqlite({ file: ':memory:', specs: [...specs, modelDays], now: Date.now, log: quiet });
  const models = await openModels({
    chat: { url: `${server.url}/v1`, model: 'm', waitMs: 200, choose: true, reword: false },
    assist: false,
    prices: { embeddings: 0, chatIn: 0, chatOut: 0 },
    caps: { conversation: 1, day: 1 },
    store,
    dataDir: '/nowhere',
    zone: 'UTC',
    advance,
    clock: realClock(),
    log: quiet,
  });
  models.learn(asked({ flows: [...set.live.values()], faqs: [...set.faqs.values()] }));
  try {
    let least = Number.POSITIVE_INFINITY;
    // Again where the machine was busy with something else just then.
    for (let round = 0; round < 10 && least > 20; round++) {
      const { without, dead } = await compared(models.interpret!);
      console.log('p95 without', without.toFixed(1), 'ms, with a dead model', dead.toFixed(1), 'ms');
      least = Math.min(least, dead - without);
    }
    expect(least).toBeLessThan(20);
  } finally {
    await models.stop();
    await store.close();
    await server.close();
  }
});
