/** Ranking of a customer's question among 208 FAQ entries, zh and en: microseconds of CPU a question. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { train, training } from '../src/understanding/index.ts';

const fixtures = new URL('../src/understanding/fixtures/', import.meta.url);
const load = (name: string): unknown => JSON.parse(readFileSync(new URL(name, fixtures), 'utf8'));

/** Entries found in a CPU-second, CPU-seconds of learning and the longest of its slices in CPU-ms, among as many copies of the FAQ as make about `count` entries. */
export function benchManyEntries(count: number, rounds = 3): { asked: number; learnt: number; slice: number } {
  const { entries } = z.object({ entries: z.array(z.object({ id: z.string(), texts: z.array(z.string()) })) }).parse(load('shop-faq.json'));
  const { questions } = z.object({ questions: z.array(z.tuple([z.string(), z.string()])) }).parse(load('questions-calibration.json'));
  const copies = Array.from({ length: Math.ceil(count / entries.length) }, (_, copy) =>
    entries.map(({ id, texts }) => ({ id: `${id}-${copy}`, texts: texts.map((text) => `${text} ${copy.toString(36)}`) })),
  );
  const cpu = (work: () => void): number => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  // The first learning of a process reads what is known beforehand.
  train([]);
  const work = training(copies.flat());
  let learnt = 0;
  let slice = 0;
  let step = work.next();
  while (!step.done) {
    const took = cpu(() => {
      step = work.next();
    });
    learnt += took;
    slice = Math.max(slice, took * 1_000);
  }
  const matcher = step.value;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    best = Math.min(
      best,
      cpu(() => {
        for (const [, text] of questions) matcher.rank(text, 3);
      }),
    );
  }
  return { asked: questions.length / best, learnt, slice };
}

/** The best of several rounds, because other work shares the machine. */
export function benchMatcher(rounds = 10): number {
  const { entries } = z.object({ entries: z.array(z.object({ id: z.string(), texts: z.array(z.string()) })) }).parse(load('shop-faq.json'));
  const { questions } = z.object({ questions: z.array(z.tuple([z.string(), z.string()])) }).parse(load('questions-calibration.json'));
  const copies = Array.from({ length: 8 }, (_, copy) =>
    entries.map(({ id, texts }) => ({ id: `${id}-${copy}`, texts: texts.map((text) => `${text} ${copy}`) })),
  );
  const matcher = train(copies.flat());
  const ask = (): void => {
    for (const [, text] of questions) matcher.rank(text, 3);
  };
  for (let warm = 0; warm < 5; warm++) ask();
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    ask();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / questions.length);
  }
  return best;
}
