/** The people behind a number of a broadcast; what is asked for stands in the address. */
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from 'wouter';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { type Column, ListBehind } from '../lists/list-behind.tsx';
import { type RecipientBehind, recipientsBehind } from '../lists/shapes.ts';
import { listWords } from '../lists/words.ts';
import { money } from '../money.ts';
import { Page, usePages } from '../page.tsx';
import { broadcast } from '../screen-shapes.ts';
import { whole } from '../times.ts';

/** Address of the list behind a number of a broadcast. */
export const recipientsOf = (id: string, asked: Readonly<Record<string, string>>): string =>
  `/broadcasts/${encodeURIComponent(id)}/people?${new URLSearchParams(asked)}`;

export function Recipients({ id, may }: { id: string; may(permission: string): boolean }) {
  const { t, lang } = useWords();
  const w = useOwnWords(listWords);
  const search = useSearch();
  const asked = new URLSearchParams(search);
  const path = `/broadcasts/${encodeURIComponent(id)}`;
  const one = useQuery({ queryKey: ['broadcast', id], queryFn: ({ signal }) => ask(path, broadcast, { signal }) });
  const list = usePages(['recipients', id, search], `${path}/recipients?${search}`, recipientsBehind);
  const mark = asked.get('mark');
  const states = asked.get('state')?.split(',') ?? [];
  const what = mark === null ? states.map((state) => w.states[state] ?? state).join(lang === 'zh' ? '、' : ', ') : (w.marks[mark] ?? mark);
  const reason = asked.get('reason') === null ? '' : (list.items[0]?.why?.[lang] ?? '');
  const columns: Column<RecipientBehind>[] = [
    {
      head: w.customer,
      long: true,
      text: ({ name, contact }) => name ?? contact,
      shown: ({ name, contact }) =>
        may('customers') ? <Link to={`/customers/${encodeURIComponent(contact)}`}>{name ?? t.customer}</Link> : (name ?? t.customer),
    },
    { head: w.channel, text: ({ conversation = '' }) => (conversation === '' ? '–' : channelName(conversation.split(':')[0] ?? '', lang)) },
    { head: w.state, text: ({ state }) => w.states[state] ?? state },
    { head: w.reason, long: true, text: ({ why }) => why?.[lang] ?? '–' },
    { head: w.at, text: ({ sent }) => (sent === undefined ? '–' : whole(sent, lang)) },
    { head: w.cost, text: ({ cost }) => (cost ? money(cost.amount, cost.currency, lang) : '–') },
  ];
  return (
    <Page title={one.data?.name ?? t.broadcasts} lead={[what || w.everyone, reason].filter(Boolean).join(' · ')}>
      <p>
        <Link to={`/broadcasts/${encodeURIComponent(id)}`}>‹ {one.data?.name ?? t.broadcasts}</Link>
      </p>
      <ListBehind title={what || w.everyone} list={list} columns={columns} keyOf={({ contact }, n) => `${n} ${contact}`} file="broadcast.csv" />
    </Page>
  );
}
