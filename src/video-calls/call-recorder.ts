/** Recordings of calls: begun only after both sides said yes, stopped by either, made into one file when all parts came. */
import { randomUUID } from 'node:crypto';
import { type CallRecordingRow, callRecordingParts, callRecordings } from '../store/call-recordings.ts';
import type { MediaStore } from '../store/media-store.ts';
import type { Op, Store } from '../store/store.ts';
import { answering, asking, openAsk, recording, stopped } from './call-consent.ts';
import type { CallRooms, Seat } from './call-rooms.ts';

/** Largest part, bytes. */
export const partBytes = 256_000;
/** Time in which the last parts may come after the end, ms. */
const graceMs = 20_000;
/** A recording without a new part for so long is over, ms: its page is gone. */
const silentMs = 60_000;
/** A process that makes the file takes less, ms. */
const makingMs = 120_000;
const partPage = 20;

export interface RecorderParts {
  store: Store;
  rooms: CallRooms;
  media: Pick<MediaStore, 'put'>;
  on: boolean;
  /** Longest recording, ms. */
  longestMs: number;
  /** Largest recording, bytes. */
  mostBytes: number;
  /** Told when a recording has become a file; more than once where a process was killed over it. */
  kept(row: CallRecordingRow & { stored: string }): Promise<unknown>;
  /** Told when the customer was erased while the file was made: file and what `kept` made of it go. */
  dropped(row: CallRecordingRow & { stored: string }): Promise<unknown>;
  now(): number;
}

export type CallRecorder = ReturnType<typeof createCallRecorder>;

const partId = (recordingId: string, n: number): string => `${recordingId}:${String(n).padStart(6, '0')}`;

export function createCallRecorder({ store, rooms, media, on, longestMs, mostBytes, kept, dropped, now }: RecorderParts) {
  const rows = store.collection(callRecordings);
  const parts = store.collection(callRecordingParts);
  const stop = async (call: string): Promise<boolean> => {
    let id = '';
    const row = await rooms.change(call, (one) => {
      id = one.recording?.id ?? '';
      return stopped(one);
    });
    if (row) await end(id);
    return row !== null;
  };
  const end = async (id: string): Promise<void> => {
    const row = await rows.get(id);
    if (row?.state === 'on') await rows.replace({ ...row, state: 'over', over: now() });
  };
  /** Makes the file of a recording that is over; a process that was killed over it leaves it for the next look. */
  const make = async (row: CallRecordingRow): Promise<void> => {
    const mine = await rows.replace({ ...row, making: now() });
    if (!mine) return;
    const bytes = new Uint8Array(row.bytes);
    let at = 0;
    for (let n = 0; n < row.parts; n += partPage) {
      const ids = Array.from({ length: Math.min(partPage, row.parts - n) }, (_, i) => partId(row._id, n + i));
      const found = new Map((await parts.getMany(ids)).map((part) => [part._id, part]));
      for (const id of ids) {
        const data = Buffer.from(found.get(id)?.data ?? '', 'base64');
        bytes.set(data.subarray(0, bytes.length - at), at);
        at += data.length;
      }
    }
    const file = await media.put(bytes.subarray(0, at), undefined, undefined, mostBytes);
    if (typeof file === 'string') {
      if (await rows.replace({ ...mine, state: 'empty' })) await eraseParts(store, row);
      return;
    }
    // Told before it is noted as kept: a process that is killed in between tells it again, which changes nothing.
    const made = { ...mine, stored: file._id };
    const noted = await rows.replace(made);
    if (noted) await kept(made);
    if (noted && (await rows.replace({ ...noted, state: 'kept' }))) await eraseParts(store, row);
    else if (!(await rows.get(row._id))) await dropped(made);
  };
  return {
    on,
    /** Asks the customer; the shop's side that asks has said yes by that. */
    async ask({ call }: Seat): Promise<boolean> {
      if (!on) return false;
      return (await rooms.change(call._id, (row) => asking(row, { id: randomUUID(), what: 'recording', at: now() }))) !== null;
    },
    /** Takes the customer's answer to question `id`: a yes to a recording begins it. `failed`: they said yes to a picture that could not be had. */
    async answer({ call }: Seat, id: string, yes: boolean, failed = false): Promise<boolean> {
      const begun = now();
      const asked = openAsk(call, begun);
      // A picture is its own yes.
      if (yes && asked?.what === 'still') return false;
      const begins = yes && asked?.what === 'recording';
      const running = { id: randomUUID(), since: begun, until: begun + longestMs };
      if (begins && asked.id === id)
        await rows.insert({
          _id: running.id,
          call: call._id,
          conversation: call.conversation,
          state: 'on',
          at: begun,
          agreed: { shop: asked.at, customer: begun },
          parts: 0,
          bytes: 0,
        });
      const row = await rooms.change(call._id, (one) => {
        const next = answering(one, id, yes, now(), failed);
        return next && begins ? recording(next, running) : next;
      });
      if (!row && begins) await rows.delete(running.id);
      return row !== null;
    },
    stop,
    /** Takes part `n` of a recording, counted from 0. A part that came before is taken again; `full` ends the recording. */
    async part({ call }: Seat, id: string, n: number, bytes: Uint8Array): Promise<'taken' | 'refused' | 'full'> {
      const row = await rows.get(id);
      if (!row || row.call !== call._id) return 'refused';
      if (n < row.parts) return 'taken';
      const late = row.state !== 'on' && !(row.state === 'over' && row.making === undefined && now() - (row.over ?? 0) < graceMs);
      if (late || n !== row.parts || bytes.byteLength === 0) return 'refused';
      if (row.bytes + bytes.byteLength > mostBytes) {
        await stop(call._id);
        return 'full';
      }
      const data = Buffer.from(bytes).toString('base64');
      await store.write([{ op: 'put', in: callRecordingParts.name, row: { _id: partId(id, n), v: 1, at: now(), data } as never }]);
      for (let tries = 0, one: CallRecordingRow | null = row; one?.parts === n && tries < 5; tries++, one = await rows.get(id))
        if (await rows.replace({ ...one, parts: n + 1, bytes: row.bytes + bytes.byteLength, partAt: now() })) return 'taken';
      return 'refused';
    },
    /** Looks once at all recordings that are no file yet. However many processes do it, each becomes one file. */
    async look(): Promise<void> {
      for (const row of await rows.find({ where: { state: 'on' }, limit: 100 })) {
        const call = await rooms.get(row.call);
        const runs = call?.recording?.id === row._id && !call.over && now() < call.recording.until && now() - (row.partAt ?? row.at) < silentMs;
        if (runs) continue;
        // The answer that begins one writes this row first.
        if (call && !call.over && call.recording?.id !== row._id && now() - row.at < graceMs) continue;
        if (call?.recording?.id === row._id) await stop(row.call);
        await end(row._id);
      }
      for (const row of await rows.find({ where: { state: 'over' }, limit: 100 })) {
        if (now() - (row.over ?? 0) < graceMs || now() - (row.making ?? 0) < makingMs) continue;
        await make(row);
      }
    },
  };
}

/** Removes the parts of a recording. */
export async function eraseParts(store: Store, { _id, parts }: Pick<CallRecordingRow, '_id' | 'parts'>): Promise<void> {
  for (let n = 0; n <= parts; n += partPage)
    await store.write(Array.from({ length: partPage }, (_, i): Op => ({ op: 'delete', in: callRecordingParts.name, id: partId(_id, n + i) })));
}
