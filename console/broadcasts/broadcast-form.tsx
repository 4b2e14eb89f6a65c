/** A draft: what it is called, to whom, what it says in each language, when. */
import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask } from '../api.ts';
import { useWords } from '../language.tsx';
import { number } from '../money.ts';
import { Trouble } from '../page.tsx';
import { type Broadcast, broadcast, counted, segmentList } from '../screen-shapes.ts';

const own = '';
/** Who may be written to is chosen from these. */
const everybody = 'everyone';

export function BroadcastForm({ draft, onClose, onSaved }: { draft?: Broadcast; onClose(): void; onSaved(saved: Broadcast): void }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const written = draft?.draft.content.text;
  const [name, setName] = useState(draft?.name ?? '');
  const [segment, setSegment] = useState(draft?.draft.segment ?? own);
  const [where, setWhere] = useState(draft?.draft.where ?? everybody);
  const [text, setText] = useState<Record<string, string>>(typeof written === 'string' ? { [lang]: written } : { zh: '', en: '', ...written });
  const [at, setAt] = useState((draft?.draft.at ?? '').replace(' ', 'T'));
  const segments = useQuery({ queryKey: ['segments'], queryFn: ({ signal }) => ask('/segments?limit=200', segmentList, { signal }) });
  const condition = segment === own ? where.trim() : (segments.data?.items.find((one) => one.name === segment)?.where ?? '');
  const [asked] = useDebouncedValue(condition, 400);
  const audience = useQuery({
    queryKey: ['segment-count', asked],
    queryFn: ({ signal }) => ask('/segments/preview', counted, { method: 'POST', body: { where: asked }, signal }),
    enabled: asked !== '',
    retry: false,
    staleTime: 30_000,
  });
  const save = useMutation({
    mutationFn: () => {
      const words = Object.fromEntries(Object.entries(text).flatMap(([one, said]) => (said.trim() === '' ? [] : [[one, said]])));
      const whom = segment === own ? { where } : { segment };
      // What is not given stays as it was: a condition and a segment exclude each other.
      const content = { ...draft?.draft.content, text: words };
      const body = { name, ...whom, content, ...(at !== '' && { at: at.replace('T', ' ') }) };
      return draft === undefined
        ? ask('/broadcasts', broadcast, { method: 'POST', body })
        : ask(`/broadcasts/${draft.id}`, broadcast, { method: 'PATCH', body });
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['broadcasts'] });
      await queries.invalidateQueries({ queryKey: ['broadcast', saved.id] });
      await queries.invalidateQueries({ queryKey: ['broadcast-preview', saved.id] });
      onSaved(saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const labels: Record<string, string> = { zh: t.textZh, en: t.textEn };
  const hasText = Object.values(text).some((one) => one.trim() !== '');
  // A draft keeps the kind of audience that it has: the program takes no change from one to the other.
  const kinds = [
    ...(draft?.draft.segment === undefined ? [{ value: own, label: t.byCondition }] : []),
    ...(draft === undefined || draft.draft.segment !== undefined ? (segments.data?.items ?? []).map((one) => ({ value: one.name, label: one.name })) : []),
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={draft === undefined ? t.newBroadcast : t.editBroadcast}
      size="lg"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t.cancel }}
    >
      <form className="stack" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t.broadcastName}
          description={t.broadcastNameHint}
          required
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <NativeSelect label={t.toWhom} data={kinds} value={segment} onChange={({ currentTarget }) => setSegment(currentTarget.value)} />
        {segment === own && (
          <>
            <TextInput
              label={t.segmentWhere}
              description={t.segmentWhereHint}
              required
              value={where}
              onChange={({ currentTarget }) => setWhere(currentTarget.value)}
            />
            <div className="acts">
              {t.segmentExamples.map(([label, example]) => (
                <Button key={example} size="compact-xs" variant="default" onClick={() => setWhere(example)}>
                  {label}
                </Button>
              ))}
            </div>
          </>
        )}
        <p role="status">{audience.data ? t.segmentCount(number(audience.data.count, lang), number(audience.data.reachable, lang)) : ''}</p>
        <Trouble error={asked === '' ? null : audience.error} />
        {Object.keys(text).map((one) => (
          <Textarea
            key={one}
            label={labels[one] ?? one}
            rows={4}
            maxLength={4_000}
            value={text[one] ?? ''}
            onChange={({ currentTarget: { value } }) => setText((was) => ({ ...was, [one]: value }))}
          />
        ))}
        <p className="quiet">{t.textHint}</p>
        <TextInput type="datetime-local" label={t.sendAt} description={t.sendAtHint} value={at} onChange={({ currentTarget }) => setAt(currentTarget.value)} />
        <Trouble error={save.error} />
        <div className="acts">
          <Button type="submit" loading={save.isPending} disabled={!hasText}>
            {t.saveDraft}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
