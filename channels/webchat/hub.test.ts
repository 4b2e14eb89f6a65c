import { describe, expect, it } from 'vitest';
import type { WireMessage } from './browser-message.ts';
import { createHub, type HubEvent, type StoredMessage } from './hub.ts';

const message = (id: string): WireMessage => ({ id, from: 'shop', at: 0, parts: [{ type: 'text', text: id }] });
const stored = (n: number, id: string, state: StoredMessage['state'] = 'shown'): StoredMessage => ({ n, state, message: message(id) });

function world(rows: StoredMessage[] = []) {
  const hub = createHub({ now: () => 1_000, boot: 'a' });
  hub.setHistory(async (_user, after, limit) => (after === null ? rows.slice(-limit) : rows.filter((r) => r.n > after).slice(0, limit)));
  const connect = (cursor?: string, room = 1_000) => {
    const events: HubEvent[] = [];
    let ended = false;
    const close = hub.open('v', cursor, {
      send: (event) => {
        events.push(event);
        return events.length < room;
      },
      end: () => {
        ended = true;
      },
    });
    const ids = () => events.flatMap((event) => (event.event === 'message' ? [event.data.id] : []));
    return { events, ids, close, ended: () => ended, cursor: () => events.filter((event) => event.id).at(-1)?.id };
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { hub, connect, settle, rows };
}

describe('hub', () => {
  it('shows history first, then what is delivered, to every browser of the visitor', async () => {
    const { hub, connect, settle } = world([stored(1, 'm1')]);
    const one = connect();
    const two = connect();
    await settle();
    hub.deliver('v', message('m2'));
    hub.deliver('w', message('other'));
    expect(one.ids()).toEqual(['m1', 'm2']);
    expect(two.ids()).toEqual(['m1', 'm2']);
  });

  it('answers a browser that missed nothing with one mark, so that it knows that the store was read', async () => {
    const { hub, connect, settle } = world([stored(1, 'm1')]);
    const first = connect();
    await settle();
    const again = connect(first.cursor());
    await settle();
    hub.refresh();
    await settle();
    expect(again.events).toEqual([{ event: 'mark', id: first.cursor(), data: {} }]);
  });

  it('loses and doubles nothing when the connection is cut between delivery and "sent"', async () => {
    const { hub, connect, settle, rows } = world([stored(1, 'm1')]);
    const first = connect();
    await settle();
    rows.push(stored(2, 'm2', 'waiting'));
    hub.deliver('v', message('m2'));
    first.close();
    hub.deliver('v', message('m3'));
    const second = connect(first.cursor());
    await settle();
    expect(first.ids()).toEqual(['m1', 'm2']);
    expect(second.ids()).toEqual(['m3']);
    rows[1] = stored(2, 'm2');
    rows.push(stored(3, 'm3'));
    hub.refresh();
    await settle();
    const third = connect(second.cursor());
    await settle();
    expect(third.ids()).toEqual([]);
  });

  it('reads from the store what was handed over by a process that died', async () => {
    const { connect, settle, rows } = world([stored(1, 'm1')]);
    rows.push(stored(2, 'm2'));
    const back = connect('1@old.9');
    await settle();
    expect(back.ids()).toEqual(['m2']);
  });

  it('shows a held message once it is sent, though later ones were shown before', async () => {
    const { hub, connect, settle, rows } = world([stored(1, 'm1'), stored(2, 'held', 'waiting'), stored(3, 'm3')]);
    const first = connect();
    await settle();
    first.close();
    rows[1] = stored(2, 'held');
    const second = connect(first.cursor());
    await settle();
    expect(first.ids()).toEqual(['m1', 'm3']);
    expect(second.ids()).toEqual(['held']);
    hub.close();
  });

  it('delivers a message once though it is handed over twice', async () => {
    const { hub, connect, settle } = world();
    const one = connect();
    await settle();
    hub.deliver('v', message('m1'));
    hub.deliver('v', message('m1'));
    expect(one.ids()).toEqual(['m1']);
  });

  it('closes a browser that does not keep up, and the oldest of too many', async () => {
    const { hub, connect, settle } = world();
    const slow = connect(undefined, 2);
    await settle();
    hub.deliver('v', message('m1'));
    hub.deliver('v', message('m2'));
    expect(slow.ended()).toBe(true);
    const many = Array.from({ length: 9 }, () => connect());
    expect(many.map((stream) => stream.ended())).toEqual([true, ...Array(8).fill(false)]);
    expect(hub.size()).toBe(8);
  });

  it('closes the stream when the store cannot be read, so that the browser comes back', async () => {
    const { hub, connect, settle } = world();
    hub.setHistory(() => Promise.reject(new Error('disk')));
    const one = connect('3');
    await settle();
    expect(one.ended()).toBe(true);
  });

  it('answers a poll at once when there is something, else when it comes or time is over', async () => {
    const { hub, settle } = world([stored(1, 'm1')]);
    const never = new AbortController().signal;
    const first = await hub.poll('v', undefined, 10_000, never);
    expect(first.messages.map((m) => m.id)).toEqual(['m1']);
    const waiting = hub.poll('v', first.cursor, 10_000, never);
    await settle();
    hub.deliver('v', message('m2'));
    const second = await waiting;
    expect(second.messages.map((m) => m.id)).toEqual(['m2']);
    const third = await hub.poll('v', second.cursor, 5, never);
    expect(third.messages).toEqual([]);
    const gone = new AbortController();
    const aborted = hub.poll('v', third.cursor, 10_000, gone.signal);
    gone.abort();
    expect((await aborted).messages).toEqual([]);
  });

  it('reads on only as fast as the browser takes it, and doubles nothing that was handed over meanwhile', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => stored(i + 1, `m${i + 1}`));
    for (const row of rows) row.message.parts = [{ type: 'text', text: '长'.repeat(4_000) }];
    const { hub, settle } = world(rows);
    const ids: string[] = [];
    const cursors: string[] = [];
    let take = () => {};
    const sink = {
      send: (event: HubEvent) => {
        if (event.event === 'message') ids.push(event.data.id);
        if (event.id) cursors.push(event.id);
        return true;
      },
      ready: () => new Promise<void>((resolve) => (take = resolve)),
      end: () => {},
    };
    hub.open('v', undefined, sink);
    for (let i = 0; i < 5; i++) await settle();
    expect(ids.length).toBeLessThan(10);
    // m20 is in the part of the history that is not read yet; m41 is not in the store.
    hub.deliver('v', message('m20'));
    hub.deliver('v', message('m41'));
    for (let i = 0; i < 50; i++) {
      take();
      await settle();
    }
    expect(ids).toEqual([...rows.map((row) => row.message.id), 'm41']);
    expect(new Set(cursors).size).toBe(5);

    // A poll gets it in pages too, each from where the last one ended.
    const polled: string[] = [];
    const never = new AbortController().signal;
    for (let cursor: string | undefined, pages = 0; pages === 0 || polled.length < 41; pages++) {
      const page = await hub.poll('v', cursor, 0, never);
      expect(JSON.stringify(page.messages).length).toBeLessThan(40_000);
      polled.push(...page.messages.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(polled).toEqual([...rows.map((row) => row.message.id), 'm41']);
  });

  it('pages through a long absence', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => stored(i + 1, `m${i + 1}`));
    const { connect, settle } = world(rows);
    const back = connect('10');
    for (let i = 0; i < 5; i += 1) await settle();
    expect(back.ids()).toHaveLength(440);
    const fresh = connect();
    await settle();
    expect(fresh.ids()).toHaveLength(50);
  });
});
