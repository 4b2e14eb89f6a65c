/** The live stream of the page: what it tells goes into the cache of the queries. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { withDetail } from './inbox/kept-detail.ts';
import { type Conversation, conversation, type Present, presence, type RingingCall, ringingCalls } from './shapes.ts';

/** Id of this page, for presence. */
export const pageId = crypto.randomUUID();

export interface LiveState {
  online: boolean;
  present: ReadonlyMap<string, Present>;
  ringing: readonly RingingCall[];
}

/** Lists are read again at most so often while conversations change, ms. */
const listEvery = 400;

/** Keeps the stream open while the page is. `heard` is called with each conversation that changed. */
export function useLive(heard: (changed: Conversation) => void): LiveState {
  const queries = useQueryClient();
  const [online, setOnline] = useState(true);
  const [present, setPresent] = useState<LiveState['present']>(new Map());
  const [ringing, setRinging] = useState<readonly RingingCall[]>([]);
  const latest = useRef(heard);
  latest.current = heard;
  useEffect(() => {
    let lists: number | undefined;
    let greeted = false;
    const stream = new EventSource(`/api/console/stream?page=${pageId}`);
    const readLists = () => {
      lists ??= window.setTimeout(() => {
        lists = undefined;
        void queries.invalidateQueries({ queryKey: ['list'] });
        void queries.invalidateQueries({ queryKey: ['counts'] });
      }, listEvery);
    };
    stream.addEventListener('hello', () => {
      setOnline(true);
      // Whatever happened while it was away was not told.
      if (greeted) void queries.invalidateQueries();
      greeted = true;
    });
    stream.addEventListener('conversation', ({ data }) => {
      const told = conversation.safeParse(JSON.parse(data));
      if (!told.success) return;
      const key = ['conversation', told.data.id];
      const before = queries.getQueryData<Conversation>(key);
      queries.setQueryData(key, withDetail(told.data, before));
      // What the customer writes opens the reply window anew.
      if (before?.window && before.messages !== told.data.messages) void queries.invalidateQueries({ queryKey: key });
      void queries.invalidateQueries({ queryKey: ['messages', told.data.id] });
      void queries.invalidateQueries({ queryKey: ['notes', told.data.id] });
      latest.current(told.data);
      readLists();
    });
    stream.addEventListener('gone', readLists);
    stream.addEventListener('ringing', ({ data }) => {
      const told = ringingCalls.safeParse(JSON.parse(data));
      if (told.success) setRinging(told.data);
    });
    stream.addEventListener('channels', () => {
      void queries.invalidateQueries({ queryKey: ['channels'] });
      void queries.invalidateQueries({ queryKey: ['pairing'] });
    });
    stream.addEventListener('presence', ({ data }) => {
      const told = presence.safeParse(JSON.parse(data));
      if (told.success) setPresent((before) => new Map(before).set(told.data.conversation, told.data.present));
    });
    stream.addEventListener('error', () => {
      setOnline(false);
      // A stream that was refused does not come back by itself: the session may be over.
      if (stream.readyState === EventSource.CLOSED) void queries.invalidateQueries({ queryKey: ['me'] });
    });
    // The browser may know that there is no network long before the stream does.
    const away = () => setOnline(false);
    const back = () => {
      if (stream.readyState !== EventSource.OPEN) return;
      setOnline(true);
      void queries.invalidateQueries();
    };
    window.addEventListener('offline', away);
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('offline', away);
      window.removeEventListener('online', back);
      stream.close();
      clearTimeout(lists);
    };
  }, [queries]);
  return { online, present, ringing };
}
