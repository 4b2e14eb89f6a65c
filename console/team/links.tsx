import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../api.ts';
import { useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { inviteList } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';
import { whole } from '../times.ts';
import { roleName } from './role-name.ts';

/** Links that are out and still good: each can be withdrawn. */
export function Links() {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const list = useQuery({ queryKey: ['links'], queryFn: ({ signal }) => ask('/console/team/invitations', inviteList, { signal }) });
  const withdraw = useMutation({
    mutationFn: (id: string) => ask(`/console/team/invitations/${encodeURIComponent(id)}`, nothing, { method: 'DELETE' }),
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['links'] }), queries.invalidateQueries({ queryKey: ['audit'] })]),
  });
  if (!list.data) return list.error ? <Trouble error={list.error} onAgain={list.refetch} /> : null;
  return (
    <>
      <h3>{t.linksOut}</h3>
      <Trouble error={withdraw.error} />
      {list.data.items.length === 0 && <p className="quiet">{t.noLinks}</p>}
      <ul className="rows" hidden={list.data.items.length === 0}>
        {list.data.items.map(({ id, role, expires, by, name }) => (
          <li key={id}>
            <div>
              <strong>{name === undefined ? t.linkFor(roleName(role, t)) : t.linkPassword(name)}</strong>
              <div className="quiet">{`${t.madeBy(by === 'script' ? t.script : by)} · ${t.goodUntil(whole(expires, lang))}`}</div>
            </div>
            <Button size="xs" variant="default" onClick={() => withdraw.mutate(id)} loading={withdraw.isPending && withdraw.variables === id}>
              {t.withdraw}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
