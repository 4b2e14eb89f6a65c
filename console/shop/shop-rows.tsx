import { Badge, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { type Lang, useOwnWords, useWords } from '../language.tsx';
import { money, number } from '../money.ts';
import { Nothing } from '../nothing.tsx';
import { More, Trouble, usePages } from '../page.tsx';
import { whole } from '../times.ts';
import { CloseRequest, type Ending } from './close-request.tsx';
import { type ShopRow, shopList } from './shapes.ts';
import { type ShopWords, shopWords } from './words.ts';

type Kind = 'products' | 'orders' | 'requests';

/** Facts that are told in words of their own, or not at all. */
const own = new Set(['status', 'total', 'currency', 'placed_at', 'kind', 'at', 'price', 'items', 'order', 'title']);

/** What tells a row from others, as people read it. */
function factsOf(kind: Kind, { facts }: ShopRow, s: ShopWords, lang: Lang): string[] {
  const sum = typeof facts.total === 'number' ? facts.total : facts.price;
  const at = facts.placed_at ?? facts.at;
  return [
    typeof sum === 'number' && typeof facts.currency === 'string' ? money(sum, facts.currency, lang) : '',
    kind === 'orders' && typeof facts.items === 'number' ? s.items(facts.items) : '',
    kind === 'requests' && typeof facts.order === 'string' ? s.ofOrder(facts.order) : '',
    typeof at === 'number' ? whole(at, lang) : '',
    ...Object.entries(facts).flatMap(([key, value]) =>
      key === 'variants' && typeof value === 'number'
        ? [s.variants(value)]
        : own.has(key) || value === '' || typeof value === 'boolean'
          ? []
          : [key === 'stock' && typeof value === 'number' ? s.stock(number(value, lang)) : String(value)],
    ),
  ].filter((text) => text !== '');
}

const endings = [
  { word: 'settle', status: 'done', variant: 'default' },
  { word: 'decline', status: 'refused', variant: 'subtle' },
] as const;

/** Only what is still to be done is shown of requests. */
function listPath(kind: Kind, q: string): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(kind === 'requests' && { status: 'open' }) });
  return `/${kind}${query.size > 0 ? `?${query}` : ''}`;
}

export function ShopRows({ kind, may }: { kind: Kind; may(permission: string): boolean }) {
  const { t, lang } = useWords();
  const s = useOwnWords(shopWords);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const list = usePages(['shop', kind, q], listPath(kind, q), shopList);
  const [ending, setEnding] = useState<Ending>();
  const labelOf = (facts: ShopRow['facts']): string => {
    const word = kind === 'requests' ? facts.kind : facts.status;
    if (typeof word !== 'string') return '';
    return (kind === 'requests' ? s.requestKinds : s.statuses)[word] ?? word.replaceAll('_', ' ');
  };
  return (
    <>
      <TextInput
        className="search-field"
        type="search"
        label={t.search}
        placeholder={s.searches[kind]}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Trouble error={list.error} onAgain={list.refetch} />
      {list.items.length === 0 && !list.error && (
        <Nothing text={list.isPending ? t.loading : q ? t.noneFound(q) : s.empty[kind]}>
          {!list.isPending && !q && <p className="quiet">{s.emptyDo[kind]}</p>}
        </Nothing>
      )}
      {list.items.length > 0 && (
        <ul className="rows">
          {list.items.map((row) => (
            <li key={row.id}>
              <div className="grow">
                <strong>{kind === 'products' && row.name ? row.name : [row.id, row.name].filter(Boolean).join(' · ')}</strong>{' '}
                <span className="quiet">{factsOf(kind, row, s, lang).join(' · ')}</span>
              </div>
              {labelOf(row.facts) && (
                <Badge variant="light" color="gray">
                  {labelOf(row.facts)}
                </Badge>
              )}
              {kind === 'requests' &&
                may('customers') &&
                endings.map(({ word, status, variant }) => (
                  <Button
                    key={status}
                    size="xs"
                    variant={variant}
                    color="gray"
                    aria-label={`${s[word]}: ${row.id}`}
                    onClick={() => setEnding({ id: row.id, status })}
                  >
                    {s[word]}
                  </Button>
                ))}
            </li>
          ))}
        </ul>
      )}
      <More list={list} />
      {ending && <CloseRequest {...ending} mayWrite={may('inbox')} onClose={() => setEnding(undefined)} />}
    </>
  );
}
