/** What a person does with a conversation: the answer is what the page shows from then on. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, pathOf } from '../api.ts';
import { type Conversation, conversation } from '../shapes.ts';
import { withDetail } from './kept-detail.ts';

interface Act {
  /** Rest of the path, such as `/close`. */
  to: string;
  method?: 'POST' | 'DELETE';
  body?: object;
}

export function useAct(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ to, method = 'POST', body }: Act) =>
      ask(pathOf('conversations', id, to), conversation, { method, ...(method === 'POST' && { body: body ?? {} }) }),
    onSuccess: (now) => {
      queries.setQueryData<Conversation>(['conversation', id], (before) => withDetail(now, before));
      void queries.invalidateQueries({ queryKey: ['list'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
    },
  });
}
