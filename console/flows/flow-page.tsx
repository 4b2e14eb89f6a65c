import { Alert, Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { NothingPage } from '../nothing.tsx';
import type { Me } from '../shapes.ts';
import { moment, useNow } from '../times.ts';
import { ChangeList } from './change-list.tsx';
import { FlowGraph } from './flow-graph.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { Replay } from './replay.tsx';
import { type Draft, files, names, type Problem, used } from './shapes.ts';
import { Simulator } from './simulator.tsx';
import { TextForm } from './text-form.tsx';
import { useFlowDraft } from './use-flow-draft.ts';
import { useFlowWords } from './use-flow-words.ts';
import { Versions } from './versions.tsx';

const CodeEditor = lazy(() => import('./code-editor.tsx'));

const panes = ['code', 'form', 'picture', 'tryIt', 'versions'] as const;
type Pane = (typeof panes)[number];
const noProblems: readonly Problem[] = [];

/** One flow: its text or form, its picture, a talk with it and its versions, side by side where there is room. */
export function FlowPage({ file, me }: { file: string; me: Me }) {
  const { t } = useWords();
  const { f, lang } = useFlowWords();
  const now = useNow();
  const work = useFlowDraft(file, lang);
  const [left, setLeft] = useState<'code' | 'form'>('code');
  const [right, setRight] = useState<'tryIt' | 'versions'>('tryIt');
  const [narrow, setNarrow] = useState<Pane>('code');
  const [line, setLine] = useState(1);
  const [goTo, setGoTo] = useState<{ line: number }>();
  const [publishing, setPublishing] = useState<Draft>();
  const [told, setTold] = useState<string>();
  const notice = useRef<HTMLDivElement>(null);
  const all = useQuery({ queryKey: ['flows'], queryFn: ({ signal }) => ask('/flows/files', files, { signal }) });
  const words = useQuery({ queryKey: ['flow-words'], queryFn: ({ signal }) => ask('/flows/words', names, { signal }) });
  const { text, given, checked } = work;
  const flow = /^flow:[ \t]*["']?([^\s"'#]+)/m.exec(text ?? '')?.[1];
  const use = useQuery({
    queryKey: ['flows', 'use', flow],
    queryFn: ({ signal }) => ask(`/flows/use?flow=${encodeURIComponent(flow ?? '')}`, used, { signal }),
    enabled: flow !== undefined,
    staleTime: 60_000,
  });
  const languages = useMemo(() => [...new Set([...(checked?.form ?? []).flatMap((field) => field.lang ?? []), 'en', 'zh'])], [checked?.form]);
  // What hangs on the text besides the editor comes after the key that was typed.
  const settled = useDeferredValue(text);
  const step = useCallback((to: number) => {
    setLeft('code');
    setNarrow('code');
    setGoTo({ line: to });
  }, []);
  const fileOf = useCallback((name: string) => all.data?.items.find((one) => one.name === name)?.file, [all.data]);
  const { setTranscript, draft: kept } = work;
  const addCase = useCallback((added: string) => setTranscript(kept?.transcript ? `${kept.transcript}\n${added}` : added), [setTranscript, kept?.transcript]);
  if (text === undefined || given === undefined) return <NothingPage text={work.error ? failureText(work.error, t) : t.loading} />;

  const show = (pane: Pane) => {
    setNarrow(pane);
    if (pane === 'code' || pane === 'form') setLeft(pane);
    if (pane === 'tryIt' || pane === 'versions') setRight(pane);
  };
  const problems = checked?.problems ?? noProblems;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const state = {
    live: f.asLive,
    new: f.notPublished,
    unsaved: f.unsaved,
    saving: f.saving,
    stale: f.unsaved,
    saved: work.draft ? f.savedAt(moment(work.draft.at, now, lang)) : f.asLive,
  }[work.state];
  const tab = (pane: Pane, shown: boolean) => (
    <button key={pane} type="button" role="tab" aria-selected={shown} onClick={() => show(pane)}>
      {f[pane]}
      {pane === 'code' && errors.length > 0 && <b className="count">{errors.length}</b>}
    </button>
  );
  const publish = async () => {
    setTold(undefined);
    const saved = await work.flush();
    if (saved) setPublishing(saved);
  };
  const isLive = all.data?.items.find((one) => one.file === file)?.live ?? false;
  return (
    <main className="flow-page" data-pane={narrow} data-left={left} data-right={right}>
      <header className="flow-head">
        <Link to="/flows" aria-label={f.toList} className="flow-back">
          ‹
        </Link>
        <div className="flow-heading">
          <h1>{file}</h1>
          <p className="quiet" role="status">
            {[state, errors.length > 0 ? f.errors(errors.length) : f.problemsNone, ...(work.state === 'live' ? [] : [isLive ? f.live : f.notLive])].join(' · ')}
          </p>
        </div>
        <div className="acts">
          {work.draft && (
            <Button variant="default" size="sm" onClick={() => confirm(f.discardSure) && void work.discard()}>
              {f.discard}
            </Button>
          )}
          <Button size="sm" disabled={!work.writable || errors.length > 0 || work.state === 'live' || work.state === 'stale'} onClick={() => void publish()}>
            {f.publish}
          </Button>
        </div>
        {!work.writable && <Alert color="gray">{f.readOnly}</Alert>}
        {told && (
          <Alert color="blue" role="status" ref={notice} tabIndex={-1} withCloseButton closeButtonLabel={t.done} onClose={() => setTold(undefined)}>
            {told}
          </Alert>
        )}
        {work.error !== undefined && work.error !== null && (
          <Alert color="red" role="alert">
            {failureText(work.error, t)}
          </Alert>
        )}
        {work.state === 'stale' && (
          <Alert color="orange" role="alert">
            <p>{f.staleDraft(f.somebody)}</p>
            <div className="acts">
              <Button size="xs" variant="default" onClick={() => void work.settle('theirs')}>
                {f.takeTheirs}
              </Button>
              <Button size="xs" variant="default" onClick={() => void work.settle('mine')}>
                {f.keepMine}
              </Button>
            </div>
          </Alert>
        )}
        {work.state !== 'stale' && work.draft && work.draft.meanwhile.length > 0 && (
          <Meanwhile draft={work.draft} onRebase={work.rebase} onDiscard={work.discard} />
        )}
      </header>
      <div className="flow-tabs" role="tablist" aria-label={f.panes}>
        {panes.map((pane) => tab(pane, narrow === pane))}
      </div>
      <div className="flow-left">
        <div className="pane-tabs" role="tablist" aria-label={f.code}>
          {(['code', 'form'] as const).map((pane) => tab(pane, left === pane))}
        </div>
        {left === 'code' ? (
          <>
            <Suspense fallback={<p className="nothing">{t.loading}</p>}>
              <CodeEditor
                text={text}
                given={given}
                label={f.codeLabel(file)}
                problems={problems}
                repair={f.repair}
                known={{ names: words.data, steps: checked?.steps.length ? checked.steps : (work.pictured?.steps ?? []), lang }}
                goTo={goTo}
                onChange={work.change}
                onLine={setLine}
              />
            </Suspense>
            {problems.length > 0 && (
              <section className="problems" aria-label={f.problems}>
                <ul>
                  {problems.map((problem) => (
                    <li key={`${problem.line}:${problem.column}:${problem.code}`} data-severity={problem.severity}>
                      <button type="button" className="to-line" onClick={() => step(problem.line)}>
                        {f.line(problem.line)}
                      </button>{' '}
                      {problem.message} {problem.hint && <span className="quiet">{problem.hint}</span>}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        ) : (
          <TextForm form={checked?.form ?? []} onWrite={work.edit} />
        )}
      </div>
      <div className="flow-middle">
        <FlowGraph graph={work.pictured?.graph} stale={errors.length > 0} faq={/^faq:/m.test(text)} line={line} use={use.data} fileOf={fileOf} onStep={step} />
      </div>
      <div className="flow-right">
        <div className="pane-tabs" role="tablist" aria-label={f.tryIt}>
          {(['tryIt', 'versions'] as const).map((pane) => tab(pane, right === pane))}
        </div>
        {right === 'tryIt' ? (
          <Simulator file={file} text={settled ?? text} flow={flow} languages={languages} onStep={step} onTranscript={addCase} />
        ) : (
          <div className="history">
            {checked && checked.changes.length > 0 && (
              <section>
                <h2>{f.changes}</h2>
                <ChangeList changes={checked.changes} onLine={step} />
              </section>
            )}
            {work.draft?.transcript && (
              <Textarea
                label={f.tests}
                description={f.testsHint}
                autosize
                maxRows={14}
                defaultValue={work.draft.transcript}
                key={work.draft.revision}
                onBlur={({ currentTarget }) => work.setTranscript(currentTarget.value)}
              />
            )}
            <Versions
              file={file}
              writable={work.writable}
              onRestored={() => {
                setTold(f.restored);
                void work.reload();
              }}
            />
            {me.role === 'owner' && <Replay file={file} text={text} />}
          </div>
        )}
      </div>
      {publishing && (
        <PublishDialog
          file={file}
          draft={publishing}
          onClose={(changed) => {
            setPublishing(undefined);
            if (changed) void work.reload();
          }}
          onLine={(to) => {
            setPublishing(undefined);
            step(to);
          }}
          onPublished={() => {
            setPublishing(undefined);
            setTold(f.publishedDone);
            // The button that had the focus before the dialog cannot be pressed any more.
            void work.reload().then(() => notice.current?.focus());
          }}
        />
      )}
    </main>
  );
}

function Meanwhile({ draft, onRebase, onDiscard }: { draft: Draft; onRebase(how: 'merge' | 'mine'): Promise<boolean>; onDiscard(): Promise<void> }) {
  const { f } = useFlowWords();
  const [conflict, setConflict] = useState(false);
  return (
    <Alert color="orange" role="alert" title={f.meanwhile}>
      <ChangeList changes={draft.meanwhile} />
      {conflict && <p>{f.bothTouch}</p>}
      <div className="acts">
        <Button size="xs" variant="default" disabled={conflict} onClick={() => void onRebase('merge').then((done) => setConflict(!done))}>
          {f.takeBoth}
        </Button>
        <Button size="xs" variant="default" onClick={() => void onRebase('mine')}>
          {f.keepMine}
        </Button>
        <Button size="xs" variant="default" onClick={() => void onDiscard()}>
          {f.takeTheirs}
        </Button>
      </div>
    </Alert>
  );
}
