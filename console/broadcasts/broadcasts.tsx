/** Messages to many: the list. */
import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { More, Page, Trouble, usePages } from '../page.tsx';
import { type Broadcast, broadcastList } from '../screen-shapes.ts';
import { whole } from '../times.ts';
import { BroadcastForm } from './broadcast-form.tsx';
import { stateColour } from './broadcast-state.ts';

export function Broadcasts() {
  const { t } = useWords();
  const [, go] = useLocation();
  const [making, setMaking] = useState(false);
  const list = usePages(['broadcasts'], '/broadcasts', broadcastList);
  return (
    <Page title={t.broadcasts} lead={t.broadcastsLead} acts={<Button onClick={() => setMaking(true)}>{t.newBroadcast}</Button>}>
      <Trouble error={list.error} onAgain={list.refetch} />
      {list.items.length === 0 && !list.error && (
        <Nothing text={list.isPending ? t.loading : t.noBroadcasts}>{!list.isPending && <p className="quiet">{t.noBroadcastsDo}</p>}</Nothing>
      )}
      {list.items.length > 0 && (
        <ul className="rows">
          {list.items.map((one) => (
            <li key={one.id}>
              <Link to={`/broadcasts/${one.id}`} className="row-link">
                <strong>{one.name}</strong>
                <When one={one} />
              </Link>
              <Badge variant="light" color={stateColour[one.state]}>
                {t.broadcastStates[one.state]}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      <More list={list} />
      {making && <BroadcastForm onClose={() => setMaking(false)} onSaved={({ id }) => go(`/broadcasts/${id}`)} />}
    </Page>
  );
}

function When({ one }: { one: Broadcast }) {
  const { t, lang } = useWords();
  const at = one.ended ?? one.started ?? one.start ?? one.created;
  const words = one.ended ? t.endedAt : one.started ? t.startedAt : one.start ? t.startsAt : t.writtenAt;
  return <span className="quiet">{words(whole(at, lang))}</span>;
}
