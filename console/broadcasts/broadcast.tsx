/** One broadcast: who gets what, a test to oneself, start, pause, stop, and what came of it. */
import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ask } from '../api.ts';
import { useWords } from '../language.tsx';
import { number } from '../money.ts';
import { Nothing } from '../nothing.tsx';
import { Confirm, Page, Trouble } from '../page.tsx';
import { broadcast, broadcastPreview, type Broadcast as Row } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';
import { whole } from '../times.ts';
import { BroadcastForm } from './broadcast-form.tsx';
import { BroadcastPreviewPane } from './broadcast-preview.tsx';
import { BroadcastReport } from './broadcast-report.tsx';
import { stateColour } from './broadcast-state.ts';

type Act = 'start' | 'pause' | 'resume' | 'stop' | 'remove';
/** While it is being sent its numbers change; nothing tells the page. */
const everyMs = 3_000;

export function Broadcast({ id, may }: { id: string; may(permission: string): boolean }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState<Act>();
  const one = useQuery({
    queryKey: ['broadcast', id],
    queryFn: ({ signal }) => ask(`/broadcasts/${encodeURIComponent(id)}`, broadcast, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'sending' ? everyMs : false),
  });
  const isDraft = one.data?.state === 'draft';
  const seen = useQuery({
    queryKey: ['broadcast-preview', id],
    queryFn: ({ signal }) => ask(`/broadcasts/${encodeURIComponent(id)}/preview`, broadcastPreview, { method: 'POST', body: {}, signal }),
    enabled: isDraft,
  });
  const act = useMutation({
    mutationFn: (what: Act) =>
      what === 'remove'
        ? ask(`/broadcasts/${encodeURIComponent(id)}`, nothing, { method: 'DELETE' })
        : ask(`/broadcasts/${encodeURIComponent(id)}/${what}`, nothing, { method: 'POST', body: {} }),
    onSuccess: async (_, what) => {
      setAsking(undefined);
      await queries.invalidateQueries({ queryKey: ['broadcasts'] });
      if (what === 'remove') go('/broadcasts');
      else await Promise.all([queries.invalidateQueries({ queryKey: ['broadcast', id] }), queries.invalidateQueries({ queryKey: ['broadcast-report', id] })]);
    },
  });
  const row = one.data;
  if (!row)
    return (
      <Page title={t.broadcasts}>
        <Trouble error={one.error} onAgain={one.refetch} />
        {!one.error && <Nothing text={t.loading} />}
      </Page>
    );
  const people = number(seen.data?.reachable ?? 0, lang);
  const doing = (what: Act) => (act.isPending && act.variables === what) || false;
  const asks: Record<Act, { title: string; text: string; go: string }> = {
    start: { title: t.startTitle(people), text: row.draft.at ? t.startLater(row.draft.at) : t.startNow, go: t.startGo(people) },
    stop: { title: t.stopTitle, text: t.stopText, go: t.stop },
    remove: { title: t.removeTitle(row.name), text: t.removeText, go: t.remove },
    pause: { title: '', text: '', go: '' },
    resume: { title: '', text: '', go: '' },
  };
  return (
    <Page
      title={row.name}
      acts={
        <>
          {isDraft && (
            <>
              <Button onClick={() => setAsking('start')} disabled={!seen.data || seen.data.reachable === 0}>
                {row.draft.at ? t.schedule : t.start}
              </Button>
              <Button variant="default" onClick={() => setEditing(true)}>
                {t.edit}
              </Button>
            </>
          )}
          {row.state === 'sending' && (
            <Button onClick={() => act.mutate('pause')} loading={doing('pause')}>
              {t.pause}
            </Button>
          )}
          {(row.state === 'paused' || row.state === 'awaiting_staff') && (
            <Button onClick={() => act.mutate('resume')} loading={doing('resume')}>
              {t.resume}
            </Button>
          )}
          {['scheduled', 'sending', 'paused', 'awaiting_staff'].includes(row.state) && (
            <Button variant="default" onClick={() => setAsking('stop')}>
              {t.stop}
            </Button>
          )}
          {['draft', 'stopped', 'completed'].includes(row.state) && (
            <Button variant="default" onClick={() => setAsking('remove')}>
              {t.remove}
            </Button>
          )}
        </>
      }
    >
      <p className="acts">
        <Link to="/broadcasts">‹ {t.broadcasts}</Link>
        <Badge variant="light" color={stateColour[row.state]}>
          {t.broadcastStates[row.state]}
        </Badge>
        {row.start !== undefined && row.ended === undefined && <span className="quiet">{t.startsAt(whole(row.start, lang))}</span>}
      </p>
      {row.why && <p>{t.broadcastWhy[row.why] ?? row.why}</p>}
      {asking === undefined && <Trouble error={act.error} />}
      <Texts row={row} />
      {isDraft && <BroadcastPreviewPane id={id} seen={seen.data} error={seen.error} onAgain={seen.refetch} may={may} />}
      {!isDraft && <BroadcastReport id={id} state={row.state} />}
      {editing && <BroadcastForm draft={row} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />}
      {asking && (
        <Confirm
          opened
          {...asks[asking]}
          danger={asking !== 'start'}
          busy={act.isPending}
          error={act.error}
          onGo={() => act.mutate(asking)}
          onClose={() => {
            setAsking(undefined);
            act.reset();
          }}
        />
      )}
    </Page>
  );
}

const languageName = (code: string, lang: string): string => new Intl.DisplayNames(lang, { type: 'language' }).of(code) ?? code;

function Texts({ row }: { row: Row }) {
  const { t, lang: mine } = useWords();
  const { text } = row.draft.content;
  const said = typeof text === 'string' ? { '': text } : (text ?? {});
  return (
    <section>
      <h2>{t.whatItSays}</h2>
      <div className="cards">
        {Object.entries(said).map(([lang, words]) => (
          <div key={lang} className="card">
            {lang && <h3>{languageName(lang, mine)}</h3>}
            <p className="text">{words}</p>
          </div>
        ))}
      </div>
      <p className="quiet">
        {t.toWhom}: {row.draft.segment ?? (row.draft.where === 'everyone' ? t.everybody : <code>{row.draft.where}</code>)}
      </p>
    </section>
  );
}
