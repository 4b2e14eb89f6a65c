import { Badge, Button, TextInput } from '@mantine/core';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ask, pathOf } from '../api.ts';
import { channelName, knownAs } from '../channels.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { Confirm, Page, Trouble } from '../page.tsx';
import { saveAs } from '../save-as.ts';
import { tagsNow } from '../screen-shapes.ts';
import { contact, noteList, nothing } from '../shapes.ts';
import { whole } from '../times.ts';
import { Consents, Orders } from './customer-facts.tsx';
import { Merge, MergedHere } from './merge.tsx';

/** One customer: where they are reached, what they bought and agreed to, tags, notes; export and erasing. */
export function Customer({ id, may }: { id: string; may(permission: string): boolean }) {
  const { t, lang } = useWords();
  const [, go] = useLocation();
  const [erasing, setErasing] = useState(false);
  const [merging, setMerging] = useState(false);
  const who = useQuery({ queryKey: ['contact', id], queryFn: ({ signal }) => ask(pathOf('contacts', id), contact, { signal }) });
  const takeOut = useMutation({
    mutationFn: () => ask(pathOf('contacts', id, '/export'), nothing, { method: 'POST', body: {} }),
    onSuccess: (all) => saveAs('customer.json', 'application/json', JSON.stringify(all, null, 2)),
  });
  const erase = useMutation({ mutationFn: () => ask(pathOf('contacts', id), nothing, { method: 'DELETE' }), onSuccess: () => go('/customers') });
  const row = who.data;
  if (!row)
    return (
      <Page title={t.customer}>
        <Trouble error={who.error} onAgain={who.refetch} />
        {!who.error && <Nothing text={t.loading} />}
      </Page>
    );
  const name = row.name ?? `${t.someone} ${id.replace(/[^\p{L}\p{N}]/gu, '').slice(-4)}`;
  const facts: [string, string | undefined][] = [
    [t.phone, row.verifiedPhone ?? row.phone],
    [t.email, row.email],
    [t.languageOf, row.lang && (new Intl.DisplayNames(lang, { type: 'language' }).of(row.lang) ?? row.lang)],
    [t.since, whole(row.createdAt, lang)],
  ];
  return (
    <Page
      title={name}
      acts={
        <>
          <Button variant="default" onClick={() => setMerging(true)}>
            {t.mergeCustomer}
          </Button>
          <Button variant="default" onClick={() => takeOut.mutate()} loading={takeOut.isPending}>
            {t.exportCustomer}
          </Button>
          {may('erase') && (
            <Button variant="default" onClick={() => setErasing(true)}>
              {t.eraseCustomer}
            </Button>
          )}
        </>
      }
    >
      <Trouble error={takeOut.error} />
      <p>
        <Link to="/customers">‹ {t.customers}</Link>
      </p>
      <div className="cards">
        <Card title={t.about}>
          <dl className="pairs">
            {facts.map(([label, value]) =>
              value ? (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ) : null,
            )}
          </dl>
          <Tags id={id} tags={row.tags} />
        </Card>
        <Card title={t.identities}>
          <ul className="lines">
            {row.addresses.length === 0 && <li className="quiet">{t.noConversationYet}</li>}
            {row.addresses.map((address) => (
              <li key={address}>
                {may('inbox') ? (
                  <Link to={`/inbox/${encodeURIComponent(address)}`}>{channelName(address.split(':')[0] ?? '', lang)}</Link>
                ) : (
                  channelName(address.split(':')[0] ?? '', lang)
                )}{' '}
                <span className="quiet">{knownAs(address.split(':').slice(2).join(':'))}</span>
              </li>
            ))}
          </ul>
          <MergedHere merged={row.merged ?? []} />
        </Card>
        <Card title={t.orders}>
          <Orders id={id} />
        </Card>
        <Card title={t.consent}>
          <Consents id={id} />
        </Card>
        {may('inbox') && (
          <Card title={t.notes}>
            <Notes conversations={row.addresses} />
          </Card>
        )}
      </div>
      {merging && <Merge id={id} onClose={() => setMerging(false)} />}
      <Confirm
        opened={erasing}
        title={t.eraseTitle(name)}
        text={t.eraseText}
        go={t.eraseGo}
        danger
        busy={erase.isPending}
        error={erase.error}
        onGo={() => erase.mutate()}
        onClose={() => setErasing(false)}
      />
    </Page>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Tags({ id, tags }: { id: string; tags: readonly string[] }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const change = useMutation({
    mutationFn: (body: { add?: string[]; remove?: string[] }) => ask(pathOf('contacts', id, '/tags'), tagsNow, { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contact', id] }),
  });
  return (
    <>
      <p className="tags">
        {tags.map((tag) => (
          <Badge
            key={tag}
            variant="light"
            color="gray"
            rightSection={
              <button type="button" className="bare" aria-label={t.removeTag(tag)} onClick={() => change.mutate({ remove: [tag] })}>
                ×
              </button>
            }
          >
            {tag}
          </Badge>
        ))}
      </p>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === '') return;
          change.mutate({ add: [typed.trim()] });
          setTyped('');
        }}
      >
        <TextInput
          size="xs"
          aria-label={t.newTag}
          placeholder={t.newTag}
          maxLength={60}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default">
          {t.addTag}
        </Button>
      </form>
      <Trouble error={change.error} />
    </>
  );
}

function Notes({ conversations }: { conversations: readonly string[] }) {
  const { t, lang } = useWords();
  const read = useQueries({
    queries: conversations.slice(0, 10).map((id) => ({ queryKey: ['notes', id], queryFn: () => ask(pathOf('conversations', id, '/notes'), noteList) })),
  });
  const notes = read.flatMap(({ data }) => data?.items ?? []).sort((a, b) => b.at - a.at);
  if (notes.length === 0) return <p className="quiet">{t.noNotes}</p>;
  return (
    <ul className="lines">
      {notes.map(({ id, at, by, text }) => (
        <li key={id}>
          <p className="text">{text}</p>
          <span className="quiet">{`${by} · ${whole(at, lang)}`}</span>
        </li>
      ))}
    </ul>
  );
}
