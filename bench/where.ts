/** Where the CPU time of some work goes: samples of V8's profiler, by the place of the function that was running. */
import { Session } from 'node:inspector/promises';

/** The first that fits the file of a function. What is written in C++ (JSON, SQLite, BSON, the network) counts where it was called. */
const places: [name: string, file: RegExp][] = [
  ['engine', /\/src\/engine\/|\/liquidjs\/|\/src\/understanding\//],
  ['store', /\/src\/store\/|sqlite/],
  ['database driver', /\/(?:mongodb|bson|mongoose)\//],
  ['shop', /\/src\/shop\//],
  ['runtime', /\/src\//],
  ['bench', /\/bench\//],
  ["Node's own", /^node:/],
];

export interface Shares {
  /** 0 to 1, of the time that was not idle. */
  share: number;
  place: string;
}

/** Starts sampling this process; the function that it resolves to ends that. */
export async function sample(): Promise<() => Promise<Shares[]>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  return async () => {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
    const callers = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
    /** The function's file, or of what is written in C++ the caller's. */
    const fileOf = (id: number | undefined): string => {
      for (let at = id; at !== undefined; at = callers.get(at)) {
        const url = nodes.get(at)?.url;
        if (url) return url;
      }
      return '';
    };
    const times = new Map<string, number>();
    let total = 0;
    for (const [n, id] of (profile.samples ?? []).entries()) {
      const frame = nodes.get(id);
      // Nor what sampling itself takes.
      if (!frame || frame.functionName === '(idle)' || /^node:(?:internal\/)?inspector/.test(fileOf(id))) continue;
      const special = /^\((.+)\)$/.exec(frame.functionName)?.[1];
      const place = special ?? places.find(([, file]) => file.test(fileOf(id)))?.[0] ?? 'other';
      const time = profile.timeDeltas?.[n] ?? 0;
      times.set(place, (times.get(place) ?? 0) + time);
      total += time;
    }
    return [...times].map(([place, time]) => ({ place, share: time / total })).sort((a, b) => b.share - a.share);
  };
}
