import { expect, test } from 'vitest';
import type { ContactRow } from '../../store/collections.ts';
import { instantOf, wallTime } from '../zone-time.ts';
import { type Candidate, decideRelease, type Release, type ReleaseSituation } from './decide-release.ts';
import { rulesOf } from './provider-rules.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Noon in Shanghai. */
const now = Date.UTC(2026, 10, 23, 4);
const free = { window: null, proactive: true };
const windowed = { window: { ms: day }, proactive: true };
const quiet = { from: 21 * 60, to: 9 * 60, classes: ['promo'] as const };

const contactOf = (set: Partial<ContactRow> = {}): ContactRow =>
  ({ _id: 'c', v: 1, tags: [], vars: {}, consent: { marketing: true }, addresses: [], promos: [], createdAt: 0, seenAt: 0, ...set }) as ContactRow;
const on = (channel: string, set: Partial<Candidate> = {}, user = 'u1'): Candidate => ({
  conversation: `${channel}:main:${user}`,
  capabilities: free,
  row: { reachable: true, lastInAt: now - hour, sentSince: 0 },
  template: false,
  rules: rulesOf(channel),
  ...set,
});
const calm = (set: Partial<ReleaseSituation> = {}): ReleaseSituation => ({
  recipient: { at: now, contact: 'c' },
  contact: contactOf(),
  twin: false,
  candidates: [on('telegram')],
  policy: { caps: [{ count: 1, ms: day }], zone: 'Asia/Shanghai', quiet },
  overBudget: false,
  now,
  ...set,
});
const release = (conversation: string, asTemplate = false): Release => ({ do: 'release', conversation, asTemplate });
const without = (reason: string) => ({ do: 'exclude', reason });
const closed = { reachable: true, lastInAt: now - 2 * day, sentSince: 0 };
const night = Date.UTC(2026, 10, 23, 14);
const morning = Date.UTC(2026, 10, 24, 1);
const often = (count: number) => contactOf({ promos: Array.from({ length: count }, (_, n) => now - (n + 2) * day) });

