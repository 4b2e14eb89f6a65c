/** The running channel: settings, the account's state, templates, sending. */

import { z } from 'zod';
import type { Channel, ChannelContext, Health } from '../../src/channel.ts';
import { textWithSource } from '../../src/channel-kit/source-text.ts';
import { backOff } from '../../src/event-loop/back-off.ts';
import { createState } from './account-state.ts';
import { callingSettings, hasSettings } from './call-settings.ts';
import { callSignals } from './call-signals.ts';
import { createCalls } from './calls.ts';
import { capabilities, templatesEveryMs } from './capabilities.ts';
import { type Client, createClient } from './client.ts';
import { download } from './download.ts';
import { encode } from './encode.ts';
import { failureOf, GraphError, healthOf, tokenExpired } from './failure.ts';
import { messagingLimit } from './messaging-limit.ts';
import { newsOf } from './news.ts';
import { optionsSchema } from './options.ts';
import { type SendTiming, send, sendTiming } from './send.ts';
import { readSettings, type Settings } from './settings.ts';
import { createTemplateBook } from './templates.ts';
import { hook } from './webhook.ts';

export interface Timing {
  send: SendTiming;
  /** Longest wait for an answer to our own questions, ms. */
  ask: number;
  /** Waits before the account is asked again after a failure, ms; doubled up to the last. */
  again: { first: number; most: number };
}
const timingDefault: Timing = { send: sendTiming, ask: 15_000, again: { first: 5_000, most: 300_000 } };

const noBusiness = 'Templates cannot be read yet: set WHATSAPP_CLOUD_BUSINESS_ID, or wait for the first webhook, which tells it';
const noPublicUrl = 'PUBLIC_URL is not set: Meta needs an https address to call, see the page of this channel';
/** What a node answers whatever is asked of it, and what a change answers. */
const node = z.object({ id: z.string().min(1) });
const done = z.object({ success: z.literal(true) });
const limitNode = z.object({ whatsapp_business_manager_messaging_limit: z.unknown().optional() });
/** Under which the limit is kept between starts, and told to other processes. */
const limitKey = 'people_per_day';
const phoneNode = z.object({ whatsapp_business_account: z.object({ id: z.string().min(1) }) });

/** The account's id: from the settings, learned earlier, or asked of the number, which not every version of the API tells. */
async function findBusiness(settings: Settings, client: Client, context: ChannelContext, timeoutMs: number): Promise<string | undefined> {
  const known = settings.businessId ?? (await context.memory.get('business'));
  if (known) return known;
  const answer = await client.call('GET', `/${settings.phoneId}?fields=whatsapp_business_account`, undefined, timeoutMs).catch(() => undefined);
  const id = phoneNode.safeParse(answer).data?.whatsapp_business_account.id;
  if (id) await context.memory.set('business', id);
  return id;
}

const shownNumber = z.object({ display_phone_number: z.string() });

