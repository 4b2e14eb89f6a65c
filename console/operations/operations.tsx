/** How the program is: health, what did not go out, problems of flows, the last backup, who changed what. */
import { Alert, Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { useWords } from '../language.tsx';
import { More, Page, Trouble, usePages } from '../page.tsx';
import { problemList, programState, troubleList } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';
import { AuditLog } from '../team/audit-log.tsx';
import { duration, whole } from '../times.ts';

const dayMs = 86_400_000;
/** A backup that is older is spoken of, ms. */
const oldMs = 7 * dayMs;

export function Operations({ may }: { may(permission: string): boolean }) {
  const { t } = useWords();
  return (
    <Page title={t.operations} lead={t.operationsLead}>
      <Health />
      <NotSent />
      <Problems />
      {may('settings') && <AuditLog />}
    </Page>
  );
}

function Health() {
  const { t, lang } = useWords();
  const state = useQuery({ queryKey: ['state'], queryFn: ({ signal }) => ask('/operations/state', programState, { signal }), refetchInterval: 60_000 });
  const now = Date.now();
  const { data } = state;
  const backup = data?.backup;
  const age = backup && duration(now - backup.at, lang);
  return (
    <section>
      <h2>{t.health}</h2>
      <Trouble error={state.error} onAgain={state.refetch} />
      {data && (
        <>
          <dl className="numbers">
            <div>
              <dt>{t.database}</dt>
              <dd>{data.store === 'ok' ? t.good : data.store}</dd>
            </div>
            <div>
              <dt>{t.disk}</dt>
              <dd>{data.disk === 'ok' ? t.good : data.disk}</dd>
            </div>
            <div>
              <dt>{t.lastBackup}</dt>
              <dd>{age ? t.ago(age) : t.never}</dd>
            </div>
            <div>
              <dt>{t.version}</dt>
              <dd>{data.version}</dd>
            </div>
          </dl>
          {!backup && (
            <Alert color="orange" className="wide-alert">
              {t.noBackup}
            </Alert>
          )}
          {backup && now - backup.at > oldMs && (
            <Alert color="orange" className="wide-alert">
              {t.oldBackup}
            </Alert>
          )}
          {backup && !backup.isThere && (
            <Alert color="orange" className="wide-alert">
              {t.backupGone(backup.file)}
            </Alert>
          )}
          {backup?.sameDisk && (
            <Alert color="orange" className="wide-alert">
              {t.backupSameDisk}
            </Alert>
          )}
          {data.mind.map((line) => (
            <Alert key={line} color="orange" className="wide-alert">
              {line}
            </Alert>
          ))}
        </>
      )}
    </section>
  );
}

function NotSent() {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const list = usePages(['outbox'], '/outbox', troubleList);
  const resend = useMutation({
    mutationFn: (id: string) => ask(`/outbox/${encodeURIComponent(id)}/resend`, nothing, { method: 'POST', body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['outbox'] }),
  });
  const states: Record<string, string> = { failed: t.notSent, unknown: t.statusUnknown, held: t.statusHeld };
  return (
    <section>
      <h2>{t.notSentTitle}</h2>
      <Trouble error={list.error ?? resend.error} onAgain={list.refetch} />
      {list.items.length === 0 && !list.isPending && <p className="quiet">{t.allSent}</p>}
      {list.items.length > 0 && (
        <ul className="rows">
          {list.items.map(({ id, conversation, at, status, parts, reason }) => (
            <li key={id}>
              <div className="grow">
                <p className="preview">{parts.find(({ text }) => text)?.text ?? t.file}</p>
                <p className="quiet">
                  <Link to={`/inbox/${encodeURIComponent(conversation)}`}>{channelName(conversation.split(':')[0] ?? '', lang)}</Link>
                  {` · ${whole(at, lang)}`}
                </p>
                {reason && <p>{reason[lang]}</p>}
              </div>
              <Badge variant="light" color="orange">
                {states[status] ?? status}
              </Badge>
              {status !== 'held' && (
                <Button size="xs" variant="default" onClick={() => resend.mutate(id)} loading={resend.isPending && resend.variables === id}>
                  {t.sendAgain}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <More list={list} />
    </section>
  );
}

function Problems() {
  const { t } = useWords();
  const list = useQuery({ queryKey: ['flow-problems'], queryFn: ({ signal }) => ask('/flows/problems', problemList, { signal }) });
  return (
    <section>
      <h2>{t.flowProblems}</h2>
      <Trouble error={list.error} onAgain={list.refetch} />
      {list.data?.items.length === 0 && <p className="quiet">{t.noProblems}</p>}
      <ul className="lines">
        {list.data?.items.map(({ file, line, column, severity, message, hint }) => (
          <li key={`${file}${line}${column}${message}`}>
            <Badge size="sm" variant="light" color={severity === 'error' ? 'red' : 'orange'}>
              {severity === 'error' ? t.problemError : t.problemWarning}
            </Badge>{' '}
            <code>{`${file}:${line}:${column}`}</code> {message} {hint && <span className="quiet">{hint}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
