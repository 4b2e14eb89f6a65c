import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { agentName } from '../agent-name.ts';
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

/** What a change came to, as people read it; the first 80 signs of it. */
function told(before: unknown, after: unknown, t: Words): string {
  const [was, is] = [facts(before, t), facts(after, t)];
  if (was === '' && is === '') return '';
  return was === '' || was === is ? ` → ${is}` : ` ${was} → ${is || '–'}`;
}

function facts(value: unknown, t: Words): string {
  if (value === undefined || value === null) return '';
  const pairs = Array.isArray(value) ? value.map((one) => ['', one] as const) : typeof value === 'object' ? Object.entries(value) : [['', value] as const];
  const shown = pairs.flatMap(([name, one]) => {
    if (typeof one === 'boolean') return name === 'off' && one ? [t.off] : [];
    const role = roles.find((known) => known === one);
    if (role) return [roleName(role, t)];
    return [typeof one === 'object' && one !== null ? Object.values(one).flat().join(', ') : String(one)];
  });
  const text = shown.join(', ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keys */}
      <section className="wide log" tabIndex={0} aria-label={t.audit}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.auditWhen}</th>
              <th scope="col">{t.auditWho}</th>
              <th scope="col">{t.auditWhat}</th>
              <th scope="col">{t.auditOf}</th>
              <th scope="col">{t.auditFrom}</th>
            </tr>
          </thead>
          <tbody>
            {lines.data?.pages.flatMap(({ items }) =>
              items.map(({ id, at, who, from, agent, what, of, customer, before, after }) => (
                <tr key={id}>
                  <td>{whole(at, lang)}</td>
                  <td>{who === 'script' ? t.script : who === 'program' ? t.program : who === 'customer' ? t.customer : who || '–'}</td>
                  <td>
                    {nameOfChange(what, t)}
                    <span className="quiet">{told(before, after, t)}</span>
                  </td>
                  <td>
                    {of?.includes(':') && <Link to={`/inbox/${encodeURIComponent(of)}`}>{customer ?? channelName(of.split(':')[0] ?? '', lang)}</Link>}
                    {of && /^(post|patch) \/broadcasts/.test(what) && <Link to={`/broadcasts/${encodeURIComponent(of)}`}>{t.broadcasts}</Link>}
                  </td>
                  <td className="quiet">{[from, agent && agentName(agent)].filter(Boolean).join(' · ')}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </section>
      {lines.hasNextPage && (
        <Button variant="default" size="xs" onClick={() => lines.fetchNextPage()} loading={lines.isFetchingNextPage}>
          {t.more}
        </Button>
      )}
    </section>
  );
}
