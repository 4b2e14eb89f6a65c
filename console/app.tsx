import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { Account } from './account.tsx';
import { ApiError, ask } from './api.ts';
import { failureText } from './failure-text.ts';
import { Inbox } from './inbox/inbox.tsx';
import { Join } from './join.tsx';
import { useWords } from './language.tsx';
import { NothingPage } from './nothing.tsx';
import { me } from './shapes.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { Team } from './team/team.tsx';

const Flows = lazy(() => import('./flows/flows.tsx'));

/** Shows the sign-in, or the console to whoever is signed in. */
export function App() {
  return (
    <Switch>
      <Route path="/join">
        <Join />
      </Route>
      <Route>
        <SignedIn />
      </Route>
    </Switch>
  );
}

function SignedIn() {
  const { t } = useWords();
  const who = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => ask('/console/me', me, { signal }) });
  if (who.error instanceof ApiError && who.error.status === 401) return <SignIn />;
  if (!who.data) return <NothingPage text={who.error ? failureText(who.error, t) : t.loading} />;
  const may = (permission: string) => who.data.permissions.includes(permission);
  return (
    <Shell me={who.data} may={may}>
      {(live) => (
        <Switch>
          <Route path="/">{may('inbox') ? <Redirect to="/inbox" replace /> : <Redirect to={may('flows') ? '/flows' : '/account'} replace />}</Route>
          {may('inbox') && (
            <Route path="/inbox/:id?">{({ id }) => <Inbox me={who.data} live={live} id={id === undefined ? undefined : decodeURIComponent(id)} />}</Route>
          )}
          {may('flows') && (
            <Route path="/flows/:file?">
              <Suspense fallback={<NothingPage text={t.loading} />}>
                <Flows me={who.data} />
              </Suspense>
            </Route>
          )}
          {may('settings') && (
            <Route path="/team">
              <Team me={who.data} />
            </Route>
          )}
          <Route path="/account">
            <Account me={who.data} />
          </Route>
          <Route>
            <NothingPage text={t.notFound} />
          </Route>
        </Switch>
      )}
    </Shell>
  );
}
