/** The first steps of an owner: a talk with the own bot, then what makes the shop their own. It can be left and taken up. */
import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ask } from '../api.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { Page, Trouble } from '../page.tsx';
import { ReadFaq } from './read-faq.tsx';
import { type FirstSteps, firstSteps, type StepId } from './shapes.ts';
import { stepWords } from './step-words.ts';
import { TryTalk } from './try-talk.tsx';
import { startWords } from './words.ts';

export function Start() {
  const { t } = useWords();
  const s = useOwnWords(startWords);
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [reading, setReading] = useState(false);
  const read = useQuery({ queryKey: ['start'], queryFn: ({ signal }) => ask('/console/start', firstSteps, { signal }) });
  const change = useMutation({
    mutationFn: (body: object) => ask('/console/start', firstSteps, { method: 'PATCH', body }),
    onSuccess: (now) => queries.setQueryData(['start'], now),
  });
  const leave = async () => {
    await change.mutateAsync({ left: true });
    go('/inbox');
  };
  if (!read.data)
    return (
      <Page title={s.start}>
        <Trouble error={read.error} onAgain={read.refetch} />
        {!read.error && <Nothing text={t.loading} />}
      </Page>
    );
  const { items, conversation } = read.data;
  const open = items.filter(({ state }) => state === 'todo').length;
  const acts: Partial<Record<StepId, ReactNode>> = {
    shop: <Open to="/settings" />,
    faq: (
      <Button size="xs" onClick={() => setReading(true)}>
        {s.stepFaqGo}
      </Button>
    ),
    products: <Open to="/shop/products" />,
    channel: <Open to="/channels" />,
    team: <Open to="/team" />,
  };
  return (
    <Page
      title={s.start}
      lead={open === 0 ? s.startDone : s.startLead}
      acts={
        <Button variant="default" onClick={() => void leave()} loading={change.isPending && 'left' in change.variables}>
          {open === 0 ? s.startFinish : s.startLater}
        </Button>
      }
    >
      <Trouble error={change.error} />
      <TryTalk conversation={conversation} onTried={() => queries.invalidateQueries({ queryKey: ['start'] })} />
      <ol className="rows steps" aria-label={s.start}>
        {items.map(({ id, state }) => (
          <li key={id} data-state={state}>
            <div className="grow">
              <strong>{stepWords(s)[id].name}</strong> <StateBadge state={state} />
              <div className="quiet">{stepWords(s)[id].does}</div>
            </div>
            <div className="acts">
              {acts[id]}
              {id !== 'try' && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${state === 'todo' ? s.stepSkip : s.stepAgain}: ${stepWords(s)[id].name}`}
                  onClick={() => change.mutate({ step: id, state: state === 'todo' ? 'skipped' : 'todo' })}
                >
                  {state === 'todo' ? s.stepSkip : s.stepAgain}
                </Button>
              )}
              {id === 'shop' && state === 'todo' && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${s.stepDone}: ${stepWords(s)[id].name}`}
                  onClick={() => change.mutate({ step: id, state: 'done' })}
                >
                  {s.stepDone}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      {reading && <ReadFaq onClose={() => setReading(false)} onAdded={() => change.mutate({ step: 'faq', state: 'done' })} />}
    </Page>
  );
}

function Open({ to }: { to: string }) {
  const s = useOwnWords(startWords);
  return (
    <Button size="xs" component={Link} href={to}>
      {s.open}
    </Button>
  );
}

function StateBadge({ state }: { state: FirstSteps['items'][number]['state'] }) {
  const s = useOwnWords(startWords);
  if (state === 'todo') return null;
  return (
    <Badge size="sm" variant="light" color={state === 'done' ? 'blue' : 'gray'}>
      {state === 'done' ? s.stepIsDone : s.stepIsSkipped}
    </Badge>
  );
}
