import { Badge, Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { useWords } from '../language.tsx';
import { number } from '../money.ts';
import { Nothing } from '../nothing.tsx';
import { More, Page, Trouble, usePages } from '../page.tsx';
import { counted, customerList, segmentList, segmentPeople, segmentRow } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';

/** The customers of the shop: found by a word, or by a segment. */
export function Customers({ may }: { may(permission: string): boolean }) {
  const { t, lang } = useWords();
  const [typed, setTyped] = useState(new URLSearchParams(location.search).get('q') ?? '');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const [segment, setSegment] = useState('');
  const [adding, setAdding] = useState(false);
  const segments = useQuery({ queryKey: ['segments'], queryFn: ({ signal }) => ask('/segments?limit=200', segmentList, { signal }), enabled: may('segments') });
  const all = usePages(['customers', q], `/customers${q ? `?q=${encodeURIComponent(q)}` : ''}`, customerList, segment === '');
  const within = usePages(['segment-people', segment], `/segments/${encodeURIComponent(segment)}/people`, segmentPeople, segment !== '');
  const list = segment === '' ? all : within;
  const rows =
    segment === ''
      ? all.items.map(({ id, name, facts }) => ({
          id,
          name,
          more: [facts.phone, facts.email].filter((one) => typeof one === 'string').join(' · '),
          agreed: facts.marketing,
        }))
      : within.items.map(({ id, name = '' }) => ({ id, name, more: '', agreed: undefined }));
  const chosen = segments.data?.items.find(({ id }) => id === segment);
  return (
    <Page title={t.customers} lead={t.customersLead} acts={may('segments') && <Button onClick={() => setAdding(true)}>{t.newSegment}</Button>}>
      <div className="fields">
        <TextInput
          type="search"
          label={t.search}
          placeholder={t.customersSearch}
          value={typed}
          disabled={segment !== ''}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {may('segments') && (
          <NativeSelect
            label={t.segment}
            data={[{ value: '', label: t.everybody }, ...(segments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
            value={segment}
            onChange={({ currentTarget }) => setSegment(currentTarget.value)}
          />
        )}
      </div>
      {chosen && <SegmentFacts id={chosen.id} where={chosen.where} onGone={() => setSegment('')} />}
      <Trouble error={list.error} onAgain={list.refetch} />
      {rows.length === 0 && !list.error && (
        <Nothing text={list.isPending ? t.loading : q || segment ? t.noCustomerFound : t.noCustomers}>
          {!list.isPending && !q && !segment && <p className="quiet">{t.noCustomersDo}</p>}
        </Nothing>
      )}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map(({ id, name, more, agreed }) => (
            <li key={id}>
              <Link to={`/customers/${encodeURIComponent(id)}`} className="row-link">
                <strong>{name || nameless(id, t.someone)}</strong>
                <span className="quiet">{more || (id.includes(':') ? channelName(id.split(':')[0] ?? '', lang) : '')}</span>
              </Link>
              {agreed === true && (
                <Badge variant="light" color="gray">
                  {t.agreedToPromotions}
                </Badge>
              )}
            </li>
          ))}
        </ul>
      )}
      <More list={list} />
      <NewSegment opened={adding} onClose={() => setAdding(false)} onMade={setSegment} />
    </Page>
  );
}

const nameless = (id: string, someone: string): string => `${someone} ${id.replace(/[^\p{L}\p{N}]/gu, '').slice(-4)}`;

/** How many a segment has, and what makes somebody one of them. */
function SegmentFacts({ id, where, onGone }: { id: string; where: string; onGone(): void }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['segment-count', where],
    queryFn: ({ signal }) => ask('/segments/preview', counted, { method: 'POST', body: { where }, signal }),
    staleTime: 60_000,
  });
  const remove = useMutation({
    mutationFn: () => ask(`/segments/${encodeURIComponent(id)}`, nothing, { method: 'DELETE' }),
    onSuccess: async () => {
      onGone();
      await queries.invalidateQueries({ queryKey: ['segments'] });
    },
  });
  return (
    <div className="facts">
      <code>{where}</code>
      {found.data && <span>{t.segmentCount(number(found.data.count, lang), number(found.data.reachable, lang))}</span>}
      <Button size="xs" variant="default" onClick={() => remove.mutate()} loading={remove.isPending}>
        {t.removeSegment}
      </Button>
      <Trouble error={found.error ?? remove.error} />
    </div>
  );
}

function NewSegment({ opened, onClose, onMade }: { opened: boolean; onClose(): void; onMade(id: string): void }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [where, setWhere] = useState('');
  const [asked] = useDebouncedValue(where.trim(), 400);
  const found = useQuery({
    queryKey: ['segment-count', asked],
    queryFn: ({ signal }) => ask('/segments/preview', counted, { method: 'POST', body: { where: asked }, signal }),
    enabled: opened && asked !== '',
    retry: false,
  });
  const save = useMutation({
    mutationFn: () => ask('/segments', segmentRow, { method: 'POST', body: { name, where } }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['segments'] });
      setName('');
      setWhere('');
      onClose();
      onMade(id);
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t.newSegment} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput data-autofocus label={t.segmentName} required maxLength={100} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
        <TextInput
          label={t.segmentWhere}
          description={t.segmentWhereHint}
          required
          value={where}
          onChange={({ currentTarget }) => setWhere(currentTarget.value)}
        />
        <div className="acts">
          {t.segmentExamples.map(([label, condition]) => (
            <Button key={condition} size="compact-xs" variant="default" onClick={() => setWhere(condition)}>
              {label}
            </Button>
          ))}
        </div>
        {found.data && asked && <p role="status">{t.segmentCount(number(found.data.count, lang), number(found.data.reachable, lang))}</p>}
        <Trouble error={save.error ?? (asked ? found.error : null)} />
        <Button type="submit" loading={save.isPending}>
          {t.save}
        </Button>
      </form>
    </Modal>
  );
}
