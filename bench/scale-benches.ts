/** The benches of load and scale: open-loop load, an hour of it, other frameworks beside ours, the model of many machines. */
import type { Figure } from './figure.ts';

type Bench = () => Promise<Figure[]>;

/** `optionOf` gives the number behind `--name`. */
export function scaleBenches(
  optionOf: (name: string) => number | undefined,
  progress: (text: string) => void,
): Record<'load' | 'soak' | 'peers' | 'model', Bench> {
  return {
    async load() {
      const { benchLoad } = await import('./load.ts');
      const { most, loads } = await benchLoad(optionOf('seconds') ?? 20, progress);
      return [
        { name: 'the most by the clock, 200 customers at once', value: most, unit: '/s' },
        ...loads.flatMap(({ rate, p50, p99, p999, stallMs }): Figure[] => {
          const bounded = Math.abs(rate / most - 0.75) < 0.01;
          return [
            { name: `open loop at ${Math.round((rate / most) * 100)} %: from webhook to provider, median`, value: p50, unit: 'ms' },
            { name: '  99 %', value: p99, unit: 'ms', ...(bounded && { target: { atMost: 50 } }) },
            { name: '  99.9 %', value: p999, unit: 'ms' },
            { name: '  longest stall of the event loop', value: stallMs, unit: 'ms', ...(bounded && { target: { atMost: 20 } }) },
          ];
        }),
      ];
    },
    async soak() {
      const { benchSoak } = await import('./load.ts');
      const length = optionOf('seconds') ?? 3_600;
      const { startMb, endMb, slope, messages } = await benchSoak(length, progress);
      return [
        { name: `25 messages a second of 3,000 customers, ${messages.toLocaleString('en')} in all: memory at the start`, value: startMb, unit: 'MB' },
        { name: '  at the end', value: endMb, unit: 'MB' },
        { name: '  growth after the first sixth of the time', value: slope, unit: 'MB/h', ...(length >= 3_600 && { target: { atMost: 1 } }) },
      ];
    },
    async peers() {
      const { benchPeers } = await import('./peers.ts');
      const { ours, floor, peers, missing } = await benchPeers(4, 1_000, progress);
      if (missing !== undefined) progress(`the other frameworks could not be fetched: ${missing}`);
      return [
        { name: 'one reply a turn: durable turns', value: ours, unit: '/CPU-s' },
        { name: 'the same by hand on disk', value: floor, unit: '/CPU-s' },
        ...peers.flatMap(({ name, rate }, n): Figure[] => [
          { name: `the same by ${name}, all in RAM`, value: rate, unit: '/CPU-s' },
          { name: `  durable / ${name}`, value: ours / rate, unit: 'times', ...(n === 0 && { target: { atLeast: 1 } }) },
        ]),
      ];
    },
    async model() {
      const { measured, runModel } = await import('./model.ts');
      const model = { ...measured };
      for (const name of ['rate', 'workers', 'shards', 'installations'] as const) model[name] = optionOf(name) ?? measured[name];
      const figures: Figure[] = [];
      for (const apart of [false, true]) {
        const { phases, busy, shardBusy } = runModel({ ...model, apart });
        const shown = apart ? phases.slice(4) : phases;
        const name = `${model.rate.toLocaleString('en')} messages a second, ${model.workers} workers, ${model.shards} shards, ${model.installations} installations`;
        figures.push({ name: apart ? 'the same with ingress and workers apart' : name, value: busy * 100, unit: '% busy' });
        if (!apart) figures.push({ name: '  the shards', value: shardBusy * 100, unit: '% busy' });
        for (const { name, p50, p99, p999, longest, waiting } of shown) {
          figures.push({ name: `  ${name}: from stored to written, median`, value: p50, unit: 'ms' });
          for (const [of, value] of [
            ['99 %', p99],
            ['99.9 %', p999],
            ['longest', longest],
          ] as const)
            figures.push({ name: `    ${of}`, value, unit: 'ms' });
          figures.push({ name: '    most that waited at once', value: waiting, unit: '' });
        }
      }
      return figures;
    },
  };
}