test.each<[string, ReleaseSituation, object]>([
  ['who agreed gets it', calm(), release('telegram:main:u1')],
  ['who was erased does not', calm({ contact: null }), without('erased')],
  ['who was merged into one that has it does not', calm({ twin: true }), without('merged')],
  ['who never agreed does not', calm({ contact: contactOf({ consent: {} }) }), without('no_consent')],
  ['who agreed to service messages alone does not', calm({ contact: contactOf({ consent: { service: true } }) }), without('no_consent')],
  ['who opted out does not', calm({ contact: contactOf({ consent: { marketing: false } }) }), without('opted_out')],
  ['beyond the budget nobody does', calm({ overBudget: true }), without('budget')],
  ['who ordered an hour ago is left alone', calm({ orderedAt: now - hour }), without('just_ordered')],
  ['just before a day is over too', calm({ orderedAt: now - day + 1 }), without('just_ordered')],
  ['a day after the order it goes out', calm({ orderedAt: now - day }), release('telegram:main:u1')],
  ['the cap of a day holds over all campaigns', calm({ contact: contactOf({ promos: [now - hour] }) }), without('frequency_cap')],
  ['a promotion of the day before does not count', calm({ contact: contactOf({ promos: [now - day] }) }), release('telegram:main:u1')],
  ['at night it waits for the morning', calm({ now: night }), { do: 'later', at: morning }],
  ['the night is the customer’s', calm({ now: night, contact: contactOf({ zone: 'Europe/London' }) }), release('telegram:main:u1')],
  ['a zone that nobody knows is the shop’s', calm({ now: night, contact: contactOf({ zone: 'Mars/Olympus' }) }), { do: 'later', at: morning }],
  ['a closed window without a template', calm({ candidates: [on('whatsapp-cloud', { capabilities: windowed, row: closed })] }), without('window_closed')],
  [
    'a closed window with its template',
    calm({ candidates: [on('whatsapp-cloud', { capabilities: windowed, row: closed, template: true })] }),
    release('whatsapp-cloud:main:u1', true),
  ],
  ['no marketing templates to US numbers', calm({ candidates: [on('whatsapp-cloud', { template: true }, '12025550123')] }), without('not_allowed_there')],
  ['a number that begins with 1 elsewhere is fine', calm({ candidates: [on('telegram', {}, '12025550123')] }), release('telegram:main:12025550123')],
  ['an Official Account has 4 a month', calm({ contact: often(4), candidates: [on('wechat-official')] }), without('monthly_limit')],
  ['its fourth goes out', calm({ contact: often(3), candidates: [on('wechat-official')] }), release('wechat-official:main:u1')],
  [
    'those of the month before do not count',
    calm({ contact: contactOf({ promos: [1, 2, 3, 4, 5].map((n) => Date.UTC(2026, 9, n)) }), candidates: [on('wechat-official')] }),
    release('wechat-official:main:u1'),
  ],
  [
    'who blocked the shop cannot be reached',
    calm({ candidates: [on('telegram', { row: { reachable: false, lastInAt: now, sentSince: 0 } })] }),
    without('unreachable'),
  ],
  ['without an address there is none', calm({ candidates: [] }), without('no_address')],
  [
    'after the last address failed there is none left',
    calm({ candidates: [], recipient: { at: now, contact: 'c', tried: ['a:b:c'] } }),
    without('unreachable'),
  ],
  [
    'the next address is taken when the best one is closed',
    calm({ candidates: [on('whatsapp-cloud', { capabilities: windowed, row: closed }), on('telegram')] }),
    release('telegram:main:u1'),
  ],
  ['the best one comes first', calm({ candidates: [on('webchat'), on('telegram')] }), release('webchat:main:u1')],
  [
    'who cannot be written to first is not',
    calm({ candidates: [on('webchat', { capabilities: { window: null, proactive: false }, row: undefined })] }),
    without('unreachable'),
  ],
  [
    'unofficial channels send by day alone',
    calm({ now: Date.UTC(2026, 10, 23, 12, 30), policy: { caps: [], zone: 'Asia/Shanghai' }, candidates: [on('whatsapp-web')] }),
    { do: 'later', at: morning },
  ],
  [
    'also to who has a zone that nobody knows',
    calm({ now: night, policy: { caps: [], zone: 'Asia/Shanghai' }, contact: contactOf({ zone: 'Mars/Olympus' }), candidates: [on('whatsapp-web')] }),
    { do: 'later', at: morning },
  ],
  ['and with the day they begin', calm({ now: morning, policy: { caps: [], zone: 'Asia/Shanghai' }, candidates: [on('wechaty')] }), release('wechaty:main:u1')],
])('%s', (_, situation, expected) => {
  expect(decideRelease(situation)).toEqual(expected);
});

const zones = [
  'Asia/Shanghai',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'America/St_Johns',
  undefined,
];
const channels = ['telegram', 'whatsapp-cloud', 'wechat-official', 'wecom', 'whatsapp-web', 'wechaty', 'webchat'];

/** Moments around which clocks change. */
const changes = [Date.UTC(2026, 2, 8, 7), Date.UTC(2026, 10, 1, 6), Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 3, 4, 15), now];

function randomSituation(random: () => number): ReleaseSituation {
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const at = one(changes) + Math.floor((random() - 0.5) * 60 * hour);
  const zone = one(zones);
  const promos = Array.from({ length: Math.floor(random() * 8) }, () => at - Math.floor(random() * 40 * day)).sort((a, b) => a - b);
  const candidate = (n: number): Candidate => {
    const channel = one(channels);
    const row =
      random() < 0.2
        ? undefined
        : { reachable: random() < 0.8, lastInAt: random() < 0.2 ? 0 : at - Math.floor(random() * 3 * day), sentSince: Math.floor(random() * 6) };
    const window = one([null, { ms: day }, { ms: 2 * day, messages: 5 }]);
    const user = random() < 0.3 ? '12025550123' : `4477009001${n}`;
    return { ...on(channel, {}, user), capabilities: { window, proactive: random() < 0.8 }, row, template: random() < 0.4 };
  };
  const from = one([21 * 60, 22 * 60 + 30, 9 * 60]);
  return {
    recipient: { at, contact: 'c' },
    contact: random() < 0.05 ? null : contactOf({ consent: { marketing: one([true, true, true, false, undefined]) }, promos, ...(zone && { zone }) }),
    twin: random() < 0.05,
    candidates: Array.from({ length: Math.floor(random() * 4) }, (_, n) => candidate(n)),
    policy: {
      caps: [
        { count: 1, ms: day },
        { count: 3, ms: 7 * day },
      ].slice(0, Math.floor(random() * 3)),
      zone: 'Asia/Shanghai',
      ...(random() < 0.8 && { quiet: { from, to: one([9 * 60, 8 * 60, 7 * 60 + 30, 13 * 60]), classes: ['promo'] } }),
    },
    ...(random() < 0.3 && { orderedAt: at - Math.floor(random() * 2 * day) }),
    overBudget: random() < 0.05,
    now: at,
  };
}

