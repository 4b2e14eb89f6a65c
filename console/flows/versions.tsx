import { Alert, Badge, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ask } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { whole } from '../times.ts';
import { ChangeList } from './change-list.tsx';
import { filePath, published, versions } from './shapes.ts';
import { useFlowWords } from './use-flow-words.ts';

/** What was published: who, when, why, and a way back. */
export function Versions({ file, writable, onRestored }: { file: string; writable: boolean; onRestored(): void }) {
  const { t } = useWords();
  const { f, lang } = useFlowWords();
  const list = useQuery({ queryKey: ['flow-versions', file], queryFn: ({ signal }) => ask(filePath(file, '/versions'), versions, { signal }), staleTime: 0 });
  const restore = useMutation({
    mutationFn: (id: string) => ask(`/flows/versions/${encodeURIComponent(id)}/restore?lang=${lang}`, published, { method: 'POST', body: {} }),
    onSuccess: (done) => done.result === 'published' && onRestored(),
  });
  const refused = restore.data && restore.data.result !== 'published' ? restore.data : undefined;
  if (list.error) return <Nothing text={failureText(list.error, t)} />;
  return (
    <section className="versions" aria-label={f.versions}>
      {restore.error && (
        <Alert color="red" role="alert">
          {failureText(restore.error, t)}
        </Alert>
      )}
      {refused && (
        <Alert color="red" role="alert">
          {refused.problems.map(({ file: of, line, message }) => `${of}:${line} ${message}`).join('\n') || t.failed}
        </Alert>
      )}
      {restore.data?.result === 'published' && <p role="status">{f.restored}</p>}
      {list.data?.items.length === 0 && <Nothing text={f.versionsNone} />}
      <ol className="rows">
        {list.data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.by || f.byHand}</strong> <span className="quiet">{whole(one.at, lang)}</span>{' '}
              {one.live && (
                <Badge variant="light" color="blue">
                  {f.isLive}
                </Badge>
              )}
              {one.why && <p>{one.why}</p>}
              <ChangeList changes={one.changes.slice(0, 6)} />
            </div>
            {!one.live && writable && (
              <Button size="xs" variant="default" loading={restore.isPending && restore.variables === one.id} onClick={() => restore.mutate(one.id)}>
                {f.restore}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
