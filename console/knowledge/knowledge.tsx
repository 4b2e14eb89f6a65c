/** What the bot knows: entries of the FAQ, and what customers asked that it could not answer. */
import { Badge, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { Page, Trouble } from '../page.tsx';
import { type FaqEntry, faqList, type Question, questionList, type Suggestion, suggestionList } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';
import { whole } from '../times.ts';
import { EntryForm } from './entry-form.tsx';

type Open =
  | { kind: 'entry'; faq: string; entry: FaqEntry }
  | { kind: 'new' }
  | { kind: 'question'; question: Question }
  | { kind: 'suggestion'; suggestion: Suggestion };

export function Knowledge() {
  const { t } = useWords();
  const [tab, setTab] = useState<'unanswered' | 'suggestions' | 'entries'>('unanswered');
  const [open, setOpen] = useState<Open>();
  const files = useQuery({ queryKey: ['faq'], queryFn: ({ signal }) => ask('/faq', faqList, { signal }) });
  const questions = useQuery({ queryKey: ['unanswered'], queryFn: ({ signal }) => ask('/unanswered?limit=100', questionList, { signal }) });
  const drafts = useQuery({ queryKey: ['suggestions'], queryFn: ({ signal }) => ask('/suggestions?limit=100', suggestionList, { signal }) });
  const suggested = drafts.data?.items.length ?? 0;
  const waiting = questions.data?.items.length ?? 0;
  // A new entry goes where most are, unless another file is chosen.
  const names = [...(files.data?.items ?? [])].sort((a, b) => b.entries.length - a.entries.length).map(({ faq }) => faq);
  return (
    <Page title={t.knowledge} lead={t.knowledgeLead} acts={names.length > 0 && <Button onClick={() => setOpen({ kind: 'new' })}>{t.newEntry}</Button>}>
      <div className="queues" role="tablist" aria-label={t.knowledge}>
        <button type="button" role="tab" aria-selected={tab === 'unanswered'} onClick={() => setTab('unanswered')}>
          {t.unanswered}
          {waiting > 0 && <b className="count">{waiting}</b>}
        </button>
        <button type="button" role="tab" aria-selected={tab === 'suggestions'} onClick={() => setTab('suggestions')}>
          {t.suggestions}
          {suggested > 0 && <b className="count">{suggested}</b>}
        </button>
        <button type="button" role="tab" aria-selected={tab === 'entries'} onClick={() => setTab('entries')}>
          {t.entries}
        </button>
      </div>
      <Trouble error={files.error ?? questions.error ?? drafts.error} onAgain={() => Promise.all([files.refetch(), questions.refetch(), drafts.refetch()])} />
      {tab === 'unanswered' ? (
        <Unanswered items={questions.data?.items} onAnswer={(question) => setOpen({ kind: 'question', question })} />
      ) : tab === 'suggestions' ? (
        <Suggestions items={drafts.data?.items} onMake={(suggestion) => setOpen({ kind: 'suggestion', suggestion })} />
      ) : (
        <Entries files={files.data?.items} onEdit={(faq, entry) => setOpen({ kind: 'entry', faq, entry })} />
      )}
      {open && <EntryForm key={JSON.stringify(open)} open={open} names={names} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function Unanswered({ items, onAnswer }: { items: readonly Question[] | undefined; onAnswer(question: Question): void }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const drop = useMutation({
    mutationFn: (id: string) => ask(`/unanswered/${encodeURIComponent(id)}`, nothing, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['unanswered'] }),
  });
  if (items === undefined) return <Nothing text={t.loading} />;
  if (items.length === 0)
    return (
      <Nothing text={t.noUnanswered}>
        <p className="quiet">{t.noUnansweredDo}</p>
      </Nothing>
    );
  return (
    <>
      <Trouble error={drop.error} />
      <ul className="rows">
        {items.map((one) => (
          <li key={one.id}>
            <div className="grow">
              <strong>{one.examples[0]}</strong>
              {one.examples.length > 1 && <div className="quiet">{one.examples.slice(1).join(' · ')}</div>}
              <div className="quiet">{`${t.askedTimes(one.count, one.people)} · ${whole(one.last, lang)}`}</div>
            </div>
            <div className="acts">
              <Button size="xs" onClick={() => onAnswer(one)}>
                {t.answerIt}
              </Button>
              <Button size="xs" variant="default" onClick={() => drop.mutate(one.id)} loading={drop.isPending && drop.variables === one.id}>
                {t.dropQuestion}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Suggestions({ items, onMake }: { items: readonly Suggestion[] | undefined; onMake(suggestion: Suggestion): void }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const decline = useMutation({
    mutationFn: (id: string) => ask(`/suggestions/${encodeURIComponent(id)}`, nothing, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['suggestions'] }),
  });
  if (items === undefined) return <Nothing text={t.loading} />;
  if (items.length === 0)
    return (
      <Nothing text={t.noSuggestions}>
        <p className="quiet">{t.noSuggestionsDo}</p>
      </Nothing>
    );
  return (
    <>
      <p className="quiet">{t.suggestionLead}</p>
      <Trouble error={decline.error} />
      <ul className="rows">
        {items.map((one) => (
          <li key={one.id}>
            <div className="grow">
              <strong>{one.q[0]}</strong>
              {one.q.length > 1 && <div className="quiet">{one.q.slice(1).join(' · ')}</div>}
              <div className="preview">{one.a}</div>
              <div className="quiet">{`${t.askedTimes(one.count, one.people)} · ${t.answeredTimes(one.answers)} · ${whole(one.last, lang)}`}</div>
            </div>
            <div className="acts">
              <Button size="xs" onClick={() => onMake(one)}>
                {t.makeEntry}
              </Button>
              <Button
                size="xs"
                variant="default"
                aria-label={`${t.noSuggestion}: ${one.q[0]}`}
                onClick={() => decline.mutate(one.id)}
                loading={decline.isPending && decline.variables === one.id}
              >
                {t.noSuggestion}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Entries({
  files,
  onEdit,
}: {
  files: readonly { faq: string; file: string; entries: readonly FaqEntry[] }[] | undefined;
  onEdit(faq: string, entry: FaqEntry): void;
}) {
  const { t, lang } = useWords();
  const [typed, setTyped] = useState('');
  if (files === undefined) return <Nothing text={t.loading} />;
  if (files.length === 0)
    return (
      <Nothing text={t.noFaq}>
        <p className="quiet">{t.noFaqDo}</p>
      </Nothing>
    );
  const needle = typed.trim().toLowerCase();
  const today = new Date().toISOString().slice(0, 10);
  const fits = ({ q, a }: FaqEntry) => [...q, ...Object.values(typeof a === 'string' ? [a] : a)].some((text) => text.toLowerCase().includes(needle));
  return (
    <>
      <TextInput type="search" label={t.search} placeholder={t.entriesSearch} value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value)} />
      {files.map(({ faq, file, entries }) => {
        const shown = entries.filter(fits);
        if (shown.length === 0) return null;
        return (
          <section key={faq}>
            <h2>
              {faq} <span className="quiet">{file}</span>
            </h2>
            <ul className="rows">
              {shown.map((entry) => (
                <li key={entry.n}>
                  <div className="grow">
                    <strong>{entry.q.slice(0, 3).join(' · ')}</strong>
                    {entry.q.length > 3 && <span className="quiet">{` ${t.andMore(entry.q.length - 3)}`}</span>}
                    <div className="preview">{typeof entry.a === 'string' ? entry.a : (entry.a[lang] ?? Object.values(entry.a)[0])}</div>
                    {entry.checkBy && (
                      <Badge size="sm" variant="light" color={entry.checkBy < today ? 'orange' : 'gray'}>
                        {t.checkBy(entry.checkBy)}
                      </Badge>
                    )}
                  </div>
                  <Button size="xs" variant="default" aria-label={`${t.edit}: ${entry.q[0]}`} onClick={() => onEdit(faq, entry)}>
                    {t.edit}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