/** Reasons why a release is forbidden, told from the rules' own words and not from the code of the decision. */
function forbidden(situation: ReleaseSituation, conversation: string, asTemplate: boolean): string[] {
  const { contact, policy, now: at, candidates } = situation;
  const candidate = candidates.find((other) => other.conversation === conversation && (!asTemplate || other.template));
  if (!contact || !candidate) return ['nobody'];
  const zone = contact.zone ?? policy.zone;
  const { minute } = wallTime(at, zone);
  const wrong: string[] = [];
  if (contact.consent.marketing !== true) wrong.push('consent');
  if (situation.twin) wrong.push('twice');
  if (situation.overBudget) wrong.push('budget');
  if (situation.orderedAt !== undefined && at - situation.orderedAt < day) wrong.push('order');
  for (const { count, ms } of policy.caps) if (contact.promos.filter((one) => at - one < ms).length >= count) wrong.push('cap');
  const { quiet: hours } = policy;
  if (hours && hours.from !== hours.to && (hours.from < hours.to ? minute >= hours.from && minute < hours.to : minute >= hours.from || minute < hours.to))
    wrong.push('quiet');
  const [channel, , user = ''] = conversation.split(':');
  if (channel === 'whatsapp-cloud' && user.startsWith('1')) wrong.push('US number');
  if ((channel === 'whatsapp-web' || channel === 'wechaty') && (minute < 9 * 60 || minute >= 20 * 60)) wrong.push('hours');
  const shop = wallTime(at, policy.zone);
  const inMonth = contact.promos.filter((one) => wallTime(one, policy.zone).month === shop.month && wallTime(one, policy.zone).year === shop.year).length;
  if (channel === 'wechat-official' && inMonth >= 4) wrong.push('month');
  if (candidate.row?.reachable === false) wrong.push('blocked');
  const { window } = candidate.capabilities;
  const open =
    !window ||
    (candidate.row !== undefined &&
      at - candidate.row.lastInAt < window.ms &&
      (window.messages === undefined || candidate.row.sentSince < window.messages - 1));
  if (!open && !asTemplate) wrong.push('window');
  return wrong;
}

test('of 100,000 plans over consent, quiet hours, caps, windows, zones and clock changes none sends what is forbidden', { timeout: 120_000 }, () => {
  let state = 20_261_130;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const found = { release: 0, later: 0, exclude: 0 };
  for (let n = 0; n < 100_000; n++) {
    const situation = randomSituation(random);
    const decided = decideRelease(situation);
    found[decided.do] += 1;
    // The same conversation may stand there twice with other facts; one of them has to allow it.
    if (decided.do === 'release') {
      const ways = situation.candidates.filter(({ conversation }) => conversation === decided.conversation);
      const wrongs = ways.map((way) => forbidden({ ...situation, candidates: [way] }, decided.conversation, decided.asTemplate));
      if (!wrongs.some((wrong) => wrong.length === 0)) expect({ n, situation, wrongs }).toBeNull();
    }
    if (decided.do === 'later' && !(decided.at > situation.now && decided.at <= instantOf(situation.now, 'UTC', 3, 0)))
      expect({ n, situation, decided }).toBeNull();
  }
  // Neither of them is rare, so that each was looked at.
  expect(Math.min(found.release, found.later, found.exclude)).toBeGreaterThan(3_000);
});
