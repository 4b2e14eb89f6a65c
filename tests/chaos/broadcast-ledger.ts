/** What the receiver of a broadcast saw against what the program says of each recipient. Pure. */

export interface Told {
  contact: string;
  state: string;
}

export interface Numbers {
  planned: number;
  sent: number;
  unknown: number;
  pending: number;
}

export interface BroadcastVerdict {
  people: number;
  /** Messages that the receiver took. */
  received: number;
  sent: number;
  unknown: number;
  /** Those of the unknown that arrived. */
  unknownArrived: number;
  /** Who got it more than once. */
  doubled: string[];
  /** Who ought to have got it, is not `unknown`, and did not; also who is not in the list of recipients at all. */
  skipped: string[];
  /** Who got it although the program says that they did not. */
  untold: string[];
  /** Who got it and had not agreed. */
  forbidden: string[];
  /** Numbers of the report that differ from what was seen. */
  wrong: string[];
}

/** Compares them. `people`: everybody, and whether they are to get it. */
export function judgeBroadcast(people: ReadonlyMap<string, boolean>, told: readonly Told[], report: Numbers, received: readonly string[]): BroadcastVerdict {
  const counts = new Map<string, number>();
  for (const one of received) counts.set(one, (counts.get(one) ?? 0) + 1);
  const states = new Map(told.map(({ contact, state }) => [contact, state]));
  const isSent = (state: string | undefined) => state === 'sent' || state === 'delivered' || state === 'read';
  const all = [...people];
  const inState = (fits: (state: string | undefined) => boolean) => all.filter(([person]) => fits(states.get(person))).map(([person]) => person);
  const sent = inState(isSent);
  const unknown = inState((state) => state === 'unknown');
  const arrived = unknown.filter((person) => counts.has(person)).length;
  const differ = (name: string, says: number, seen: number) => (says === seen ? [] : [`${name}: the report says ${says}, seen ${seen}`]);
  return {
    people: people.size,
    received: received.length,
    sent: sent.length,
    unknown: unknown.length,
    unknownArrived: arrived,
    doubled: [...counts].flatMap(([person, count]) => (count > 1 ? [`${person} x ${count}`] : [])),
    skipped: all.flatMap(([person, due]) => {
      const state = states.get(person);
      return state === undefined || (due && state !== 'unknown' && !(isSent(state) && counts.has(person))) ? [`${person} ${state ?? 'has no row'}`] : [];
    }),
    untold: [...counts.keys()].filter((person) => !isSent(states.get(person)) && states.get(person) !== 'unknown'),
    forbidden: [...counts.keys()].filter((person) => people.get(person) !== true),
    wrong: [
      ...differ('planned', report.planned, people.size),
      ...differ('sent and arrived', report.sent + arrived, counts.size),
      ...differ('unknown', report.unknown, unknown.length),
      ...differ('pending', report.pending, 0),
      ...differ('rows', told.length, states.size),
    ],
  };
}

/** Everything that must be empty. */
export function faultsOf({ doubled, skipped, untold, forbidden, wrong }: BroadcastVerdict): Record<string, string[]> {
  return { doubled, skipped, untold, forbidden, wrong };
}

export const noFaults = { doubled: [], skipped: [], untold: [], forbidden: [], wrong: [] };
