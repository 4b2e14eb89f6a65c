import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask } from './api.ts';
import { failureText } from './failure-text.ts';
import { useWords } from './language.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { person } from './shapes.ts';

export function SignIn() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => ask('/console/session', person, { method: 'POST', body: { name, password } }),
    onSuccess: () => queries.resetQueries(),
  });
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
        {enter.error && (
          <Alert color="red" role="alert">
            {failureText(enter.error, t)}
          </Alert>
        )}
        <TextInput label={t.name} autoComplete="username" required value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
        <PasswordInput
          label={t.password}
          autoComplete="current-password"
          required
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Button type="submit" size="md" loading={enter.isPending}>
          {t.signIn}
        </Button>
        <p className="quiet">{t.forgotten}</p>
        <p className="quiet">{t.nobodyYet}</p>
        <LanguageMenu />
      </form>
    </main>
  );
}
