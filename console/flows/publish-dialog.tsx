import { Alert, Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { ChangeList } from './change-list.tsx';
import { type Draft, draftPath, published, reviewed } from './shapes.ts';
import { useFlowWords } from './use-flow-words.ts';

interface PublishDialogProps {
  file: string;
  draft: Draft;
  /** `changed`: the draft or the live file is not what the page knows. */
  onClose(changed: boolean): void;
  onPublished(): void;
  onLine(line: number): void;
}

/** Says what publishing would change and what the transcripts say, and does it when the merchant wants it. */
export function PublishDialog({ file, draft, onClose, onPublished, onLine }: PublishDialogProps) {
  const { t } = useWords();
  const { f, lang } = useFlowWords();
  const [why, setWhy] = useState('');
  const review = useQuery({
    queryKey: ['review', file, draft.revision],
    queryFn: ({ signal }) => ask(draftPath(file, `/review?lang=${lang}`), reviewed, { method: 'POST', body: {}, signal }),
    gcTime: 0,
  });
  const publish = useMutation({
    // The draft that was reviewed is published, no other.
    mutationFn: ({ revision, anyway }: { revision: number; anyway: boolean }) =>
      ask(draftPath(file, `/publish?lang=${lang}`), published, { method: 'POST', body: { revision, why, anyway } }),
    onSuccess: (done) => {
      if (done.result === 'published') onPublished();
      if (done.result === 'cases') void review.refetch();
    },
  });
  const { data } = review;
  const errors = (publish.data?.problems.length ? publish.data.problems : data?.problems)?.filter(({ severity }) => severity === 'error') ?? [];
  const failed = data?.cases.failed ?? [];
  const worse = failed.some(({ before }) => !before);
  const done = publish.data;
  const meanwhile = done?.result === 'stale' ? done.changes : (data?.meanwhile ?? []);
  const staleReview = done?.result === 'stale' && done.of === 'draft';
  const staleFile = (done?.result === 'stale' && !staleReview) || meanwhile.length > 0;
  const close = () => onClose(staleReview || staleFile);
  const reviewAgain = () => {
    publish.reset();
    void review.refetch();
  };
  return (
    <Modal opened onClose={close} title={`${f.publish}: ${file}`} size="lg" lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <div className="publish">
        {review.isFetching && <p role="status">{f.reviewing}</p>}
        {(review.error || publish.error) && (
          <Alert color="red" role="alert">
            {failureText(review.error ?? publish.error, t)}
          </Alert>
        )}
        {errors.length > 0 && (
          <section>
            <h3>{f.problems}</h3>
            <ul className="changes">
              {errors.map((one) => (
                <li key={`${one.file} ${one.line} ${one.code}`} data-kind="removed">
                  {one.file}:{one.line} {one.message} {one.hint && <span className="quiet">{one.hint}</span>}
                </li>
              ))}
            </ul>
          </section>
        )}
        {staleReview && (
          <Alert color="orange" role="alert" title={f.staleReview(done.by ?? f.somebody)}>
            <Button size="xs" variant="default" onClick={reviewAgain}>
              {f.reviewAgain}
            </Button>
          </Alert>
        )}
        {staleFile && (
          <Alert color="orange" role="alert" title={f.staleFile(done?.by ?? f.somebody)}>
            <ChangeList changes={meanwhile} />
          </Alert>
        )}
        {data && (
          <section>
            <h3>{f.willChange}</h3>
            {data.changes.length === 0 ? <p>{f.changesNone}</p> : <ChangeList changes={data.changes} onLine={onLine} />}
          </section>
        )}
        {data && errors.length === 0 && (
          <section>
            <h3>{f.tests}</h3>
            <p>{f.testsPassed(data.cases.passed)}</p>
            {failed.length > 0 && (
              <>
                <p>{f.testsFailed}</p>
                <ul className="changes">
                  {failed.slice(0, 12).map(({ name, problem, before }) => (
                    <li key={`${name} ${problem.line}`} data-kind={before ? undefined : 'removed'}>
                      <strong>{name}</strong> {before && `(${f.failedBefore})`}{' '}
                      <span className="quiet">{`${problem.file}:${problem.line} ${problem.message}`}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
        )}
        <TextInput label={f.why} value={why} maxLength={300} onChange={({ currentTarget }) => setWhy(currentTarget.value)} />
        <div className="acts">
          <Button
            disabled={!data || review.isFetching || errors.length > 0 || staleReview || staleFile || data.changes.length === 0}
            loading={publish.isPending}
            color={worse ? 'orange' : 'red'}
            onClick={() => data && publish.mutate({ revision: data.revision, anyway: worse })}
          >
            {worse ? f.publishAnyway : f.publishNow}
          </Button>
          <Button variant="default" onClick={close}>
            {t.cancel}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
