import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { Account } from './account.tsx';
import { ApiError, ask } from './api.ts';
import { failureText } from './failure-text.ts';
import { forgetDrafts } from './inbox/drafts.ts';
import { Inbox } from './inbox/inbox.tsx';
import { Join } from './join.tsx';
import { useWords } from './language.tsx';
import { later } from './later.tsx';
import { navPages } from './nav.ts';
import { Nothing, NothingPage } from './nothing.tsx';
import { Page } from './page.tsx';
import { me } from './shapes.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { firstSteps } from './start/shapes.ts';

const Customers = later(async () => (await import('./customers/customers.tsx')).Customers);
const Customer = later(async () => (await import('./customers/customer.tsx')).Customer);
const Flows = later(async () => (await import('./flows/flows.tsx')).Flows);
const Knowledge = later(async () => (await import('./knowledge/knowledge.tsx')).Knowledge);
const Broadcasts = later(async () => (await import('./broadcasts/broadcasts.tsx')).Broadcasts);
const Broadcast = later(async () => (await import('./broadcasts/broadcast.tsx')).Broadcast);
const Reports = later(async () => (await import('./reports/reports.tsx')).Reports);
const ConversationsBehind = later(async () => (await import('./reports/behind.tsx')).ConversationsBehind);
const OrdersBehind = later(async () => (await import('./reports/behind.tsx')).OrdersBehind);
const CouponsGiven = later(async () => (await import('./reports/lists.tsx')).CouponsGiven);
const CartsBehind = later(async () => (await import('./reports/lists.tsx')).CartsBehind);
const MomentsBehind = later(async () => (await import('./reports/lists.tsx')).MomentsBehind);
const Recipients = later(async () => (await import('./broadcasts/recipients.tsx')).Recipients);
const Channels = later(async () => (await import('./channels/channels-page.tsx')).Channels);
const Operations = later(async () => (await import('./operations/operations.tsx')).Operations);
const Start = later(async () => (await import('./start/start.tsx')).Start);
const Settings = later(async () => (await import('./settings/settings.tsx')).Settings);
const Shop = later(async () => (await import('./shop/shop.tsx')).Shop);
const Keys = later(async () => (await import('./keys/keys.tsx')).Keys);
const Team = later(async () => (await import('./team/team.tsx')).Team);

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
  const id = who.data?.id;
  // Whoever sat here before typed for themselves.
  useEffect(() => {
    if (id !== undefined) forgetDrafts(id);
  }, [id]);
  if (who.error instanceof ApiError && who.error.status === 401) return <SignIn />;
  if (!who.data) return <NothingPage text={who.error ? failureText(who.error, t) : t.loading} />;
  const may = (permission: string) => who.data.permissions.includes(permission);
  const first = navPages.find(({ permission }) => may(permission))?.to ?? '/account';
  return (
    <Shell me={who.data} may={may}>
      {(live) => {
        const screen = (path: string, permission: string, show: (id: string) => ReactNode) => (
          <Route path={path}>
            {(given) => (may(permission) ? show('id' in given && typeof given.id === 'string' ? decodeURIComponent(given.id) : '') : <NotYours />)}
          </Route>
        );
        return (
          <Switch>
            <Route path="/">{may('settings') ? <Entrance otherwise={first} /> : <Redirect to={first} replace />}</Route>
            {screen('/start', 'settings', () => (
              <Start />
            ))}
            {screen('/inbox/:id?', 'inbox', (open) => (
              <Inbox me={who.data} live={live} id={open === '' ? undefined : open} />
            ))}
            {screen('/customers', 'customers', () => (
              <Customers may={may} />
            ))}
            {screen('/customers/:id', 'customers', (open) => (
              <Customer key={open} id={open} may={may} />
            ))}
            {screen('/flows/:file?', 'flows', () => (
              <Flows me={who.data} />
            ))}
            {screen('/knowledge', 'knowledge', () => (
              <Knowledge />
            ))}
            {screen('/broadcasts', 'broadcasts', () => (
              <Broadcasts />
            ))}
            {screen('/broadcasts/:id', 'broadcasts', (open) => (
              <Broadcast key={open} id={open} may={may} />
            ))}
            {screen('/reports', 'reports', () => (
              <Reports may={may} />
            ))}
            {screen('/reports/conversations', 'inbox', () => (
              <ConversationsBehind />
            ))}
            {screen('/reports/orders', 'reports', () => (
              <OrdersBehind />
            ))}
            {screen('/reports/coupons', 'customers', () => (
              <CouponsGiven />
            ))}
            {screen('/reports/carts', 'customers', () => (
              <CartsBehind />
            ))}
            {screen('/reports/moments', 'inbox', () => (
              <MomentsBehind />
            ))}
            {screen('/broadcasts/:id/people', 'broadcasts', (open) => (
              <Recipients id={open} may={may} />
            ))}
            {screen('/channels', 'channels', () => (
              <Channels may={may} />
            ))}
            {screen('/operations', 'operations', () => (
              <Operations may={may} />
            ))}
            {screen('/settings', 'inbox', () => (
              <Settings may={may} />
            ))}
            {screen('/shop/:id?', 'goods', (tab) => (
              <Shop tab={tab} may={may} />
            ))}
            {screen('/keys', 'settings', () => (
              <Keys />
            ))}
            {screen('/team', 'settings', () => (
              <Team me={who.data} />
            ))}
            <Route path="/account">
              <Account me={who.data} />
            </Route>
            <Route path="/more">
              <AllPages may={may} />
            </Route>
            <Route>
              <NothingPage text={t.notFound} />
            </Route>
          </Switch>
        );
      }}
    </Shell>
  );
}

/** An owner begins with the first steps until they are done or put away. */
function Entrance({ otherwise }: { otherwise: string }) {
  const { t } = useWords();
  const steps = useQuery({ queryKey: ['start'], queryFn: ({ signal }) => ask('/console/start', firstSteps, { signal }) });
  if (steps.isPending) return <NothingPage text={t.loading} />;
  const begins = steps.data !== undefined && !steps.data.left && steps.data.items.some(({ state }) => state === 'todo');
  return <Redirect to={begins ? '/start' : otherwise} replace />;
}

/** A page that the role has not: says whom to ask. */
function NotYours() {
  const { t } = useWords();
  return (
    <main className="nothing">
      <h1>{t.notYours}</h1>
      <p>{t.notYoursDo}</p>
    </main>
  );
}

/** Every page of the menu, for a phone. */
function AllPages({ may }: { may(permission: string): boolean }) {
  const { t } = useWords();
  const pages = navPages.filter(({ permission }) => may(permission));
  return (
    <Page title={t.menu}>
      {pages.length === 0 && <Nothing text={t.notFound} />}
      <ul className="rows">
        {pages.map(({ to, label }) => (
          <li key={to}>
            <Link to={to} className="row-link">
              <strong>{label(t)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
