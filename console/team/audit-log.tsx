import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { useWords } from '../language.tsx';
import { auditList, roles } from '../shapes.ts';
import { whole } from '../times.ts';
import type { Words } from '../words-en.ts';
import { roleName } from './role-name.ts';

/** A change in words; one that has none yet, as the API names it. */
function nameOfChange(what: string, t: Words): string {
  const names: Record<string, string> = t.changed;
  return names[what] ?? what;
}

function told(after: unknown, t: Words): string {
  if (after === undefined) return '';
  const facts = typeof after === 'object' && after !== null ? Object.entries(after) : [['', after] as const];
  const shown = facts.flatMap(([name, value]) => {
    if (typeof value === 'boolean') return name === 'off' && value ? [t.off] : [];
    const role = roles.find((one) => one === value);
    return [role ? roleName(role, t) : String(value)];
  });
  return ` → ${shown.join(', ')}`;
}

/** Who changed what, the newest first. */
export function AuditLog() {
  const { t, lang } = useWords();
  const lines = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) => ask(`/console/audit?limit=20${pageParam ? `&cursor=${pageParam}` : ''}`, auditList, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  return (
    <section>
      <h2>{t.audit}</h2>
      <div className="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">{t.auditWhen}</th>
              <th scope="col">{t.auditWho}</th>
              <th scope="col">{t.auditWhat}</th>
              <th scope="col">{t.auditOf}</th>
            </tr>
          </thead>
          <tbody>
            {lines.data?.pages.flatMap(({ items }) =>
              items.map(({ id, at, who, from, what, of, after }) => (
                <tr key={id}>
                  <td>{whole(at, lang)}</td>
                  <td title={from}>{who === 'script' ? t.script : who || '–'}</td>
                  <td>{nameOfChange(what, t) + told(after, t)}</td>
                  <td>{of?.includes(':') && <Link to={`/inbox/${encodeURIComponent(of)}`}>{channelName(of.split(':')[0] ?? '', lang)}</Link>}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
      {lines.hasNextPage && (
        <Button variant="default" size="xs" onClick={() => lines.fetchNextPage()} loading={lines.isFetchingNextPage}>
          {t.more}
        </Button>
      )}
    </section>
  );
}
