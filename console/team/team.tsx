import { Alert, Badge, Button, CopyButton, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, pathOf } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { link, type Me, nothing, type Role, roles, team } from '../shapes.ts';
import { AuditLog } from './audit-log.tsx';
import { Links } from './links.tsx';
import { roleIs, roleName } from './role-name.ts';

const asRole = (text: string): Role => roles.find((one) => one === text) ?? 'agent';

/** The people of the shop, and what they changed. */
export function Team({ me }: { me: Me }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [role, setRole] = useState<Role>('agent');
  const people = useQuery({ queryKey: ['team'], queryFn: ({ signal }) => ask('/console/team', team, { signal }) });
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['team'] }),
      queries.invalidateQueries({ queryKey: ['audit'] }),
      queries.invalidateQueries({ queryKey: ['links'] }),
    ]);
  const made = useMutation({
    mutationFn: (id?: string) =>
      id === undefined
        ? ask('/console/team/invitations', link, { method: 'POST', body: { role } })
        : ask(pathOf('console/team', id, '/reset'), link, { method: 'POST', body: {} }),
    onSuccess: again,
  });
  const change = useMutation({
    mutationFn: ({ id, ...to }: { id: string; role?: Role; off?: boolean }) => ask(pathOf('console/team', id), nothing, { method: 'PATCH', body: to }),
    onSettled: again,
  });
  const choices = roles.map((value) => ({ value, label: `${roleName(value, t)} – ${roleIs(value, t)}` }));
  // The path is ours; the host is the one that this page is open on.
  const shown = made.data && new URL(new URL(made.data.url).pathname + new URL(made.data.url).hash, location.href).href;
  return (
    <main className="page">
      <h1>{t.team}</h1>
      {change.error && (
        <Alert color="red" role="alert">
          {failureText(change.error, t)}
        </Alert>
      )}
      <ul className="rows">
        {people.data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.name}</strong> {one.off && <Badge color="gray">{t.off}</Badge>}
            </div>
            <div className="acts">
              <NativeSelect
                aria-label={`${t.role}: ${one.name}`}
                size="xs"
                data={roles.map((value) => ({ value, label: roleName(value, t) }))}
                value={one.role}
                disabled={one.id === me.id}
                onChange={({ currentTarget }) => change.mutate({ id: one.id, role: asRole(currentTarget.value) })}
              />
              <Button size="xs" variant="default" aria-label={`${t.resetLink}: ${one.name}`} onClick={() => made.mutate(one.id)}>
                {t.resetLink}
              </Button>
              {one.id !== me.id && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${one.off ? t.switchOn : t.switchOff}: ${one.name}`}
                  onClick={() => change.mutate({ id: one.id, off: !one.off })}
                >
                  {one.off ? t.switchOn : t.switchOff}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <section>
        <h2>{t.invite}</h2>
        <div className="fields">
          <NativeSelect label={t.role} data={choices} value={role} onChange={({ currentTarget }) => setRole(asRole(currentTarget.value))} />
          <Button onClick={() => made.mutate(undefined)} loading={made.isPending}>
            {t.makeLink}
          </Button>
        </div>
        {shown && (
          <div className="fields link">
            <TextInput label={t.linkReady} readOnly value={shown} onFocus={({ currentTarget }) => currentTarget.select()} />
            <CopyButton value={shown}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t.copied : t.copyLink}
                </Button>
              )}
            </CopyButton>
          </div>
        )}
        <Links />
      </section>
      <AuditLog />
    </main>
  );
}
