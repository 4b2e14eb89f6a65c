import { Alert, Button, NativeSelect, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { agentName } from './agent-name.ts';
import { ask, pathOf } from './api.ts';
import { forgetDrafts } from './inbox/drafts.ts';
import { useWords } from './language.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { later } from './later.tsx';
import { NewPassword } from './new-password.tsx';
import { type Me, nothing, sessionList } from './shapes.ts';
import { roleName } from './team/role-name.ts';
import { whole } from './times.ts';

const PushNotices = later(async () => (await import('./push/push.tsx')).PushNotices);
const SecondFactor = later(async () => (await import('./second-factor/second-factor.tsx')).SecondFactor);

/** One's own account: language, look, sessions, sign-out. */
export function Account({ me }: { me: Me }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => ask('/console/sessions', sessionList, { signal }) });
  const end = useMutation({
    mutationFn: (id: string) => ask(pathOf('console/sessions', id), nothing, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  });
  const leave = useMutation({
    mutationFn: () => ask('/console/session', nothing, { method: 'DELETE' }),
    // Nothing of what was read stays in the memory of a shared machine.
    onSettled: () => {
      forgetDrafts();
      location.replace('/console/');
    },
  });
  const looks = [
    { value: 'auto', label: t.lookAuto },
    { value: 'light', label: t.lookLight },
    { value: 'dark', label: t.lookDark },
  ];
  return (
    <main className="page">
      <h1>{me.name}</h1>
      <p className="quiet">{roleName(me.role, t)}</p>
      <section className="fields">
        <LanguageMenu />
        <NativeSelect
          label={t.look}
          data={looks}
          value={colorScheme}
          onChange={({ currentTarget: { value } }) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
        />
      </section>
      {me.lacks && (
        <Alert color="orange" role="alert">
          {t.lacksSecond}
        </Alert>
      )}
      <SecondFactor me={me} />
      <NewPassword />
      {me.permissions.includes('inbox') && <PushNotices />}
      <section>
        <h2>{t.sessions}</h2>
        <ul className="rows">
          {sessions.data?.items.map(({ id, agent, ip, seen, current }) => (
            <li key={id}>
              <div>
                <strong>{agentName(agent)}</strong> <span className="quiet">{ip}</span>
                <div className="quiet">{current ? t.thisBrowser : t.lastSeen(whole(seen, lang))}</div>
              </div>
              {!current && (
                <Button variant="default" size="xs" onClick={() => end.mutate(id)}>
                  {t.endSession}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      <Button variant="default" onClick={() => leave.mutate()} loading={leave.isPending}>
        {t.signOut}
      </Button>
    </main>
  );
}
