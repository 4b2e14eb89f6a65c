/** One conversation: its messages with the notes of colleagues between them, what can be done, and the customer. */
import { Button } from '@mantine/core';
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ask, pathOf } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { type ConversationList, conversation, type Me, messageList, noteList } from '../shapes.ts';
import type { Live } from '../shell.tsx';
import { useNow } from '../times.ts';
import { Composer } from './composer.tsx';
import { customerName } from './customer-name.ts';
import { CustomerPanel } from './customer-panel.tsx';
import { Message, NoteLine, Sending } from './message.tsx';
import { PlannedActs } from './planned.tsx';
import { usePresence } from './presence.ts';
import { ThreadHead } from './thread-head.tsx';

interface Props {
  id: string;
  me: Me;
  live: Live;
  /** Set when keys opened it: it takes the focus, and unsets it. */
  byKeys: RefObject<boolean>;
  onBack(): void;
}

export function Thread({ id, me, live, byKeys, onBack }: Props) {
  const { t } = useWords();
  const now = useNow();
  const [panel, setPanel] = useState(false);
  const [typing, setTyping] = useState(false);
  const queries = useQueryClient();
  // The list knows most of it: whoever presses J and R at once writes at once, and no letter is taken for a key.
  const listed = queries
    .getQueriesData<InfiniteData<ConversationList>>({ queryKey: ['list'] })
    .flatMap(([, list]) => list?.pages ?? [])
    .flatMap(({ items }) => items)
    .find((row) => row.id === id);
  const one = useQuery({
    queryKey: ['conversation', id],
    queryFn: ({ signal }) => ask(pathOf('conversations', id), conversation, { signal }),
    ...(listed && { placeholderData: listed }),
  });
  const texts = useInfiniteQuery({
    queryKey: ['messages', id],
    queryFn: ({ pageParam, signal }) =>
      ask(pathOf('conversations', id, `/messages?limit=50${pageParam ? `&cursor=${pageParam}` : ''}`), messageList, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  const notes = useQuery({ queryKey: ['notes', id], queryFn: ({ signal }) => ask(pathOf('conversations', id, '/notes'), noteList, { signal }) });
  const [restored, setRestored] = useState<{ text: string }>();
  const { outgoing } = live;
  const others = usePresence(id, typing, live.present.get(id)).filter(({ who }) => who !== me.name && who !== '');

  const messages = [...new Map((texts.data?.pages ?? []).flatMap(({ items }) => items).map((message) => [message.id, message])).values()].reverse();
  const oldest = texts.hasNextPage ? (messages[0]?.at ?? 0) : 0;
  const lines = [
    ...messages.map((message) => ({ at: message.at, key: message.id, message, note: undefined })),
    ...(notes.data?.items ?? []).filter(({ at }) => at >= oldest).map((note) => ({ at: note.at, key: note.id, message: undefined, note })),
  ].sort((a, b) => a.at - b.at);
  const stored = new Set(messages.map((message) => message.id));
  const inPlan = new Set(one.data?.planned?.map((act) => act.id));
  const own = outgoing.items.filter(({ conversation }) => conversation === id);
  const waiting = own.filter((item) => !stored.has(`a:${item.id}`) && !inPlan.has(item.id));
  const arrived = own.find((item) => item.failed && !waiting.includes(item))?.id;
  const { drop } = outgoing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that arrived although its answer got lost
  useEffect(() => {
    if (arrived !== undefined) drop(arrived);
  }, [arrived]);

  // The newest line stays in sight, unless one reads further up.
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = `${lines.length} ${lines.at(-1)?.key} ${waiting.length} ${inPlan.size}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the last line that moves it
  useLayoutEffect(() => {
    if (atEnd.current) scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [last]);

  // What was pressed may go with what it did, e.g. an undo: then the focus goes to the messages, from where the keys act and a reader goes on.
  const focused = useRef<Element>(undefined);
  useLayoutEffect(() => {
    if (focused.current && !focused.current.isConnected && document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  });

  const shows = one.data !== undefined;
  useLayoutEffect(() => {
    if (!shows || !byKeys.current) return;
    byKeys.current = false;
    scroller.current?.focus({ preventScroll: true });
  }, [shows, byKeys]);

  useEffect(() => {
    const pane = scroller.current;
    if (!pane || !one.data) return;
    // A keyboard on the screen, or a head of two rows, takes from its height.
    const resized = new ResizeObserver(() => atEnd.current && pane.scrollTo({ top: pane.scrollHeight }));
    resized.observe(pane);
    return () => resized.disconnect();
  }, [one.data]);

  const newest = messages.at(-1);
  const [told, setTold] = useState('');
  const known = useRef<number>(undefined);
  const name = one.data ? customerName(one.data, t) : t.someone;
  useEffect(() => {
    if (!newest) return;
    if (known.current !== undefined && newest.n > known.current && newest.direction === 'in') setTold(t.newMessage(name, newest.parts[0]?.text ?? ''));
    known.current = newest.n;
  }, [newest, name, t]);

  if (!one.data) return <Nothing text={one.error ? failureText(one.error, t) : t.loading} />;
  return (
    <section
      className="thread"
      aria-label={name}
      data-panel={panel || undefined}
      onFocus={({ target }) => {
        focused.current = target;
      }}
    >
      <ThreadHead one={one.data} me={me} onBack={onBack} onPanel={() => setPanel(!panel)} />
      <div
        className="messages"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keys
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={t.messagesWith(name)}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < 80;
        }}
      >
        {texts.hasNextPage && (
          <Button variant="subtle" color="gray" size="xs" loading={texts.isFetchingNextPage} onClick={() => texts.fetchNextPage()}>
            {t.older}
          </Button>
        )}
        {lines.map((line) =>
          line.message ? <Message key={line.key} message={line.message} now={now} /> : <NoteLine key={line.key} note={line.note} now={now} />,
        )}
        {waiting.map((item) => (
          <Sending
            key={item.id}
            item={item}
            takenBy={one.data.owner === 'bot' || one.data.owner === me.name ? undefined : one.data.owner}
            onAgain={() => outgoing.again(item)}
            onBack={() => {
              outgoing.drop(item.id);
              setRestored({ text: item.wish.text });
            }}
          />
        ))}
        <PlannedActs one={one.data} onBack={(text) => setRestored({ text })} />
      </div>
      <p className="presence" role="status">
        {others.length > 0 && (others.some((other) => other.typing) ? t.typing(namesOf(others.filter((other) => other.typing))) : t.looking(namesOf(others)))}
      </p>
      <Composer
        one={one.data}
        me={me}
        onSend={(wish) => outgoing.send(id, wish)}
        onTyping={setTyping}
        onLeave={() => scroller.current?.focus({ preventScroll: true })}
        restored={restored}
      />
      <CustomerPanel one={one.data} onClose={() => setPanel(false)} />
      <p className="unseen" aria-live="polite">
        {told}
      </p>
    </section>
  );
}

const namesOf = (people: readonly { who: string }[]): string => people.map(({ who }) => who).join(', ');
