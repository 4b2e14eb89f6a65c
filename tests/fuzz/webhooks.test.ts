import { expect, it } from 'vitest';
import { providers } from '../provider.ts';
import { attack, faults } from './webhooks.ts';

it.each(providers)(
  '%s: 1,000 damaged webhooks are answered without a fault, 10,000 forged ones leave nothing',
  async (channel) => {
    expect(faults(await attack(channel, { mutants: 1_000, forged: 10_000 }))).toEqual([]);
  },
  180_000,
);
