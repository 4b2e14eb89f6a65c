/** The only file that knows everything: wires store, flows, shop, runtime, channels and server. */

import { join } from 'node:path';
import { z } from 'zod';
import type { WebChat } from '../../channels/webchat/channel.ts';
import type { Channel, ChannelModule } from '../channel.ts';
import { createChannelMemory } from '../channel-host/channel-memory.ts';
import type { SwitchedOn } from '../channel-host/channel-registry.ts';
import { channelRestarter } from '../channel-host/channel-restart.ts';
import { whyNotMade } from '../channel-host/channel-settings.ts';
import { sendQueue } from '../cluster/send-queue.ts';
import type { Sharing } from '../cluster/sharing.ts';
import type { Environment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import { createApiKeys } from '../console/api-keys.ts';
import { createLive } from '../console/live.ts';
import { createStaff } from '../console/staff.ts';
import { realClock } from '../event-loop/clock.ts';
import { checkerApart } from '../flow-folder/flow-checker.ts';
import { keptWork } from '../flow-folder/kept-work.ts';
import { keptFileName, programId } from '../machine/kept-file.ts';
import { merchantLanguage } from '../machine/merchant-language.ts';
import { programVersion } from '../machine/program-version.ts';
import { codeFolder, fromSources } from '../machine/root.ts';
import { openMailer } from '../mail/mailer.ts';
import type { Media } from '../message.ts';
import { outgoingFile } from '../runtime/outbox/outgoing-file.ts';
import { callRouter } from '../server/call/call-router.ts';
import { createRefusedOrigins } from '../server/chat/refused-origins.ts';
import { consolePage } from '../server/console/console-page.ts';
import { hookHandler } from '../server/hooks/hooks.ts';
import { eventHandler } from '../server/hooks/shop-event-hook.ts';
import { createFreeDisk, freeBytes } from '../server/limits/free-disk.ts';
import { adminToken } from '../server/operations/admin-token.ts';
import { createMetrics } from '../server/operations/metrics.ts';
import { queueBoard } from '../server/operations/queue-board.ts';
import { buildServer, listen } from '../server/server.ts';
import { messages } from '../store/collections.ts';
import { startRetention } from '../store/retention.ts';
import type { CallRooms } from '../video-calls/call-rooms.ts';
import { callGoods } from './call-goods.ts';
import { callKeeping } from './call-keeping.ts';
import { watchCalls } from './call-watch.ts';
import { reportJumps } from './clock-watch.ts';
import { type Core, openCore } from './core.ts';
import { lateApi } from './late-api.ts';
import { liveHooks } from './live-hooks.ts';
import { createLogger } from './log.ts';
import { measured } from './measured.ts';
import { openChannelCalls } from './open-channel-calls.ts';
import { openPush } from './open-push.ts';
import { allCollections } from './open-store.ts';
import { showReading } from './read-marks.ts';
import { rowsKept } from './rows-kept.ts';
import { shopName } from './shop-base.ts';
import { type SettingsSource, shopSettings } from './shop-settings.ts';
import { startNotes } from './start-notes.ts';
import { shareWork, workAlone } from './start-work.ts';
import { storeSecrets } from './store-link.ts';
import { webRouters } from './web-routers.ts';

export interface AppOptions {
  environment: Environment;
  config: Config;
  channels: readonly SwitchedOn[];
  settings?: SettingsSource;
  /** Receives each log line; stderr by default. */
  logTo?: (line: string) => void;
  now?: () => number;
}

export interface App {
  url: string;
  port: number;
  name: string;
  /** Set when no ADMIN_TOKEN was given. */
  madeToken?: string;
  /** Token of the link by which the first owner joins; null once there is one. */
  firstRun: string | null;
  /** Lines for the start: what is on and what to mind. */
  notes: string[];
  channels: ReadonlyMap<string, Channel>;
  /** Keeps what a later start need not do again; to be called when the start is over. */
  keepWork(): Promise<void>;
  /** Takes in nothing more, finishes what is in flight, closes the store. */
  stop(graceMs: number): Promise<void>;
}

/** Starts everything and listens. Rejects with words for the merchant when something cannot be opened; nothing is left running then. */
export async function startApp({ environment, config, channels: wanted, settings, logTo, now = Date.now }: AppOptions): Promise<App> {
  const secrets = [
    environment.adminToken,
    environment.eventsSecret,
    environment.turnSecret,
    environment.mongodbUrl,
    environment.redisUrl,
    environment.smtp?.url,
    ...storeSecrets(environment.stores),
    ...[environment.speech?.key, environment.models.embeddings, environment.models.chat],
    ...wanted.flatMap(secretsOf),
  ].filter((secret) => secret !== undefined);
  const log = createLogger({ level: environment.logLevel, secrets, texts: config.log.texts, write: logTo });
  const lang = merchantLanguage(config.shop.langs);
  const metrics = createMetrics({
    runtime: () => ({ ...core.runtime.gauges() }),
    notSent: (status) => core.store.collection(messages).count({ trouble: status }),
  });
  const channels = new Map<string, Channel>();
  const runsOf = new Map(wanted.map(({ module, account }) => [`${module.name}:${account}`, module.runs]));
  const attached = (account: string): boolean => runsOf.get(account) === 'attached';
  const live = createLive(now, (text) => core.sharing?.jobs.tell('console', text));
  const measuredHooks = measured(metrics);
  const program = programId();
  const mailer = openMailer(environment.smtp);
  const core = await openCore({
    mailer,
    dataDir: environment.dataDir,
    mongodbUrl: environment.mongodbUrl,
    sharing: environment.redisUrl === undefined ? undefined : { redisUrl: environment.redisUrl, role: environment.role, version: programVersion(), attached },
    flowsDir: environment.flowsDir,
    ...(environment.publicUrl !== undefined && { publicUrl: environment.publicUrl }),
    config,
    channels,
    labels: labelsOf(wanted),
    // Sources would have to be compiled in the thread first, which takes longer than the work.
    checker: fromSources ? undefined : checkerApart({ entry: new URL('flow-folder/flow-check.js', codeFolder('src')), clock: realClock(now), log }),
    ...(program !== undefined && { kept: keptWork(join(environment.dataDir, keptFileName), program) }),
    log,
    now,
    hooks: { ...measuredHooks, ...liveHooks(measuredHooks, live) },
    stores: { ...environment.stores, ...(environment.eventsSecret && { EVENTS_SECRET: environment.eventsSecret }) },
    ...(environment.speech && { speech: environment.speech }),
    models: environment.models,
    listened: (outcome, ms) => metrics.voice.observe({ outcome }, ms / 1_000),
  });
  const { store, flows, runtime, media, sharing, intake, link } = core;
  const outgoing = {
    media,
    flowsDir: environment.flowsDir,
    maxBytes: config.limits.media_bytes,
    // What customers are shown lies on the internet: a flow that shows an address of theirs must not reach the shop's own network.
    allowPrivate: [],
    ...(environment.publicUrl !== undefined && { publicUrl: environment.publicUrl }),
  };
  let works: { stop(): Promise<void> } | undefined;
  const keepingOf = (rooms: CallRooms) =>
    callKeeping({ store, rooms, media, runtime, recording: config.calls.recording, lang, publicUrl: environment.publicUrl, now });
  let callClock: { stop(): Promise<void> } | undefined;
  const voice = openChannelCalls({ store, rooms: core.videoCalls, channels, config, liveKit: environment.liveKit, lang, log, now });
  const takesIn = environment.role === 'all' || environment.role === 'ingress';
  try {
    const token = await adminToken(environment.adminToken, environment.dataDir, sharing && store);
    for (const { module, account, settings } of wanted) {
      const context = {
        account,
        settings,
        options: config.channels[module.name] ?? module.options?.parse({}),
        memory: createChannelMemory({
          store,
          leases: core.leases,
          account: `${module.name}:${account}`,
          secrets: secretsOf({ module, account, settings }),
          now,
        }),
        folder: join(environment.dataDir, 'channels', module.name, account),
        tell: (text: string) => sharing?.jobs.tell(`channel:${module.name}:${account}`, JSON.stringify({ by: sharing.membership.instanceId(), text })),
        hear: (heard: (text: string) => void) => hearOthers(sharing, `channel:${module.name}:${account}`, heard),
        shared: sharing !== undefined,
        hears: () => sharing?.jobs.ready() ?? true,
        publicUrl: environment.publicUrl,
        receive: runtime.receive,
        ...voice.contextOf(`${module.name}:${account}`),
        media: (item: Media) => outgoingFile(item, outgoing),
        log,
        now,
      };
      const channel = await module.create(context).catch((error: unknown) => {
        throw error instanceof Error ? new Error(whyNotMade({ module, account, settings }, error.message, lang), { cause: error }) : error;
      });
      const rate = config.rates[module.name];
      channels.set(`${module.name}:${account}`, rate ? { ...channel, capabilities: { ...channel.capabilities, rate } } : channel);
    }
    const webchat = channels.get('webchat:main');
    if (!isWebChat(webchat)) throw new Error('the web chat is missing');
    showReading(live, webchat.name, webchat.hub, now);
    const identitySecret = wanted.find(({ module, account }) => module.name === 'webchat' && account === 'main')?.settings.identitySecret;
    const refused = createRefusedOrigins(log, now, lang);
    let accepting = false;
    const staff = createStaff(store, now);
    const keys = createApiKeys(store, now);
    const door = { staff, keys, store, secure: environment.publicUrl?.startsWith('https://') ?? false };
    const risks = new Map(wanted.flatMap(({ module }) => (module.risk ? [[module.name, module.risk] as const] : [])));
    // With MongoDB, nothing of strangers is kept on this disk.
    const floor = environment.mongodbUrl === undefined ? config.limits.free_disk : 0;
    const disk = createFreeDisk({ floor, free: () => freeBytes(environment.dataDir), now, log });
    const push = await openPush({ core, live, staff, publicUrl: environment.publicUrl, log, now });
    const asked = { isToken: token.is, door, version: programVersion(), now, log };
    const api = lateApi(() => ({
      core,
      config,
      channels,
      risks,
      restart: restarter(channels, core, runsOf),
      voice: voice.api,
      address: environment.publicUrl ?? `http://127.0.0.1:${environment.port || 3_000}`,
      settings: shopSettings(settings, { config, ping: () => store.ping(), disk: disk.state, mind: refused.mind }),
      staff,
      keys,
      live,
      push,
      asked,
    }));
    sharing?.jobs.hear('console', live.hear);
    const server = buildServer({
      hooks: hookHandler({
        channels,
        receive: runtime.receive,
        maxBytes: config.limits.hook_bytes,
        proxies: config.server.proxies,
        log,
        now,
        count: (channel, status) => metrics.hooks.inc({ channel, status }),
      }),
      events: eventHandler({
        secret: environment.eventsSecret,
        maxBytes: config.limits.event_bytes,
        accept: intake,
        ...(link && { store: { name: link.source, take: link.take } }),
        proxies: config.server.proxies,
        log,
        now,
      }),
      routers: [
        { at: '/api', router: api.merchants },
        { at: '/mcp', router: api.assistants },
        ...(sharing
          ? [
              {
                at: '/admin/queues',
                router: await queueBoard({
                  queues: sharing.jobs.queues(['turns', ...new Set(wanted.map(queueFor))]),
                  at: '/admin/queues',
                  isToken: token.is,
                  ready: sharing.jobs.ready,
                  now,
                }),
              },
            ]
          : []),
        ...(core.videoCalls && voice.desk
          ? [
              {
                at: '/call',
                router: callRouter({
                  rooms: core.videoCalls,
                  goods: callGoods({ calls: core.calls, runtime, store, lang, now }),
                  voice: voice.desk,
                  keeping: keepingOf(core.videoCalls),
                  turn: { url: environment.turnUrl, secret: environment.turnSecret },
                  relayOnly: config.calls.relay_only,
                  isAdmin: token.is,
                  ...(environment.publicUrl !== undefined && { publicUrl: environment.publicUrl }),
                  log,
                  now,
                }),
              },
            ]
          : []),
        { at: '/console', router: consolePage() },
        ...(await webRouters({
          core,
          webchat,
          mailer,
          identitySecret,
          publicUrl: environment.publicUrl,
          flowsDir: environment.flowsDir,
          refuses: refused.note,
          config,
          intake,
          disk,
          log,
          now,
        })),
      ],
      takesIn,
      metrics,
      log,
      ping: () => store.ping(),
      disk: disk.state,
      now,
      channels,
      rests: runtime.rests,
      problems: () => flows.problems(),
      ...(link && { shop: link.sync.health }),
      warnings: refused.mind,
      lang,
      accepting: () => accepting,
      others: () => sharing?.membership.others(),
      jobs: () => sharing && { ready: sharing.jobs.ready(), refuses: sharing.jobs.refuses(), lost: sharing.jobs.lost() },
      proxies: config.server.proxies,
    });
    await runtime.start();
    const tidy = (): { stop(): Promise<void> } =>
      startRetention({
        specs: allCollections,
        store,
        media,
        times: rowsKept(config),
        now,
        log,
      });
    works = sharing ? shareWork(sharing, core, channels, runsOf, tidy) : await workAlone(core, channels, tidy);
    callClock =
      core.videoCalls &&
      watchCalls({
        store,
        rooms: core.videoCalls,
        recordings: keepingOf(core.videoCalls).recorder,
        runtime,
        ringMs: config.calls.ring,
        lang,
        ...(voice.desk && { hangUp: voice.desk.hangUp }),
        log,
        now,
      });
    if (takesIn) push.start();
    const bound = await listen(server, environment.port, environment.host);
    accepting = true;
    const unwatch = reportJumps({ now, log });

    return {
      url: environment.publicUrl ?? bound.url,
      port: bound.port,
      name: Object.values(shopName(config.shop)).join(' · '),
      madeToken: token.made,
      channels,
      firstRun: takesIn ? await staff.firstRun() : null,
      notes: startNotes(channels, flows.problems(), environment, config.server.proxies),
      keepWork: () => flows.keepWork(),
      async stop(graceMs) {
        accepting = false;
        unwatch();
        await Promise.all([works?.stop(), callClock?.stop(), push.stop()]);
        server.close();
        server.closeIdleConnections();
        await Promise.all([...channels.values()].map((channel) => channel.stop()));
        await core.close(graceMs);
        server.closeAllConnections();
      },
    };
  } catch (error) {
    await works?.stop();
    await callClock?.stop();
    await Promise.all([...channels.values()].map((channel) => channel.stop()));
    await core.close(0);
    throw error;
  }
}

/** Restarts channels. Where several processes share the work, only the one that runs a channel restarts it. */
function restarter(channels: ReadonlyMap<string, Channel>, { sharing }: Core, runsOf: ReadonlyMap<string, ChannelModule['runs']>) {
  const restart = channelRestarter(channels);
  const elsewhere = (id: string) => sharing && runsOf.get(id) !== 'everywhere' && channels.get(id)?.health().state === 'stopped';
  return async (id: string): Promise<'done' | 'elsewhere'> => (elsewhere(id) ? 'elsewhere' : restart(id));
}

/** The queue of wake-ups for what an account sends. */
function queueFor({ module, account }: SwitchedOn): string {
  return sendQueue(module.runs === 'attached' ? `${module.name}:${account}` : null);
}

const saidSchema = z.object({ by: z.string(), text: z.string() });

/** Passes on what the same account says in other processes. A message that does not match the schema comes from another version and is dropped. */
function hearOthers(sharing: Sharing | undefined, topic: string, heard: (text: string) => void): void {
  sharing?.jobs.hear(topic, (said) => {
    const message = saidSchema.safeParse(JSON.parse(said));
    if (message.success && message.data.by !== sharing.membership.instanceId()) heard(message.data.text);
  });
}

function secretsOf({ module, settings }: SwitchedOn): string[] {
  return module.settings.flatMap(({ secret, key }) => (secret && settings[key] !== undefined ? [settings[key]] : []));
}

function isWebChat(channel: Channel | undefined): channel is WebChat {
  return channel !== undefined && 'hub' in channel && 'accept' in channel;
}

function labelsOf(wanted: readonly SwitchedOn[]): { name: string; label?: number }[] {
  const names = new Map(wanted.map(({ module }) => [module.name, module.capabilities.choices]));
  return [...names].map(([name, { buttons, buttonLabel, listLabel }]) => ({ name, label: buttons > 0 ? buttonLabel : listLabel || undefined }));
}
