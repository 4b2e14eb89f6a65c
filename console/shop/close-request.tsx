/** Ends a request of a customer, with words that the customer reads. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, pathOf } from '../api.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { nothing } from '../shapes.ts';
import { shopWords } from './words.ts';

export interface Ending {
  id: string;
  status: 'done' | 'refused';
}

/** `mayWrite`: words to a customer are for those who have the inbox; others end it without. */
export function CloseRequest({ id, status, mayWrite, onClose }: Ending & { mayWrite: boolean; onClose(): void }) {
  const { t } = useWords();
  const s = useOwnWords(shopWords);
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const close = useMutation({
    mutationFn: () => ask(pathOf('requests', id, '/close'), nothing, { method: 'POST', body: { status, ...(words && { words }) } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['shop', 'requests'] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    close.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={status === 'done' ? s.settling(id) : s.declining(id)}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t.cancel }}
    >
      <form className="stack" onSubmit={submit}>
        {mayWrite && (
          <Textarea
            label={s.wordsToCustomer}
            description={s.wordsToCustomerAbout}
            maxLength={1_000}
            autosize
            minRows={2}
            data-autofocus
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
        <Trouble error={close.error} onAgain={() => close.mutate()} />
        <Button type="submit" data-autofocus={mayWrite ? undefined : true} loading={close.isPending}>
          {status === 'done' ? s.settle : s.decline}
        </Button>
      </form>
    </Modal>
  );
}
