/** Orders and consent of a customer, as the inbox and the page of the customer show them. */
import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask, pathOf } from '../api.ts';
import { useWords } from '../language.tsx';
import { money } from '../money.ts';
import { consentList, orderList } from '../shapes.ts';
import { whole } from '../times.ts';
import type { Words } from '../words-en.ts';

export function Orders({ id }: { id: string }) {
  const { t, lang } = useWords();
  const orders = useQuery({ queryKey: ['orders', id], queryFn: ({ signal }) => ask(pathOf('contacts', id, '/orders'), orderList, { signal }) });
  if (orders.data?.items.length === 0) return <p className="quiet">{t.noOrders}</p>;
  return (
    <ul className="lines">
      {orders.data?.items.map((order) => (
        <li key={order.number}>
          <strong>{order.number}</strong>{' '}
          <Badge size="sm" variant="light" color="gray">
            {order.statusText[lang]}
          </Badge>
          <div>{money(order.total, order.currency, lang)}</div>
          <div className="quiet">{order.items.map(({ title, quantity }) => `${quantity} × ${title[lang] ?? Object.values(title)[0] ?? ''}`).join(', ')}</div>
          {order.parcels.map(({ number }) => (
            <div key={number} className="quiet">{`${t.parcel} ${number}`}</div>
          ))}
        </li>
      ))}
    </ul>
  );
}

export function Consents({ id }: { id: string }) {
  const { t, lang } = useWords();
  const ledger = useQuery({ queryKey: ['consent', id], queryFn: ({ signal }) => ask(pathOf('contacts', id, '/consent'), consentList, { signal }) });
  if (ledger.data?.items.length === 0) return <p className="quiet">{t.noConsent}</p>;
  return (
    <ul className="lines">
      {ledger.data?.items.slice(0, 20).map(({ at, purpose, granted, words }) => (
        <li key={`${at} ${purpose}`}>
          {purposeName(purpose, t)}: <strong>{granted ? t.consentYes : t.consentNo}</strong>
          <div className="quiet">{whole(at, lang)}</div>
          {words && <q>{words.slice(0, 200)}</q>}
        </li>
      ))}
    </ul>
  );
}

function purposeName(purpose: string, t: Words): string {
  const names: Record<string, string> = { marketing: t.purposeMarketing, service: t.purposeService, review: t.purposeReview };
  return names[purpose] ?? purpose;
}
