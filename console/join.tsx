import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { ask } from './api.ts';
import { failureText } from './failure-text.ts';
import { useWords } from './language.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { NothingPage } from './nothing.tsx';
import { invitation, person } from './shapes.ts';
import { roleName } from './team/role-name.ts';

/** The token stands behind #, which no server and no preview of a messenger sees. */
const tokenNow = (): string => location.hash.slice(1);

export function Join() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [token, setToken] = useState(tokenNow);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    const another = () => setToken(tokenNow());
    addEventListener('hashchange', another);
    return () => removeEventListener('hashchange', another);
  }, []);
  const link = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => ask('/console/invitation', invitation, { method: 'POST', body: { token } }),
    retry: false,
  });
  const enter = useMutation({
    mutationFn: () => ask('/console/join', person, { method: 'POST', body: { token, password, ...(link.data?.name === undefined && { name }) } }),
    onSuccess: async () => {
      await queries.resetQueries({ queryKey: ['me'] });
      go('/', { replace: true });
    },
  });
  if (link.isPending) return <NothingPage text={t.loading} />;
  if (!link.data)
    return (
      <main className="door">
        <form>
          <h1>{t.linkGone}</h1>
          <p>{t.linkGoneDo}</p>
          <LanguageMenu />
        </form>
      </main>
    );
  const { role, name: known } = link.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <main className="door">
      <form onSubmit={submit}>
        <img src="/console/icon.svg" alt="" width="40" height="40" />
        <h1>{known !== undefined ? t.joinReset(known) : role === 'owner' ? t.joinOwner : t.joinTeam(roleName(role, t))}</h1>
        {enter.error && (
          <Alert color="red" role="alert">
            {failureText(enter.error, t)}
          </Alert>
        )}
        {known === undefined && (
          <TextInput
            label={t.name}
            description={t.joinLead}
            autoComplete="username"
            autoFocus
            required
            maxLength={40}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        )}
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          label={t.password}
          description={t.passwordHint}
          autoComplete="new-password"
          autoFocus={known !== undefined}
          required
          minLength={10}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Button type="submit" size="md" loading={enter.isPending}>
          {t.joinGo}
        </Button>
        <LanguageMenu />
      </form>
    </main>
  );
}
