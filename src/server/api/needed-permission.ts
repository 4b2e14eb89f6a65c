/** The permission that each route of the API needs: what is not listed is the owner's. */
import type { Permission } from '../../console/permissions.ts';
import type { Method } from './route.ts';

export type Need = Permission | 'open';

/** By the first word of the path: one permission, or one to read and one to change. */
const areas: Readonly<Record<string, Need | { read: Need; change: Need }>> = {
  conversations: 'inbox',
  notices: 'inbox',
  files: 'inbox',
  calls: 'inbox',
  contacts: 'customers',
  consents: 'customers',
  customers: 'customers',
  orders: { read: 'goods', change: 'stock' },
  products: { read: 'goods', change: 'stock' },
  coupons: 'coupons',
  'coupon-rules': 'coupons',
  carts: 'customers',
  links: 'channels',
  devices: 'channels',
  requests: 'customers',
  import: 'stock',
  segments: 'segments',
  broadcasts: 'broadcasts',
  flows: 'flows',
  replies: 'inbox',
  faq: 'knowledge',
  settings: 'settings',
  operations: 'operations',
  unanswered: 'knowledge',
  suggestions: 'knowledge',
  understanding: 'knowledge',
  channels: 'channels',
  outbox: 'operations',
  reports: 'reports',
  recommendations: 'customers',
  models: 'inbox',
};

/** Routes that need something else than their area, by method and path. */
const single: Readonly<Record<string, Need>> = {
  'get /models/usage': 'reports',
  'get /reports/conversations': 'inbox',
  'get /reports/proactive/moments': 'inbox',
  'get /reports/coupons/list': 'customers',
  'get /reports/carts/list': 'customers',
  'delete /contacts/:id': 'erase',
  'get /contacts/:id/export': 'erase',
  'post /console/session': 'open',
  'post /console/passkeys/challenge': 'open',
  'post /console/passkeys/session': 'open',
  'get /console/second': 'self',
  'patch /console/second': 'settings',
  'post /console/second/totp': 'self',
  'post /console/second/totp/confirm': 'self',
  'post /console/second/totp/end': 'self',
  'post /console/passkeys': 'self',
  'get /console/push': 'self',
  'post /console/push': 'self',
  'delete /console/push/:id': 'self',
  'post /console/push/:id/test': 'self',
  'delete /console/passkeys/:id': 'self',
  'post /console/join': 'open',
  'post /console/invitation': 'open',
  'get /console/me': 'self',
  'delete /console/session': 'self',
  'post /console/password': 'self',
  'get /console/sessions': 'self',
  'delete /console/sessions/:id': 'self',
  'get /console/team': 'self',
  'get /console/counts': 'inbox',
  'post /console/presence': 'inbox',
  'get /console/stream': 'inbox',
  'get /console/team/invitations': 'settings',
  'post /console/team/invitations': 'settings',
  'delete /console/team/invitations/:id': 'settings',
  'patch /console/team/:id': 'settings',
  'post /console/team/:id/reset': 'settings',
  'get /console/audit': 'settings',
  'get /console/start': 'settings',
  'patch /console/start': 'settings',
  'post /console/start/try': 'settings',
  'get /keys': 'settings',
  'post /keys': 'settings',
  'delete /keys/:id': 'settings',
  // It tells what customers wrote, which an editor does not read.
  'post /flows/replay': 'settings',
};

/** Returns the permission, and whether the route is listed at all. */
export function neededFor({ method, path }: { method: Method; path: string }): { need: Need; listed: boolean } {
  const exact = single[`${method} ${path}`];
  const area = areas[path.split('/')[1] ?? ''];
  const found = exact ?? (typeof area === 'object' ? area[method === 'get' ? 'read' : 'change'] : area);
  return { need: found ?? 'settings', listed: found !== undefined };
}

/** Routes that change nothing though they are posted, or say so themselves. */
const harmless: ReadonlySet<string> = new Set([
  'post /segments/preview',
  'post /broadcasts/:id/preview',
  'post /understanding/try',
  'post /flows/check',
  'post /flows/texts',
  'post /flows/simulate',
  'post /flows/transcript',
  'post /flows/replay',
  'post /flows/drafts/:file/review',
  'post /console/invitation',
  'patch /console/start',
  'post /console/start/try',
  'post /faq/read',
  'post /console/presence',
  'post /channels/:id/test/preview',
  'post /console/passkeys/challenge',
  'post /console/second/totp',
  'post /conversations/:id/draft',
  'post /conversations/:id/suggested-answer',
]);

/** Tells whether the route changes something: it needs more than reading, and leaves a line in the audit log. */
export const changes = ({ method, path }: { method: Method; path: string }): boolean => method !== 'get' && !harmless.has(`${method} ${path}`);
