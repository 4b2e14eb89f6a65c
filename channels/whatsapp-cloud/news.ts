/** Reads what webhooks say of the account, the number and the templates, rather than of a customer. Pure and total. */
import { z } from 'zod';
import type { Health, ProviderTemplate } from '../../src/channel.ts';
import { graphError, healthOf } from './failure.ts';
import { limitToldBy } from './messaging-limit.ts';
import { change, envelope, status as statusShape } from './payload.ts';

export type News =
  /** The WhatsApp Business Account that sent this webhook. */
  | { about: 'business'; id: string }
  | { about: 'template'; name: string; lang: string; status: ProviderTemplate['status']; reason?: string }
  /** `null`: what was wrong is over. */
  | { about: 'number' | 'account'; health: Health | null }
  /** People to whom the business may write first in 24 hours. */
  | { about: 'limit'; people: number }
  /** An error that came with a status or by itself, of which the merchant has to know. */
  | { about: 'errors'; health: Health };

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_status_update */
const templateUpdate = z.object({
  event: z.string(),
  message_template_name: z.string().min(1),
  message_template_language: z.string().min(1),
  reason: z.string().nullish().catch(undefined),
});
/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/phone_number_quality_update */
const qualityUpdate = z.object({ event: z.string(), current_limit: z.string().optional().catch(undefined) });
/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update */
const accountUpdate = z.object({
  event: z.string(),
  ban_info: z.object({ waba_ban_state: z.string().optional() }).optional().catch(undefined),
  disconnection_info: z.object({ reason: z.string().optional() }).optional().catch(undefined),
});

/** What became of the account's tie to this app, and what the merchant has to do. */
const lost: Record<string, Health> = {
  PARTNER_APP_UNINSTALLED: {
    state: 'failed',
    detail: 'The app was removed from the WhatsApp account: no messages come any more. Give it access again in Meta Business Settings > Apps, then start anew',
  },
  PARTNER_REMOVED: {
    state: 'failed',
    detail: 'The WhatsApp account is no longer shared with this app: no messages come any more. Share it again in Meta Business Settings > WhatsApp accounts',
  },
  ACCOUNT_OFFBOARDED: {
    state: 'failed',
    detail: 'WhatsApp has cut the number off the Cloud API, because it was registered on a phone anew. It comes back within minutes; if not, connect it again',
  },
};
/** The phone with the WhatsApp Business app, which shares the number, was out of use for too long. */
const phoneAway: Health = {
  state: 'failed',
  detail: 'WhatsApp has cut the number off the Cloud API: its phone was not used for two weeks. Open the WhatsApp Business app there and connect it again',
};

/** A template that was flagged can still be sent. */
const templateStates: Record<string, ProviderTemplate['status']> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  UNARCHIVED: 'approved',
  FLAGGED: 'approved',
  LOCKED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
  DELETED: 'disabled',
  PENDING_DELETION: 'disabled',
  ARCHIVED: 'disabled',
  LIMIT_EXCEEDED: 'rejected',
};

/** Translates Meta's word for the state of a template; what is not known counts as pending, so that it is not sent. */
export function templateState(word: string): ProviderTemplate['status'] {
  return (Object.hasOwn(templateStates, word) ? templateStates[word] : undefined) ?? 'pending';
}

function templateNews(value: unknown): News[] {
  const { data } = templateUpdate.safeParse(value);
  if (!data) return [];
  const { event, message_template_name: name, message_template_language: lang, reason } = data;
  return [{ about: 'template', name, lang: lang.replace('-', '_'), status: templateState(event), ...(reason && reason !== 'NONE' ? { reason } : {}) }];
}

function numberNews(value: unknown): News[] {
  const { data } = qualityUpdate.safeParse(value);
  if (data?.event === 'FLAGGED' || data?.event === 'DOWNGRADE') {
    const limit = data.current_limit ? ` (${data.current_limit})` : '';
    return [
      {
        about: 'number',
        health: { state: 'degraded', detail: `Meta rates the quality of this number low${limit}: customers blocked or reported it. Send fewer promotions` },
      },
    ];
  }
  return data && /^(?:UNFLAGGED|UPGRADE|ONBOARDING|THROUGHPUT_UPGRADE)$/.test(data.event) ? [{ about: 'number', health: null }] : [];
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/business_capability_update */
function limitNews(value: unknown): News[] {
  const people = limitToldBy(value);
  return people === undefined ? [] : [{ about: 'limit', people }];
}

function accountNews(value: unknown): News[] {
  const { data } = accountUpdate.safeParse(value);
  if (!data) return [];
  const banned = data.ban_info?.waba_ban_state;
  if (banned === 'REINSTATE' || /^(?:VERIFIED_ACCOUNT|ACCOUNT_RECONNECTED|PARTNER_ADDED|PARTNER_APP_INSTALLED)$/.test(data.event))
    return [{ about: 'account', health: null }];
  const gone = data.event === 'PARTNER_REMOVED' && data.disconnection_info?.reason === 'PRIMARY_INACTIVITY' ? phoneAway : lost[data.event];
  if (gone && Object.hasOwn(lost, data.event)) return [{ about: 'account', health: gone }];
  if (banned === 'DISABLE' || data.event === 'ACCOUNT_DELETED')
    return [
      { about: 'account', health: { state: 'banned', detail: 'Meta has disabled the account. Open Business Support Home, see why, and ask for a review' } },
    ];
  if (banned || /^(?:ACCOUNT_VIOLATION|ACCOUNT_RESTRICTION)$/.test(data.event))
    return [
      {
        about: 'account',
        health: { state: 'degraded', detail: 'Meta has restricted the account for breaking a policy. Open Business Support Home and see why' },
      },
    ];
  return [];
}

/** Returns all that a genuine webhook says of the account; `phoneId` is that of the settings, for errors that name a number. */
export function newsOf(raw: unknown, phoneId: string): News[] {
  const parsed = envelope.safeParse(raw);
  if (!parsed.success) return [];
  return parsed.data.entry.flatMap((entry) =>
    entry.changes.flatMap(({ field, value }): News[] => {
      if (field === 'message_template_status_update') return templateNews(value);
      if (field === 'phone_number_quality_update') return [...numberNews(value), ...limitNews(value)];
      if (field === 'business_capability_update') return limitNews(value);
      if (field === 'account_update') return accountNews(value);
      const { metadata, errors, statuses } = change.parse(value);
      if (metadata?.phone_number_id !== phoneId) return [];
      const failed = statuses.flatMap((each) => statusShape.safeParse(each).data?.errors ?? []);
      const told = [...errors, ...failed].map((error) => healthOf(graphError.safeParse(error).data)).filter((health) => health !== undefined);
      return [...(entry.id ? [{ about: 'business' as const, id: entry.id }] : []), ...told.map((health) => ({ about: 'errors' as const, health }))];
    }),
  );
}
