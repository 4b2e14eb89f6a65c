import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, ask } from './api.ts';
import { failureText } from './failure-text.ts';
import { useWords } from './language.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { canPasskey, signInByPasskey } from './passkey.ts';
import { person } from './shapes.ts';

export function SignIn() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const enter = useMutation({
    mutationFn: () =>
      ask('/console/session', person, { method: 'POST', body: { name, password, ...(asksCode && code.trim() !== '' && { code: code.trim() }) } }),
    onSuccess: () => queries.resetQueries(),
    onError: (error) => error instanceof ApiError && error.code === 'needs_code' && setAsksCode(true),
  });
  const byKey = useMutation({ mutationFn: signInByPasskey, onSuccess: (who) => who && queries.resetQueries() });
  const trouble = enter.error instanceof ApiError && enter.error.code === 'needs_code' ? undefined : (enter.error ?? byKey.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <main className="door">
      <form onSubmit={submit}>
        <img src="/console/icon.svg" alt="" width="40" height="40" />
        <h1>{t.signIn}</h1>
        <p>{t.signInLead}</p>
        {trouble && (
          <Alert color="red" role="alert">
            {failureText(trouble, t)}
          </Alert>
        )}
        <TextInput label={t.name} autoComplete="username" autoFocus required value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          label={t.password}
          autoComplete="current-password"
          required
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        {asksCode && (
          <TextInput
            label={t.code}
            description={t.codeHint}
            autoComplete="one-time-code"
            autoFocus
            required
            maxLength={40}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
        )}
        <Button type="submit" size="md" loading={enter.isPending}>
          {t.signIn}
        </Button>
        {canPasskey() && (
          <Button variant="default" onClick={() => byKey.mutate()} loading={byKey.isPending}>
            {t.byPasskey}
          </Button>
        )}
        <p className="quiet">{t.forgotten}</p>
        <p className="quiet">{t.nobodyYet}</p>
        <LanguageMenu />
      </form>
    </main>
  );
}
