/**
 * Calls of the stand-in Graph API: strict where Meta is, and the phone at the other end.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/reference
 */
import { type Body, record } from './graph-rules.ts';

export interface Refused {
  status: number;
  code: number;
  message: string;
}

interface PhoneCall {
  id: string;
  out: boolean;
  user: string;
  /** The shop's half of the connection. */
  sdp?: string;
  pre?: string;
  ours?: string;
  state: 'ringing' | 'accepted' | 'over';
}

const wrong = (message: string, code = 100, status = 400): Refused => ({ status, code, message });
const stray = (value: Body, known: readonly string[]): Refused | null => {
  const key = Object.keys(value).find((each) => !known.includes(each));
  return key ? wrong(`Unexpected key "${key}" on param "calls"`) : null;
};

export type GraphCalls = ReturnType<typeof createGraphCalls>;

export function createGraphCalls(phoneId: string) {
  const calls = new Map<string, PhoneCall>();
  const actions: string[] = [];
  let next = 1;
  let settings: Body = { status: 'DISABLED' };
  const standing = {
    permission: { status: 'no_permission' } as Body,
    mayCall: false,
    mayAsk: true,
  };

  function sessionProblem(session: unknown, type: string): Refused | null {
    const { sdp_type, sdp, ...others } = record(session);
    if (Object.keys(others).length > 0 || sdp_type !== type) return wrong(`session needs sdp_type ${type} and sdp alone`);
    if (typeof sdp !== 'string' || !/^v=0\r\n/.test(sdp) || !/\r\nm=audio /.test(sdp) || !/\r\na=fingerprint:/.test(sdp) || /\r\nm=video /.test(sdp))
      return wrong('SDP Validation error');
    return null;
  }

  function connect(body: Body): Refused | Body {
    const { to, recipient, session, biz_opaque_callback_data: ours } = body;
    const odd = stray(body, ['messaging_product', 'to', 'recipient', 'action', 'session', 'biz_opaque_callback_data']) ?? sessionProblem(session, 'offer');
    if (odd) return odd;
    if (typeof ours === 'string' && ours.length > 512) return wrong('biz_opaque_callback_data is too long');
    const user = String(to ?? recipient ?? '');
    if (!/^(?:\d{5,20}|[A-Z]{2}\.\w{1,128})$/.test(user)) return wrong('to is not valid');
    if (standing.permission.status === 'no_permission') return wrong('No approved call permission from the recipient', 138006);
    if (!standing.mayCall) return wrong('Limit reached for business initiated calls', 138012);
    if ([...calls.values()].some((call) => call.user === user && call.state !== 'over')) return wrong('Duplicate call', 138003);
    const id = `wacid.OUT${next++}`;
    calls.set(id, { id, out: true, user, sdp: String(record(session).sdp), state: 'ringing', ...(typeof ours === 'string' && { ours }) });
    return { messaging_product: 'whatsapp', calls: [{ id }] };
  }

  function act(body: Body): Refused | Body {
    if (body.messaging_product !== 'whatsapp') return wrong('The parameter messaging_product is required.');
    const { action, call_id } = body;
    actions.push(String(action));
    if (action === 'connect') return connect(body);
    const withSession = action === 'pre_accept' || action === 'accept';
    if (!withSession && action !== 'reject' && action !== 'terminate') return wrong('action is not valid');
    const odd = stray(body, [
      'messaging_product',
      'call_id',
      'action',
      ...(withSession ? ['session'] : []),
      ...(action === 'accept' ? ['biz_opaque_callback_data'] : []),
    ]);
    if (odd) return odd;
    const call = calls.get(String(call_id));
    if (!call) return wrong('Invalid call-id');
    if (call.state === 'over') return wrong('The call is already completed');
    if (withSession) {
      const problem = sessionProblem(body.session, 'answer');
      if (problem) return problem;
      const sdp = String(record(body.session).sdp);
      if (call.out || call.state !== 'ringing') return wrong('The call is already in progress');
      if (action === 'pre_accept' && call.pre !== undefined) return wrong('The call was pre-accepted already');
      if (action === 'accept' && call.pre !== undefined && call.pre !== sdp) return wrong('SDP answer does not match the one of pre_accept');
      call.sdp = sdp;
      if (action === 'accept') call.state = 'accepted';
      else call.pre = sdp;
    } else {
      if (action === 'reject' && (call.out || call.state !== 'ringing')) return wrong('The call is already in progress');
      call.state = 'over';
    }
    return { messaging_product: 'whatsapp', success: true };
  }

  function permissions(query: URLSearchParams): Refused | Body {
    if ([...query.keys()].some((key) => key !== 'user_wa_id' && key !== 'recipient') || query.size !== 1) return wrong('user_wa_id is required');
    return {
      messaging_product: 'whatsapp',
      permission: standing.permission,
      actions: [
        {
          action_name: 'send_call_permission_request',
          can_perform_action: standing.mayAsk,
          limits: [{ time_period: 'PT24H', max_allowed: 1, current_usage: standing.mayAsk ? 0 : 1 }],
        },
        { action_name: 'start_call', can_perform_action: standing.mayCall, limits: [{ time_period: 'PT24H', max_allowed: 100, current_usage: 0 }] },
      ],
    };
  }

  function setUp(body: Body): Refused | Body {
    const calling = record(body.calling);
    const hours = record(calling.call_hours);
    const odd =
      stray(body, ['calling']) ??
      stray(calling, ['status', 'call_icon_visibility', 'call_hours', 'callback_permission_status', 'sip']) ??
      stray(hours, ['status', 'timezone_id', 'weekly_operating_hours', 'holiday_schedule']);
    if (odd) return odd;
    const week = Array.isArray(hours.weekly_operating_hours) ? hours.weekly_operating_hours.map(record) : [];
    for (const { day_of_week, open_time, close_time, ...others } of week) {
      if (Object.keys(others).length > 0 || !/^(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY$/.test(String(day_of_week))) return wrong('day_of_week is not valid');
      if (!/^\d{4}$/.test(String(open_time)) || String(open_time) >= String(close_time)) return wrong('open_time must be before close_time');
      if (week.filter((each) => each.day_of_week === day_of_week).length > 2) return wrong('at most two entries per day');
      const sameDay = week.filter((each) => each.day_of_week === day_of_week && each.open_time !== open_time);
      if (sameDay.some((each) => String(each.open_time) < String(close_time) && String(open_time) < String(each.close_time)))
        return wrong('entries of a day overlap');
    }
    settings = calling;
    return { success: true };
  }

  const webhook = (value: object) => ({
    object: 'whatsapp_business_account',
    entry: [
      { id: '102290129340398', changes: [{ field: 'calls', value: { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneId }, ...value } }] },
    ],
  });
  const seconds = () => String(Math.floor(Date.now() / 1_000));
  const parties = ({ out, user }: PhoneCall) => (out ? { from: '15550783881', to: user } : { from: user, to: '15550783881' });
  const directionOf = ({ out }: PhoneCall) => ({ direction: out ? 'BUSINESS_INITIATED' : 'USER_INITIATED' });
  const opaque = ({ ours }: PhoneCall) => (ours ? { biz_opaque_callback_data: ours } : {});

  return {
    /** Every action that was asked, in order. */
    actions,
    standing,
    settings: () => settings,
    get: (id: string) => calls.get(id),
    last: () => [...calls.values()].at(-1),
    /** Answers requests about calls; undefined for others. */
    serve(call: string, body: Body, query: URLSearchParams): Refused | Body | undefined {
      if (call === `POST /${phoneId}/calls`) return act(body);
      if (call === `GET /${phoneId}/call_permissions`) return permissions(query);
      if (call === `GET /${phoneId}/settings`) return { calling: settings, id: phoneId };
      return call === `POST /${phoneId}/settings` ? setUp(body) : undefined;
    },
    /** The customer's phone calls; the webhook that tells of it. */
    ring(user: string, sdp: string, at = seconds()) {
      const id = `wacid.IN${next++}`;
      const call: PhoneCall = { id, out: false, user, state: 'ringing' };
      calls.set(id, call);
      const told = { id, ...parties(call), event: 'connect', timestamp: at, direction: 'USER_INITIATED', session: { sdp_type: 'offer', sdp } };
      return { id, webhook: webhook({ contacts: [{ profile: { name: 'Li Na' }, wa_id: user }], calls: [told] }) };
    },
    /** The phone hangs up, or Meta ends the call. */
    over(id: string) {
      const call = calls.get(id);
      if (!call) throw new Error(`no call ${id}`);
      call.state = 'over';
      const times = { timestamp: seconds(), start_time: seconds(), end_time: seconds(), duration: 1 };
      return webhook({ calls: [{ id, ...parties(call), event: 'terminate', ...directionOf(call), status: 'COMPLETED', ...times, ...opaque(call) }] });
    },
    /** The phone's half of a call of the shop. */
    answered(id: string, sdp: string) {
      const call = calls.get(id);
      if (!call) throw new Error(`no call ${id}`);
      const told = {
        id,
        ...parties(call),
        event: 'connect',
        timestamp: seconds(),
        ...directionOf(call),
        session: { sdp_type: 'answer', sdp },
        ...opaque(call),
      };
      return webhook({ calls: [told] });
    },
    status(id: string, status: 'RINGING' | 'ACCEPTED' | 'REJECTED') {
      const call = calls.get(id);
      if (!call) throw new Error(`no call ${id}`);
      if (status === 'REJECTED') call.state = 'over';
      if (status === 'ACCEPTED') call.state = 'accepted';
      return webhook({ statuses: [{ id, type: 'call', status, timestamp: seconds(), recipient_id: call.user, ...opaque(call) }] });
    },
  };
}
