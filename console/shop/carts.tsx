import { Badge } from '@mantine/core';
import { Link } from 'wouter';
import { useOwnWords, useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { More, Trouble, usePages } from '../page.tsx';
import { whole } from '../times.ts';
import { cartList } from './shapes.ts';
import { shopWords } from './words.ts';

/** Carts that were left: how far each has come, and why it ended. */
export function Carts() {
  const { t, lang } = useWords();
  const s = useOwnWords(shopWords);
  const list = usePages(['shop', 'carts'], '/carts', cartList);
  return (
    <>
      <Trouble error={list.error} onAgain={list.refetch} />
      {list.items.length === 0 && !list.error && (
        <Nothing text={list.isPending ? t.loading : s.empty.carts}>{!list.isPending && <p className="quiet">{s.emptyDo.carts}</p>}</Nothing>
      )}
      {list.items.length > 0 && (
        <ul className="rows">
          {list.items.map(({ id, cart, contact, started, due, state, why, sent }) => (
            <li key={id}>
              <div className="grow">
                <strong>{cart}</strong>{' '}
                <span className="quiet">
                  {[s.leftAt(whole(started, lang)), ...sent.map(({ do: step, at }) => s.cartStep(s.cartSteps[step] ?? step, whole(at, lang)))].join(' · ')}
                </span>
              </div>
              {contact !== undefined && <Link to={`/customers/${encodeURIComponent(contact)}`}>{t.customer}</Link>}
              <Badge variant="light" color={why === 'ordered' ? 'blue' : 'gray'}>
                {state === 'open' ? (due === undefined ? s.cartOpen : s.cartNext(whole(due, lang))) : (s.cartEndings[why ?? ''] ?? why ?? s.cartOver)}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      <More list={list} />
    </>
  );
}
