import { useEffect, useState } from 'react';
import { ask } from '../api.ts';
import { pageId } from '../live.ts';
import { nothing, type Present, presentNow } from '../shapes.ts';

/** The program forgets a page that is silent for longer, ms. */
const repeatMs = 60_000;

/** Says that this page shows the conversation, and answers who else does: what the stream told last, else what was so at the beginning. */
export function usePresence(conversation: string, typing: boolean, told: Present | undefined): Present {
  const [first, setFirst] = useState<Present>([]);
  useEffect(() => {
    const say = () =>
      void ask('/console/presence', presentNow, { method: 'POST', body: { page: pageId, conversation, typing } })
        .then(({ present }) => setFirst(present))
        .catch(() => undefined);
    say();
    const timer = setInterval(say, repeatMs);
    return () => clearInterval(timer);
  }, [conversation, typing]);
  useEffect(() => () => void ask('/console/presence', nothing, { method: 'POST', body: { page: pageId, conversation: null } }).catch(() => undefined), []);
  return told ?? first;
}
