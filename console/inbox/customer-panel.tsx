import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, pathOf } from '../api.ts';
import { channelName, knownAs } from '../channels.ts';
import { type Lang, useWords } from '../language.tsx';
import { type Conversation, consentList, contact, orderList } from '../shapes.ts';
import { whole } from '../times.ts';
import type { Words } from '../words-en.ts';
import { customerName } from './customer-name.ts';

/** Who the customer is: where they are reached, their orders, and what they agreed to. */
export function CustomerPanel({ one, onClose }: { one: Conversation; onClose(): void }) {
  const { t, lang } = useWords();
  const { id } = one.contact;
  const who = useQuery({ queryKey: ['contact', id], queryFn: ({ signal }) => ask(pathOf('contacts', id), contact, { signal }) });
  const orders = useQuery({ queryKey: ['orders', id], queryFn: ({ signal }) => ask(pathOf('contacts', id, '/orders'), orderList, { signal }) });
  const ledger = useQuery({ queryKey: ['consent', id], queryFn: ({ signal }) => ask(pathOf('contacts', id, '/consent'), consentList, { signal }) });
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
        {orders.data?.items.length === 0 && <p className="quiet">{t.noOrders}</p>}
        <ul>
          {orders.data?.items.map((order) => (
            <li key={order.number}>
              <strong>{order.number}</strong>{' '}
              <Badge size="sm" variant="light" color="gray">
                {order.statusText[lang]}
              </Badge>
              <div>{money(order.total, order.currency, lang)}</div>
              <div className="quiet">
                {order.items.map(({ title, quantity }) => `${quantity} × ${title[lang] ?? Object.values(title)[0] ?? ''}`).join(', ')}
              </div>
              {order.parcels.map(({ number }) => (
                <div key={number} className="quiet">{`${t.parcel} ${number}`}</div>
              ))}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t.consent}>
        {ledger.data?.items.length === 0 && <p className="quiet">{t.noConsent}</p>}
        <ul>
          {ledger.data?.items.slice(0, 20).map(({ at, purpose, granted, words }) => (
            <li key={`${at} ${purpose}`}>
              {purposeName(purpose, t)}: <strong>{granted ? t.consentYes : t.consentNo}</strong>
              <div className="quiet">{whole(at, lang)}</div>
              {words && <q>{words.slice(0, 200)}</q>}
            </li>
          ))}
        </ul>
      </Section>
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

function purposeName(purpose: string, t: Words): string {
  const names: Record<string, string> = { marketing: t.purposeMarketing, service: t.purposeService, review: t.purposeReview, personal: t.purposePersonal };
  return names[purpose] ?? purpose;
}

/** Minor units as money of the currency. */
function money(minor: number, currency: string, lang: Lang): string {
  const format = new Intl.NumberFormat(lang, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
