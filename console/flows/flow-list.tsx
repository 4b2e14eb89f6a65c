import { Badge, Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ask } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { type FlowFile, files, used } from './shapes.ts';
import { useFlowWords } from './use-flow-words.ts';

const fileWith = (name: string): string | undefined => (/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,60}$/u.test(name) ? `${name}.yaml` : undefined);

/** All flows: what starts each, and how it stands. */
export function FlowList() {
  const { t } = useWords();
  const { f, lang } = useFlowWords();
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const [name, setName] = useState<string>();
  const all = useQuery({ queryKey: ['flows'], queryFn: ({ signal }) => ask('/flows/files', files, { signal }), staleTime: 0 });
  const use = useQuery({ queryKey: ['flows', 'use'], queryFn: ({ signal }) => ask('/flows/use', used, { signal }), staleTime: 60_000 });
  const wanted = text.trim().toLowerCase();
  const fits = (one: FlowFile): boolean =>
    [one.name, one.file, ...Object.values(one.about ?? {}), ...one.starts.map((start) => start[lang])].some((words) => words.toLowerCase().includes(wanted));
  const shown = all.data?.items.filter(fits) ?? [];
  const file = name === undefined ? undefined : fileWith(name.trim());
  const create = (event: FormEvent) => {
    event.preventDefault();
    if (file) go(`/flows/${encodeURIComponent(file)}?new`);
  };
  const titleOf = (one: FlowFile): string => one.about?.[lang] ?? one.about?.any ?? one.name;
  const starts = (one: FlowFile): string =>
    one.starts.length > 0
      ? one.starts.map((start) => start[lang]).join(' · ')
      : one.kind === 'faq'
        ? f.asked
        : one.kind === 'proactive'
          ? f.onSite
          : f.startedByFlows;
  return (
    <main className="page flow-list">
      <div className="flow-title">
        <h1>{f.flows}</h1>
        <Button onClick={() => setName(name === undefined ? '' : undefined)} aria-expanded={name !== undefined}>
          {f.newFlow}
        </Button>
      </div>
      <p className="quiet">{f.lead}</p>
      {name !== undefined && (
        <form className="fields" onSubmit={create}>
          <TextInput label={f.newName} description={f.newHint} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} autoFocus />
          <Button type="submit" disabled={!file}>
            {f.create}
          </Button>
        </form>
      )}
      <TextInput
        aria-label={f.search}
        placeholder={f.search}
        type="search"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        className="flow-search"
      />
      {all.error && <Nothing text={failureText(all.error, t)} />}
      {all.data && shown.length === 0 && <Nothing text={f.noneFound} />}
      {shown.length > 0 && (
        <ul className="rows flow-rows">
          {shown.map((one) => (
            <li key={one.file}>
              <div className="flow-name">
                <Link to={`/flows/${encodeURIComponent(one.file)}`}>{titleOf(one)}</Link>{' '}
                {titleOf(one) !== one.name && <span className="quiet">{one.name}</span>}
                <p className="quiet flow-starts">{starts(one)}</p>
              </div>
              <div className="acts">
                {one.kind !== 'flow' && (
                  <Badge variant="light" color="gray">
                    {f.kinds[one.kind]}
                  </Badge>
                )}
                {one.errors > 0 && (
                  <Badge variant="light" color="red">
                    {f.errors(one.errors)}
                  </Badge>
                )}
                {one.warnings > 0 && (
                  <Badge variant="light" color="gray">
                    {f.warnings(one.warnings)}
                  </Badge>
                )}
                {one.draft && (
                  <Badge variant="light" color="orange">
                    {f.isDraft(one.draft.by)}
                  </Badge>
                )}
                <Badge variant="light" color={one.live ? 'blue' : 'gray'}>
                  {one.live ? f.live : f.notLive}
                </Badge>
                {use.data && one.kind === 'flow' && <span className="quiet flow-used">{f.usedBy(use.data.flows[one.name] ?? 0)}</span>}
              </div>
            </li>
          ))}
        </ul>
      )}
      {use.data && <p className="quiet">{f.usedOf(use.data.of)}</p>}
    </main>
  );
}
