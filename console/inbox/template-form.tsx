/** Sends an approved template where the reply window is closed. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, pathOf } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { type Conversation, templateList } from '../shapes.ts';
import { useAct } from './use-act.ts';

export function TemplateForm({ one }: { one: Conversation }) {
  const { t } = useWords();
  const [at, setAt] = useState(0);
  const [params, setParams] = useState<Record<string, string>>({});
  const list = useQuery({
    queryKey: ['templates', one.id],
    queryFn: ({ signal }) => ask(pathOf('conversations', one.id, '/templates'), templateList, { signal }),
  });
  const act = useAct(one.id);
  const items = list.data?.items ?? [];
  const chosen = items[at];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    const given = Object.fromEntries(chosen.params.map((name) => [name, params[name] ?? '']));
    act.mutate({ to: '/messages', body: { template: { name: chosen.name, lang: chosen.lang, params: given }, id: crypto.randomUUID(), undo: true } });
  };
  return (
    <form className="templates" onSubmit={submit} aria-label={t.templates}>
      <p className="quiet">{t.windowClosed}</p>
      {list.isSuccess && items.length === 0 && <p className="quiet">{t.noTemplates}</p>}
      {chosen && (
        <div className="fields">
          <NativeSelect
            label={t.template}
            data={items.map(({ name, lang }, n) => ({ value: String(n), label: `${name} (${lang})` }))}
            value={String(at)}
            onChange={({ currentTarget }) => setAt(Number(currentTarget.value))}
          />
          {chosen.params.map((name) => (
            <TextInput
              key={name}
              label={name}
              required
              maxLength={1_024}
              value={params[name] ?? ''}
              onChange={({ currentTarget: { value } }) => setParams((before) => ({ ...before, [name]: value }))}
            />
          ))}
          <Button type="submit" loading={act.isPending}>
            {t.sendTemplate}
          </Button>
        </div>
      )}
      {(act.error ?? list.error) && <p role="alert">{failureText(act.error ?? list.error, t)}</p>}
    </form>
  );
}
