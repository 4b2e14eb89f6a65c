/** Imports a file: what it would change is shown first, problems with their rows. */
import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ask, send } from '../api.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { nothing } from '../shapes.ts';
import { imported } from './shapes.ts';
import { shopWords } from './words.ts';

export function ImportFile({ kind }: { kind: 'products' | 'orders' | 'coupons' }) {
  const { t, lang } = useWords();
  const s = useOwnWords(shopWords);
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const bring = useMutation({
    mutationFn: ({ one, check }: { one: File; check: boolean }) =>
      send(`/import?${new URLSearchParams({ file: one.name, kind, lang, ...(check && { check: 'true' }) })}`, one, imported),
    onSuccess: ({ ok }, { check }) => {
      if (!ok || check) return;
      void queries.invalidateQueries({ queryKey: ['shop', kind] });
      // Only the owner has first steps.
      if (kind === 'products') void ask('/console/start', nothing, { method: 'PATCH', body: { step: 'products' } }).catch(() => undefined);
    },
  });
  const written = bring.data?.ok === true && bring.variables?.check === false;
  const close = () => {
    setFile(undefined);
    bring.reset();
  };
  return (
    <>
      <input
        ref={field}
        type="file"
        accept=".csv,.json,.tsv,.txt,.xlsx"
        hidden
        onChange={({ currentTarget }) => {
          const one = currentTarget.files?.[0];
          currentTarget.value = '';
          if (!one) return;
          setFile(one);
          bring.mutate({ one, check: true });
        }}
      />
      <Button onClick={() => field.current?.click()}>{s.importFile}</Button>
      <Modal
        opened={file !== undefined}
        onClose={close}
        title={s.importTitle(file?.name ?? '')}
        size="lg"
        lockScroll={false}
        closeButtonProps={{ 'aria-label': t.cancel }}
      >
        <div className="stack" role="status">
          {bring.isPending && <p>{t.loading}</p>}
          {bring.data?.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a report never move
            <p key={at} className="text">
              {line}
            </p>
          ))}
          <Trouble error={bring.error} />
          <div className="acts">
            {bring.data?.ok && !written && file && (
              <Button loading={bring.isPending} onClick={() => bring.mutate({ one: file, check: false })}>
                {s.importGo}
              </Button>
            )}
            <Button variant="default" onClick={close}>
              {written ? t.done : t.cancel}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
