/** Keys of the API for scripts and assistants: made with what they may, shown once, taken away. */
import { Badge, Button, CopyButton, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import * as z from 'zod/mini';
import { ask } from '../api.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { Confirm, Page, Trouble } from '../page.tsx';
import { nothing } from '../shapes.ts';
import { whole } from '../times.ts';
import { keyWords } from './words.ts';

const key = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  by: z.string(),
  at: z.number(),
  seen: z.optional(z.number()),
  until: z.optional(z.number()),
});
type Key = z.infer<typeof key>;
const keyList = z.object({ items: z.array(key), scopes: z.array(z.string()) });
const made = z.object({ key: z.string(), name: z.string() });

export function Keys() {
  const { t, lang } = useWords();
  const s = useOwnWords(keyWords);
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<Key>();
  const list = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => ask('/keys', keyList, { signal }) });
  const revoke = useMutation({
    mutationFn: (id: string) => ask(`/keys/${id}`, nothing, { method: 'DELETE' }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['keys'] });
      setEnding(undefined);
    },
  });
  const items = list.data?.items ?? [];
  const now = Date.now();
  return (
    <Page title={s.keys} lead={s.lead} acts={<Button onClick={() => setMaking(true)}>{s.newKey}</Button>}>
      <Trouble error={list.error} onAgain={list.refetch} />
      {items.length === 0 && !list.error && (
        <Nothing text={list.isPending ? t.loading : s.none}>{!list.isPending && <p className="quiet">{s.noneDo}</p>}</Nothing>
      )}
      {items.length > 0 && (
        <ul className="rows">
          {items.map((one) => (
            <li key={one.id}>
              <div className="grow">
                <strong>{one.name}</strong> {one.until !== undefined && one.until <= now && <Badge color="gray">{s.over}</Badge>}
                <div className="quiet">{s.may(one.scopes, list.data?.scopes ?? [])}</div>
                <div className="quiet">
                  {[
                    s.madeBy(one.by === 'script' ? t.script : one.by, whole(one.at, lang)),
                    one.seen === undefined ? s.unused : t.lastSeen(whole(one.seen, lang)),
                    one.until === undefined ? '' : t.goodUntil(whole(one.until, lang)),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </div>
              <Button size="xs" variant="default" aria-label={`${s.revoke}: ${one.name}`} onClick={() => setEnding(one)}>
                {s.revoke}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {making && <NewKey scopes={list.data?.scopes ?? []} onClose={() => setMaking(false)} />}
      <Confirm
        opened={ending !== undefined}
        title={s.revokeTitle(ending?.name ?? '')}
        text={s.revokeText}
        go={s.revoke}
        danger
        busy={revoke.isPending}
        error={revoke.error}
        onGo={() => ending && revoke.mutate(ending.id)}
        onClose={() => setEnding(undefined)}
      />
    </Page>
  );
}

const lives = ['', '30', '90', '365'] as const;

function NewKey({ scopes, onClose }: { scopes: readonly string[]; onClose(): void }) {
  const { t } = useWords();
  const s = useOwnWords(keyWords);
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState<string>('90');
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const make = useMutation({
    mutationFn: () => {
      const wanted = Object.entries(chosen).flatMap(([area, how]) => (how === '' ? [] : [`${area}:${how}`]));
      return ask('/keys', made, { method: 'POST', body: { name, scopes: wanted, ...(days !== '' && { days: Number(days) }) } });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const areas = [...new Set(scopes.map((scope) => scope.split(':')[0] ?? ''))];
  const all = (how: 'read' | 'write') =>
    setChosen(Object.fromEntries(areas.map((area) => [area, scopes.includes(`${area}:${how}`) ? how : scopes.includes(`${area}:read`) ? 'read' : ''])));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={s.newKey} size="lg" lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      {make.data ? (
        <div className="stack">
          <p role="status">{s.once}</p>
          <TextInput label={s.theKey} readOnly value={make.data.key} onFocus={({ currentTarget }) => currentTarget.select()} />
          <div className="acts">
            <CopyButton value={make.data.key}>{({ copied, copy }) => <Button onClick={copy}>{copied ? t.copied : t.copyLink}</Button>}</CopyButton>
            <Button variant="default" onClick={onClose}>
              {t.done}
            </Button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          <TextInput
            data-autofocus
            label={s.forWhat}
            description={s.forWhatHint}
            required
            maxLength={60}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <NativeSelect
            label={s.life}
            data={lives.map((value) => ({ value, label: value === '' ? s.forGood : s.days(value) }))}
            value={days}
            onChange={({ currentTarget }) => setDays(currentTarget.value)}
          />
          <div className="acts">
            <Button size="xs" variant="default" onClick={() => all('read')}>
              {s.readAll}
            </Button>
            <Button size="xs" variant="default" onClick={() => all('write')}>
              {s.writeAll}
            </Button>
          </div>
          <fieldset>
            <legend>{s.mayWhat}</legend>
            <div className="week">
              {areas.map((area) => (
                <NativeSelect
                  key={area}
                  size="xs"
                  label={s.areas[area] ?? area}
                  data={[
                    { value: '', label: s.nothing },
                    ...(scopes.includes(`${area}:read`) ? [{ value: 'read', label: s.read }] : []),
                    ...(scopes.includes(`${area}:write`) ? [{ value: 'write', label: s.write }] : []),
                  ]}
                  value={chosen[area] ?? ''}
                  onChange={({ currentTarget: { value } }) => setChosen((before) => ({ ...before, [area]: value }))}
                />
              ))}
            </div>
          </fieldset>
          <Trouble error={make.error} />
          <Button type="submit" loading={make.isPending} disabled={Object.values(chosen).every((how) => how === '')}>
            {s.make}
          </Button>
        </form>
      )}
    </Modal>
  );
}
