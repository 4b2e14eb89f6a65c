import { Badge, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { customerList } from '../screen-shapes.ts';
import { type Conversation, conversationList, counts } from '../shapes.ts';
import { duration, moment, useNow } from '../times.ts';
import { walkTabs } from '../walk-tabs.ts';
import { customerName } from './customer-name.ts';
import { placeOf } from './next-of.ts';
import { type Queue, queues, queueWords } from './queue.ts';

/** What the list shows, and the place in it of what is open, for the keys. */
export interface Shown {
  ids: readonly string[];
  at: number;
}

interface Props {
  queue: Queue;
  onQueue(queue: Queue): void;
  openId: string | undefined;
  onOpen(id: string): void;
  shown: RefObject<Shown>;
}

export function ConversationList({ queue, onQueue, openId, onOpen, shown }: Props) {
  const { t } = useWords();
  const now = useNow();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const asked = q === '' ? `queue=${queue}` : `q=${encodeURIComponent(q)}`;
  const list = useInfiniteQuery({
    queryKey: ['list', asked],
    queryFn: ({ pageParam, signal }) => ask(`/conversations?limit=50&${asked}${pageParam ? `&cursor=${pageParam}` : ''}`, conversationList, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const waiting = useQuery({ queryKey: ['counts'], queryFn: ({ signal }) => ask('/console/counts', counts, { signal }) });
  // A conversation that changes while pages are read may stand on two of them.
  const known = useQuery({
    queryKey: ['customers-named', q],
    queryFn: ({ signal }) => ask(`/customers?limit=10&q=${encodeURIComponent(q)}`, customerList, { signal }),
    enabled: q.length > 1,
  });
  // Whoever was imported has written nothing yet.
  const silent = q === '' ? [] : (known.data?.items ?? []).filter(({ facts }) => facts.conversations === 0);
  const items = [...new Map((list.data?.pages ?? []).flatMap((page) => page.items).map((one) => [one.id, one])).values()];
  const ids = items.map((one) => one.id);
  // The place is one of this list: another queue begins at its first.
  const placed = useRef(asked);
  shown.current = { ids, at: placeOf(ids, openId, placed.current === asked ? shown.current.at : -1) };
  placed.current = asked;
  // Enter opens what is found first; pressed before it is found, it waits for that.
  const [opens, setOpens] = useState(false);
  const first = q === '' || q !== typed.trim() || list.isPlaceholderData || !list.isSuccess ? undefined : (items[0]?.id ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each Enter
  useEffect(() => {
    if (!opens || first === undefined) return;
    setOpens(false);
    if (first !== null) onOpen(first);
  }, [opens, first]);
  const words = queueWords(t);
  const countOf = (one: Queue): number => (one === 'bot' || one === 'all' || one === 'later' ? 0 : (waiting.data?.[one] ?? 0));
  return (
    <section className="list" aria-label={t.conversations}>
      <div className="list-head">
        <TextInput
          data-key="/"
          type="search"
          aria-label={t.search}
          placeholder={t.searchHint}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onKeyDown={({ key, currentTarget, nativeEvent }) => {
            if (nativeEvent.isComposing || (key !== 'Escape' && key !== 'Enter')) return;
            if (key === 'Escape') setTyped('');
            else setOpens(true);
            currentTarget.blur();
          }}
        />
        <div className="queues" role="tablist" aria-label={t.queues} onKeyDown={walkTabs}>
          {queues.map((one, at) => (
            <button
              key={one}
              data-key={at + 1}
              type="button"
              role="tab"
              aria-selected={q === '' && one === queue}
              onClick={() => {
                setTyped('');
                onQueue(one);
              }}
            >
              {words[one].name}
              {countOf(one) > 0 && <b className="count">{countOf(one)}</b>}
            </button>
          ))}
        </div>
      </div>
      {silent.length > 0 && (
        <section className="silent">
          <h3>{t.withoutConversation}</h3>
          <ul>
            {silent.map(({ id, name, facts }) => (
              <li key={id}>
                <Link to={`/customers/${encodeURIComponent(id)}`} className="entry">
                  <strong>{name || String(facts.email ?? facts.phone ?? t.someone)}</strong>
                  <span className="quiet">{[facts.phone, facts.email].filter((one) => typeof one === 'string').join(' · ')}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {items.length === 0 && silent.length > 0 ? null : items.length === 0 ? (
        <Nothing text={list.error ? failureText(list.error, t) : list.isPending ? t.loading : q ? t.noneFound(q) : words[queue].empty}>
          {!list.isPending && !q && queue === 'needs_reply' && <TryChat />}
          {!list.isPending && !q && queue === 'all' && <TryChat />}
        </Nothing>
      ) : (
        <ul className="conversations">
          {items.map((one) => (
            <Entry key={one.id} one={one} now={now} open={one.id === openId} />
          ))}
          {list.hasNextPage && (
            <li>
              <Button fullWidth variant="subtle" color="gray" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
                {t.more}
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function TryChat() {
  const { t } = useWords();
  return (
    <>
      <a href="/" target="_blank" rel="noreferrer">
        {t.tryChat}
      </a>
      <p className="quiet">{t.tryChatHint}</p>
    </>
  );
}

function Entry({ one, now, open }: { one: Conversation; now: number; open: boolean }) {
  const { t, lang } = useWords();
  const name = customerName(one, t);
  return (
    <li>
      <Link to={`/inbox/${encodeURIComponent(one.id)}`} aria-current={open ? 'true' : undefined} className="entry">
        <span className="entry-top">
          <strong>{name}</strong>
          <time dateTime={new Date(one.lastAt).toISOString()}>{moment(one.lastAt, now, lang)}</time>
        </span>
        <span className="preview">{one.preview}</span>
        <span className="entry-foot">
          <span className="quiet">{channelName(one.channel, lang)}</span>
          {one.waits !== undefined && (
            <Badge size="sm" color="red" variant="filled">
              {t.waiting(duration(now - one.waits, lang))}
            </Badge>
          )}
          {one.planned?.some(({ asks }) => asks) && (
            <Badge size="sm" color="orange" variant="filled">
              {t.plannedAsksBadge}
            </Badge>
          )}
          {one.later !== undefined && (
            <Badge size="sm" color="gray" variant="light">
              {one.later === null ? t.untilAnswer : t.laterBadge(moment(one.later, now, lang))}
            </Badge>
          )}
          <OwnerBadge one={one} />
        </span>
      </Link>
    </li>
  );
}

/** Who has it: the bot, a person, or nobody yet. */
export function OwnerBadge({ one }: { one: Conversation }) {
  const { t } = useWords();
  if (one.state === 'closed')
    return (
      <Badge size="sm" color="gray" variant="light">
        {t.closedBadge}
      </Badge>
    );
  if (one.state === 'open')
    return (
      <Badge size="sm" color="gray" variant="outline">
        {t.bot}
      </Badge>
    );
  return (
    <Badge size="sm" color={one.owner === 'bot' ? 'orange' : 'blue'} variant="light">
      {one.owner === 'bot' ? t.nobody : one.owner}
    </Badge>
  );
}
