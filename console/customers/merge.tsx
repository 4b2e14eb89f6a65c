/** Two customers who are one person: what comes of it is shown first; it can be taken back. */
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, pathOf } from '../api.ts';
import { channelName, knownAs } from '../channels.ts';
import { type Lang, useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { customerList } from '../screen-shapes.ts';
import { contact, mergedContact, nothing } from '../shapes.ts';

const nameOf = (address: string, lang: Lang): string => `${channelName(address.split(':')[0] ?? '', lang)} ${knownAs(address.split(':').slice(2).join(':'))}`;

export function Merge({ id, onClose }: { id: string; onClose(): void }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const [picked, setPicked] = useState('');
  const people = useQuery({
    queryKey: ['customers-named', q],
    queryFn: ({ signal }) => ask(`/customers?limit=10&q=${encodeURIComponent(q)}`, customerList, { signal }),
    enabled: q.length > 1,
  });
  const found = (people.data?.items ?? []).filter((one) => one.id !== id);
  const from = found.some((one) => one.id === picked) ? picked : (found[0]?.id ?? '');
  const preview = useQuery({
    queryKey: ['merge', id, from],
    queryFn: ({ signal }) => ask(pathOf('contacts', from, `/merge?into=${encodeURIComponent(id)}`), mergedContact, { signal }),
    enabled: from !== '',
    retry: false,
  });
  const merge = useMutation({
    mutationFn: () => ask(pathOf('contacts', from, '/merge'), contact, { method: 'POST', body: { into: id } }),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['contact'] }),
        queries.invalidateQueries({ queryKey: ['list'] }),
        queries.invalidateQueries({ queryKey: ['customers'] }),
      ]);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    merge.mutate();
  };
  const refused = (preview.data?.refused ?? []).map((purpose) => t.purposes[purpose] ?? purpose);
  return (
    <Modal opened onClose={onClose} title={t.mergeTitle} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <form className="stack" onSubmit={submit}>
        <TextInput
          data-autofocus
          type="search"
          label={t.mergeWith}
          placeholder={t.customersSearch}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {q.length > 1 && people.isSuccess && found.length === 0 && <p role="status">{t.noneFound(q)}</p>}
        {found.length > 0 && (
          <NativeSelect
            label={t.mergeOther}
            data={found.map(({ id: value, name, facts }) => ({
              value,
              label: [name || t.someone, facts.phone, facts.email, value.includes(':') ? nameOf(value, lang) : ''].filter(Boolean).join(' · '),
            }))}
            value={from}
            onChange={({ currentTarget }) => setPicked(currentTarget.value)}
          />
        )}
        {from !== '' && preview.data && (
          <section className="card" aria-label={t.mergePreview} role="status">
            <h2>{t.mergePreview}</h2>
            <p>
              <strong>{preview.data.name ?? t.someone}</strong>{' '}
              <span className="quiet">{[preview.data.phone, preview.data.email].filter(Boolean).join(' · ')}</span>
            </p>
            <p className="quiet">{preview.data.addresses.map((address) => nameOf(address, lang)).join(' · ')}</p>
            {preview.data.tags.length > 0 && <p className="quiet">{preview.data.tags.join(' · ')}</p>}
            <p>{refused.length > 0 ? t.mergeRefused(refused.join(', ')) : t.mergeConsent}</p>
          </section>
        )}
        <p className="quiet">{t.mergeUndo}</p>
        <Trouble error={preview.error ?? merge.error} />
        <Button type="submit" loading={merge.isPending} disabled={!preview.data}>
          {t.mergeGo}
        </Button>
      </form>
    </Modal>
  );
}

/** Customers that became part of this one: each can be taken out again. */
export function MergedHere({ merged }: { merged: readonly string[] }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const split = useMutation({
    mutationFn: (id: string) => ask(pathOf('contacts', id, '/split'), nothing, { method: 'POST', body: {} }),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ['contact'] }), queries.invalidateQueries({ queryKey: ['customers'] })]),
  });
  if (merged.length === 0) return null;
  return (
    <>
      <h3>{t.mergedHere}</h3>
      <Trouble error={split.error} />
      <ul className="lines">
        {merged.map((id) => (
          <li key={id}>
            {id.includes(':') ? nameOf(id, lang) : t.someone}{' '}
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`${t.splitOff}: ${nameOf(id, lang)}`}
              onClick={() => split.mutate(id)}
              loading={split.isPending && split.variables === id}
            >
              {t.splitOff}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