/** Makes the channel; `timing` is for tests. Wrong settings reject with a text that names the variable. */
export async function createWhatsAppCloud(context: ChannelContext, timing: Timing = timingDefault): Promise<Channel> {
  const read = readSettings(context.settings);
  if (!read.ok) throw new Error(read.problem);
  const { settings } = read;
  const secrets = [settings.token, settings.appSecret, settings.verifyToken];
  const options = optionsSchema.parse(context.options ?? {});
  const client = createClient(settings);
  const state = createState(() => performance.now());
  const book = createTemplateBook(
    client,
    () => findBusiness(settings, client, context, timing.ask),
    () => performance.now(),
    timing.ask,
  );
  const log = (detail: string | undefined, text: string) => context.log.warn({ channel: 'whatsapp-cloud', account: context.account, detail }, text);
  let running = false;
  let retry: NodeJS.Timeout | undefined;
  let hourly: NodeJS.Timeout | undefined;

  /** Without this Meta sends no webhooks for the account: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview */
  const subscribe = async () => {
    const business = await findBusiness(settings, client, context, timing.ask);
    if (business) done.parse(await client.call('POST', `/${business}/subscribed_apps`, {}, timing.ask));
  };

  /** Switches calls on at Meta, with the shop's hours; nothing is asked where they are off. */
  const syncCalls = async () => {
    if (!context.calls) return;
    const { zone, hours } = context.calls;
    const wanted = callingSettings(zone, hours, new Date(context.now()).toISOString().slice(0, 10));
    const path = `/${settings.phoneId}/settings`;
    if (hasSettings(await client.call('GET', path, undefined, timing.ask), wanted)) return;
    done.parse(await client.call('POST', path, { calling: wanted }, timing.ask));
  };

  const syncTemplates = async () => {
    await book.sync().then(
      () => state.note(book.list() ? undefined : noBusiness),
      (error: unknown) => {
        const { detail } = failureOf(error, secrets);
        if (tokenExpired(error)) state.heard(healthOf(error));
        state.note(`Templates could not be read: ${detail}`);
        log(detail, 'the templates could not be read');
      },
    );
  };

  const kept = await context.memory.get(limitKey).catch(() => null);
  let granted = kept === null ? undefined : messagingLimit(kept);
  context.hear((text) => {
    const [about, said] = text.split(' ');
    if (about === limitKey) granted = messagingLimit(said) ?? granted;
  });
  const grant = async (people: number) => {
    if (people === granted) return;
    granted = people;
    const word = people === Number.POSITIVE_INFINITY ? '-1' : String(people);
    context.tell(`${limitKey} ${word}`);
    await context.memory.set(limitKey, word);
    context.log.info(
      { channel: 'whatsapp-cloud', account: context.account, people: word },
      'Meta told to how many people the business may write first in 24 hours',
    );
  };

  /** Asked by itself, so that a number of which Meta does not tell it is as ready as others. */
  const syncLimit = async () => {
    const answer = await client.call('GET', `/${settings.phoneId}?fields=whatsapp_business_manager_messaging_limit`, undefined, timing.ask);
    const people = messagingLimit(limitNode.safeParse(answer).data?.whatsapp_business_manager_messaging_limit);
    if (people !== undefined) await grant(people);
  };

  /** Asks whether the token is good for the number, then reads the templates. */
  const check = async (failures: number): Promise<void> => {
    try {
      node.parse(await client.call('GET', `/${settings.phoneId}?fields=display_phone_number,verified_name,quality_rating`, undefined, timing.ask));
      await syncTemplates();
      await syncLimit().catch((error: unknown) => log(failureOf(error, secrets).detail, 'the messaging limit could not be read'));
      await subscribe().catch((error: unknown) => log(failureOf(error, secrets).detail, 'the app could not be subscribed to webhooks of the account'));
      await syncCalls().catch((error: unknown) => log(failureOf(error, secrets).detail, 'calls could not be switched on at Meta'));
      if (!running) return;
      state.heard(undefined);
      state.set(context.publicUrl ? { state: 'ready' } : { state: 'degraded', detail: noPublicUrl });
    } catch (error) {
      if (!running) return;
      const { detail } = failureOf(error, secrets);
      const health: Health = healthOf(error) ?? { state: 'degraded', detail: `Meta cannot be asked: ${detail}` };
      state.set(health);
      log(detail, 'the WhatsApp account could not be checked');
      const asked = error instanceof GraphError ? error.rest.ms : undefined;
      retry = setTimeout(() => void check(failures + 1), backOff(failures, timing.again, asked)).unref();
    }
  };

  const learn = async (raw: unknown): Promise<undefined> => {
    const signals = context.calls ? callSignals(raw, { account: context.account, now: context.now(), settings: { phoneId: settings.phoneId } }) : [];
    if (signals.length > 0) await context.calls?.heard(signals);
    for (const news of newsOf(raw, settings.phoneId)) {
      if (news.about === 'template') {
        book.apply(news);
        context.log.info({ channel: 'whatsapp-cloud', ...news }, 'Meta changed the state of a template');
      } else if (news.about === 'business') {
        if (settings.businessId || (await context.memory.get('business')) === news.id) continue;
        await context.memory.set('business', news.id);
        await syncTemplates();
      } else if (news.about === 'limit') await grant(news.people);
      else if (news.about === 'errors') state.heard(news.health);
      else state.told(news.about, news.health);
    }
    return undefined;
  };

  return {
    name: 'whatsapp-cloud',
    capabilities,
    hook(request, now) {
      const { outcome, raw } = hook(request, settings, context.account, now);
      return outcome.ok && raw !== undefined ? { ...outcome, answer: () => learn(raw) } : outcome;
    },
    encode: (message) => encode(message, { account: context.account, publicUrl: context.publicUrl }),
    send: (request) =>
      send(request, {
        client,
        context,
        book,
        phoneId: settings.phoneId,
        secrets,
        timing: timing.send,
        heard(error) {
          const health = error === undefined ? undefined : healthOf(error);
          if (health || error === undefined) state.heard(health);
        },
      }),
    async start() {
      if (running) return;
      running = true;
      state.set({ state: 'starting' });
      void check(0);
      hourly = setInterval(() => void syncTemplates(), templatesEveryMs).unref();
    },
    async stop() {
      running = false;
      clearTimeout(retry);
      clearInterval(hourly);
      state.set({ state: 'stopped' });
    },
    health: () => state.health(),
    download: (media) => download(media, client, settings.phoneId, secrets),
    /** Shows that somebody is typing: https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators */
    async typing(_to, event) {
      const id = event.replace(/^started:/, '');
      if (!id.startsWith('wamid.')) return;
      const body = { messaging_product: 'whatsapp', status: 'read', message_id: id, typing_indicator: { type: 'text' } };
      await client.call('POST', `/${settings.phoneId}/messages`, body, timing.ask).catch(() => undefined);
    },
    /** https://faq.whatsapp.com/5913398998672934: the link writes the customer's first message, and the source stands in it. */
    async entrance(source) {
      try {
        const answer = await client.call('GET', `/${settings.phoneId}?fields=display_phone_number`, undefined, timing.ask);
        const digits = shownNumber.safeParse(answer).data?.display_phone_number.replace(/\D/g, '') ?? '';
        if (digits === '') return { ok: false, detail: 'Meta did not tell the number of the account' };
        return { ok: true, url: `https://wa.me/${digits}?text=${encodeURIComponent(textWithSource('Hello! 你好！', source))}` };
      } catch (error) {
        return { ok: false, detail: failureOf(error, secrets).detail };
      }
    },
    ...(context.calls && { calls: createCalls({ client, phoneId: settings.phoneId, secrets, timeoutMs: timing.ask }) }),
    templates: () => book.list() ?? [],
    newPeople: () => ({ ...(granted !== undefined && { granted }), ...(options.people_per_day !== undefined && { own: options.people_per_day }) }),
  };
}
