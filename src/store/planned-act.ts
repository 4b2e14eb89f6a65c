/** What people of the shop planned in a conversation, or put off, as its row keeps it; and the changes of the row. */
import type { Part, TemplateUse } from '../message.ts';

/** An act of a person that has not happened yet; at `at` it happens by itself. */
export interface PlannedAct {
  /** Of the message that it sends, or of the act. */
  id: string;
  act: 'say' | 'close' | 'assign';
  /** Name of the person whose act it is. */
  by: string;
  /** Name of the person who gets the conversation. */
  to?: string;
  parts?: Part[];
  template?: TemplateUse;
  /** Epoch ms. */
  at: number;
  /** Meant for a time of its own: should the customer write first, it asks before it goes. */
  scheduled?: true;
  /** The customer wrote first: it goes when a person says so. */
  asks?: true;
  /** It happens now, and cannot be taken back any more. */
  going?: true;
}

/** Fields of a conversation about what comes later. */
export interface Later {
  planned?: PlannedAct[];
  /** Put off until then, epoch ms; `untilAnswered`: until the customer writes. Nobody has to look at it before. */
  later?: number;
  /** Since when the customer waits for a person, epoch ms, while it is put off or an answer is planned. */
  waited?: number;
  /** The person whose answer the customer waits for: at `until`, epoch ms, the conversation goes back to the queue. */
  silent?: { who: string; until: number };
  /** Name of the person who had it last and did not answer; until somebody takes it. */
  lost?: string;
  /** Why people have it: `asked`, `not_understood` or `flow NAME`; none where a person took it. */
  cause?: string;
}

/** Value of `later` for what only the customer wakes: the last moment that there is (ECMA-262, 21.4.1.1). */
export const untilAnswered = 8_640_000_000_000_000;

type Planning = Later & { waits?: number; state: 'open' | 'handoff' | 'closed' };

/** Most acts that are planned in one conversation. */
export const plannedMost = 20;

/** The row with these acts. */
export const withPlanned = <T extends Planning>(row: T, planned: readonly PlannedAct[]): T => ({
  ...row,
  planned: planned.length > 0 ? [...planned] : undefined,
});

/**
 * The row with the time that the person who has it is given to answer; `limit` in ms, 0: as long as they like. Who has had the conversation before keeps
 * the time that is running.
 */
export function giveTime<T extends Planning & { owner: string }>(row: T, limit: number, now: number): T {
  const isAwaited = limit > 0 && row.state === 'handoff' && row.owner !== 'bot' && row.waits !== undefined;
  const silent = !isAwaited ? undefined : row.silent?.who === row.owner ? row.silent : { who: row.owner, until: now + limit };
  const lost = row.state === 'handoff' && row.owner === 'bot' ? row.lost : undefined;
  return row.silent === silent && row.lost === lost ? row : { ...row, silent, lost };
}

/** Puts aside since when the customer waits, as long as it is looked after. */
const looked = <T extends Planning>(row: T): T => ({ ...row, waits: undefined, silent: undefined, waited: row.waits ?? row.waited });
/** Takes it up again where nothing else looks after it; only conversations that people have wait. */
function waitsAgain<T extends Planning>(row: T): T {
  if (row.later !== undefined || row.planned?.some(({ asks }) => !asks)) return row;
  return { ...row, waited: undefined, waits: row.state === 'handoff' ? (row.waits ?? row.waited) : row.waits };
}

/** Adds the act; the same id once. */
export function plan<T extends Planning>(row: T, act: PlannedAct): T {
  const before = row.planned ?? [];
  if (before.some(({ id }) => id === act.id) || before.length >= plannedMost) return row;
  return looked(withPlanned(row, [...before, act]));
}

/** The row with these acts about to happen: from here on nobody takes them back. */
export const sendOff = <T extends Planning>(row: T, ids: ReadonlySet<string>): T =>
  withPlanned(
    row,
    (row.planned ?? []).map((act) => (ids.has(act.id) && !act.going ? { ...act, going: true as const } : act)),
  );

/** Tells whether the act is still to come, so that it can be taken back or done at once. */
export const isOpen = ({ planned }: Pick<Later, 'planned'>, id: string): boolean => planned?.some((act) => act.id === id && !act.going) ?? false;

/** Takes an act back; the same row where it is none that can be. */
export function unplan<T extends Planning>(row: T, id: string): T {
  if (!isOpen(row, id)) return row;
  return waitsAgain(
    withPlanned(
      row,
      (row.planned ?? []).filter((act) => act.id !== id),
    ),
  );
}

/** Has an act happen at once, although the customer wrote first. */
export function planNow<T extends Planning>(row: T, id: string, now: number): T {
  if (!isOpen(row, id)) return row;
  const moved = (row.planned ?? []).map((act) => {
    if (act.id !== id) return act;
    const { asks: _, ...rest } = act;
    return { ...rest, at: now };
  });
  return looked(withPlanned(row, moved));
}

/** Puts the conversation off until `until`, epoch ms. */
export const putOff = <T extends Planning>(row: T, until: number): T => ({ ...looked(row), later: until });

/** Ends that it is put off; where nobody waited before, it waits from `now` on, so that it is seen. */
export function wake<T extends Planning>(row: T, now: number): T {
  if (row.later === undefined) return row;
  return waitsAgain({ ...row, later: undefined, waited: row.waits ?? row.waited ?? now });
}

/** The customer wrote: nothing is put off any more, a close that was about to happen does not, and what was meant for later asks first. */
export function whenCustomerWrote<T extends Planning>(row: T): T {
  const planned = (row.planned ?? []).flatMap((act): PlannedAct[] => (act.act === 'close' ? [] : [act.scheduled ? { ...act, asks: true } : act]));
  return { ...withPlanned(row, planned), later: undefined, waited: undefined };
}
