import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, pathOf } from '../api.ts';
import { channelName, knownAs } from '../channels.ts';
import { Consents, Orders } from '../customers/customer-facts.tsx';
import { useWords } from '../language.tsx';
import { type Conversation, contact } from '../shapes.ts';
import { whole } from '../times.ts';
import { customerName } from './customer-name.ts';

/** Who the customer is: where they are reached, their orders, and what they agreed to. */
export function CustomerPanel({ one, onClose }: { one: Conversation; onClose(): void }) {
  const { t, lang } = useWords();
  const { id } = one.contact;
  const who = useQuery({ queryKey: ['contact', id], queryFn: ({ signal }) => ask(pathOf('contacts', id), contact, { signal }) });
  const row = who.data;
  const facts: [string, string | undefined][] = [
    [t.phone, row?.verifiedPhone ?? row?.phone],
    [t.email, row?.email],
    [t.languageOf, row?.lang && (new Intl.DisplayNames(lang, { type: 'language' }).of(row.lang) ?? row.lang)],
    [t.since, row && whole(row.createdAt, lang)],
  ];
  return (
    <aside className="customer" aria-label={t.customer}>
      <Button className="panel-button" variant="default" size="xs" onClick={onClose}>
        {t.done}
      </Button>
      <h2>{customerName(one, t)}</h2>
      <dl>
        {facts.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {row && row.tags.length > 0 && (
        <p className="tags">
          {row.tags.map((tag) => (
            <Badge key={tag} variant="light" color="gray">
              {tag}
            </Badge>
          ))}
        </p>
      )}
      <Section title={t.identities}>
        <ul>
          {row?.addresses.map((address) => (
            <li key={address}>
              {address === one.id ? (
                <strong>{channelName(address.split(':')[0] ?? '', lang)}</strong>
              ) : (
                <Link to={`/inbox/${encodeURIComponent(address)}`}>{channelName(address.split(':')[0] ?? '', lang)}</Link>
              )}{' '}
              <span className="quiet">{knownAs(address.split(':').slice(2).join(':'))}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t.orders}>
        <Orders id={id} />
      </Section>
      <Section title={t.consent}>
        <Consents id={id} />
      </Section>
      <p>
        <Link to={`/customers/${encodeURIComponent(id)}`}>{t.wholeCustomer}</Link>
      </p>
    </aside>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
