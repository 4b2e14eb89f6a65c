import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, ask } from './api.ts';
import { failureText } from './failure-text.ts';
import { useWords } from './language.tsx';
import { person } from './shapes.ts';

/** A new password in place of the present one; everybody else who is signed in by it has to sign in again. */
export function NewPassword() {
  const { t } = useWords();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => ask('/console/password', person, { method: 'POST', body: { current, password } }),
    onSuccess: async () => {
      setCurrent('');
      setPassword('');
      await Promise.all([queries.invalidateQueries({ queryKey: ['sessions'] }), queries.invalidateQueries({ queryKey: ['me'] })]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const wrong = change.error instanceof ApiError && change.error.code === 'wrong_sign_in';
  return (
    <section>
      <h2>{t.changePassword}</h2>
      <form className="stack" onSubmit={submit}>
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          label={t.presentPassword}
          autoComplete="current-password"
          required
          value={current}
          error={wrong ? t.presentWrong : undefined}
          onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
        />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          label={t.newPassword}
          description={t.passwordHint}
          autoComplete="new-password"
          required
          minLength={10}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        {change.error && !wrong && <p role="alert">{failureText(change.error, t)}</p>}
        <p role="status">{change.isSuccess && t.passwordChanged}</p>
        <div>
          <Button type="submit" variant="default" loading={change.isPending} disabled={current === '' || password === ''}>
            {t.changePassword}
          </Button>
        </div>
      </form>
    </section>
  );
}
