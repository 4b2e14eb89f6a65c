/** The routes that browsers use: web chat and its widget, media, and the demo shop's page. */

import type { Router } from 'express';
import type { WebChat } from '../../channels/webchat/channel.ts';
import type { Config } from '../config/schema.ts';
import { demoShopRouter } from '../demo/demo-shop.ts';
import { demoShopOf } from '../demo/seed/demo-shops.ts';
import type { Logger } from '../logger.ts';
import type { Mailer } from '../mail/mailer.ts';
import { createLinks, openLink } from '../marketing/content/open-link.ts';
import { createSpeakingFirst } from '../proactive/speaking-first.ts';
import { createChatHistory } from '../server/chat/chat-history.ts';
import { createReceiptFilter } from '../server/chat/chat-receipts.ts';
import { createChatSigner } from '../server/chat/chat-token.ts';
import { createEarlier } from '../server/chat/earlier-messages.ts';
import { createUsedIdentities } from '../server/chat/used-identities.ts';
import { createVisitorDevices } from '../server/chat/visitor-devices.ts';
import { webChatRouter } from '../server/chat/web-chat.ts';
import { mediaRouter } from '../server/files/media.ts';
import { optOutPage } from '../server/files/opt-out-page.ts';
import { ownPictures } from '../server/files/own-pictures.ts';
import { shortLinks } from '../server/files/short-links.ts';
import { networkKey } from '../server/limits/address-limit.ts';
import type { FreeDisk } from '../server/limits/free-disk.ts';
import { addressKey } from '../server/limits/rate-limit.ts';
import { createSourceNotes } from '../shop/proof/attempt-limiter.ts';
import { codesAlarm } from '../shop/proof/guess-alarm.ts';
import { conversations } from '../store/collections.ts';
import type { Core } from './core.ts';
import type { EventIntake } from './event-intake.ts';
import { keptSecret } from './kept-secret.ts';
import { mailedTranscripts } from './mailed-transcripts.ts';
import { optOutParts } from './opt-out-parts.ts';
import { shopName } from './shop-base.ts';

export interface WebParts {
  core: Core;
  /** Sends e-mail; undefined where the merchant named no server. */
  mailer: Mailer | undefined;
  webchat: WebChat;
  identitySecret?: string;
  publicUrl?: string;
  flowsDir: string;
  refuses(origin: string): void;
  config: Config;
  intake: EventIntake;
  disk: FreeDisk;
  log: Logger;
  now(): number;
}

/** The origins of addresses, as browsers write them. */
function sitesOf(addresses: readonly string[]): string[] {
  return [...new Set(addresses.filter((address) => URL.canParse(address)).map((address) => new URL(address).origin))];
}

/** Routers with where they are mounted. */
export async function webRouters({
  core,
  webchat,
  mailer,
  identitySecret,
  publicUrl,
  flowsDir,
  refuses,
  config,
  intake,
  disk,
  log,
  now,
}: WebParts): Promise<{ at: string; router: Router }[]> {
  const { store, runtime, media } = core;
  const history = createChatHistory(store);
  webchat.hub.setHistory(async (user, after, limit) => {
    const rows = await history(`webchat:main:${user}`, after, limit);
    return rows.map(({ n, state, ...stored }) => ({ n, state, message: webchat.show(user, stored) }));
  });
  // Browsers give camera and microphone to no page without an address of its own.
  const callsOf = publicUrl === undefined ? undefined : core.videoCalls;
  const signer = createChatSigner({ secret: await keptSecret(store, 'web-chat-secret'), identitySecret, now });
  const noteSource = createSourceNotes(store, await keptSecret(store, 'guess-source-secret'));
  const chat = webChatRouter({
    channel: webchat,
    signer,
    receive: runtime.receive,
    async seenAt(user, ip) {
      const network = networkKey(ip);
      await noteSource(`webchat:main:${user}`, network ? [addressKey(ip), network] : [addressKey(ip)], now());
    },
    receipts: createReceiptFilter(store),
    identities: createUsedIdentities(store),
    speaking: createSpeakingFirst({
      store,
      flows: core.flows,
      products: core.products,
      shop: core.shopFacts,
      perDay: config.web_chat.speak_first_per_day,
      now,
    }),
    earlier: createEarlier(history, (user, { n: _n, state: _state, ...stored }) => webchat.show(user, stored)),
    devices: createVisitorDevices(store, now),
    ...(mailer && {
      transcript: mailedTranscripts({
        ...{ store, mailer, history, publicUrl, log, now },
        crowded: codesAlarm(store, config.shop.langs[0] ?? 'zh', () =>
          log.warn({}, 'more codes for conversations by e-mail were asked for than the shop sends'),
        ),
        contacts: runtime.contacts,
        isVisitor: signer.isVisitor,
        shop: shopName(config.shop),
        langs: config.shop.langs,
        zone: config.shop.zone,
      }),
    }),
    ...(callsOf && {
      async call(user: string) {
        const conversation = `webchat:main:${user}`;
        if (!(await store.collection(conversations).get(conversation))) return null;
        const made = await callsOf.open(conversation);
        return made && `${publicUrl}/call/#${made.customer.token}`;
      },
    }),
    media: {
      async save(bytes, { mime, name }) {
        const row = await media.put(bytes, mime, name);
        if (row === 'busy') return null;
        if (typeof row === 'string') throw new Error(`the file was not kept: ${row}`);
        return row._id;
      },
    },
    diskFull: disk.low,
    origins: config.web_chat.origins,
    refuses,
    publicUrl,
    now,
    log,
    limits: {
      perMinute: config.web_chat.per_minute,
      uploadBytes: Math.min(config.limits.media_bytes, 10 * 1024 * 1024),
      textBytesADay: config.web_chat.text_per_day,
      mediaBytesADay: config.web_chat.media_per_day,
    },
  });
  const linksOf = createLinks(store, now);
  return [
    { at: '/chat', router: chat },
    { at: '/media', router: mediaRouter(media, now) },
    { at: '/pictures', router: ownPictures(flowsDir, now) },
    { at: '/o', router: optOutPage(await optOutParts(core, now)) },
    { at: '/l', router: shortLinks((...asked) => openLink({ store, linksOf }, ...asked), now) },
    {
      at: '/',
      router: demoShopRouter({
        store,
        signer,
        intake,
        langs: config.shop.langs,
        name: shopName(config.shop),
        look: {
          ...config.web_chat.look,
          sites: sitesOf([...config.web_chat.origins, ...(publicUrl ? [publicUrl] : [])]),
          calls: callsOf !== undefined,
          mail: mailer !== undefined,
        },
        publicUrl,
        demo: demoShopOf(config.shop.demo),
        now,
        log,
      }),
    },
  ];
}
