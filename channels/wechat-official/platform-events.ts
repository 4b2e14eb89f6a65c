/** Events of WeChat (`MsgType` event) -> events. Pure. https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_event_pushes.html */

import { z } from 'zod';
import type { InboundEvent } from '../../src/message.ts';
import { briefWindow } from './capabilities.ts';
import type { EventBase } from './event-base.ts';
import { answerLists, eventSchema, type PlatformEvent, position, scan } from './payload.ts';
import { receiptEvents } from './receipts.ts';

/** Keys of our own menus: a click counts as if the customer had written the text. */
export const saysPrefix = 'says:';

function click(event: PlatformEvent, base: EventBase): InboundEvent[] {
  const key = event.EventKey ?? '';
  const window = { ...briefWindow };
  if (!key.startsWith(saysPrefix)) return [{ ...base, type: 'event', name: 'menu.clicked', data: { key }, window }];
  const says = key.slice(saysPrefix.length);
  return says ? [{ ...base, type: 'message', parts: [{ type: 'text', text: says }], window }] : [];
}

/** The scene of the code that was scanned. Who follows after a payment comes with the number of that trade in its place, which is no scene. */
function sceneOf(key: string | undefined): string | undefined {
  return key?.startsWith('last_trade_no_') ? undefined : key?.replace(/^qrscene_/, '');
}

function started(referral: string | undefined, base: EventBase): InboundEvent {
  return { ...base, type: 'started', ...(referral ? { referral } : {}), window: { ...briefWindow } };
}

/** Choice of the customer in the window that asks for subscription messages, or changed later; one event for each template. */
function subscriptionEvents(raw: PlatformEvent, field: string, base: EventBase): InboundEvent[] {
  const list = z.object({ [field]: z.object({ List: answerLists }) }).safeParse(raw);
  return (list.data?.[field]?.List ?? []).map(({ TemplateId: template, SubscribeStatusString: status }) => ({
    ...base,
    id: `${base.id}:${template}`,
    type: 'event',
    name: 'subscription.answered',
    data: { template, accepted: status === 'accept' },
  }));
}

function handover(owner: 'bot' | 'person', who: string | undefined, base: EventBase): InboundEvent {
  return { ...base, type: 'handover', owner, ...(who ? { who } : {}) };
}

/**
 * Reads an event of the platform. Opening a link from the menu (VIEW) and the steps of picture and place pickers say nothing to the shop; their result
 * comes as a message.
 */
export function platformEvents(raw: unknown, given: EventBase, stamp: string): InboundEvent[] {
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success) return [];
  const event = parsed.data;
  const name = event.Event.toLowerCase();
  const { user } = given.from;
  const base: EventBase = { ...given, id: [user, stamp, event.Event, event.EventKey].filter(Boolean).join(':') };
  switch (name) {
    case 'subscribe':
      return [started(sceneOf(event.EventKey), base)];
    case 'unsubscribe':
      return [{ ...base, type: 'reach', reachable: false, reason: 'unfollowed' }];
    case 'scan':
      return [started(sceneOf(event.EventKey), base)];
    case 'click':
      return click(event, base);
    case 'scancode_push':
    case 'scancode_waitmsg': {
      const { data } = scan.safeParse(event);
      if (!data) return [];
      const said = { key: event.EventKey ?? '', result: data.ScanCodeInfo.ScanResult };
      return [{ ...base, type: 'event', name: 'menu.scanned', data: said, window: { ...briefWindow } }];
    }
    case 'location': {
      const { data } = position.safeParse(event);
      if (!data) return [];
      const { Latitude: latitude, Longitude: longitude, Precision: precision } = data;
      const said = { latitude, longitude, ...(precision === undefined ? {} : { precision }) };
      return [{ ...base, type: 'event', name: 'location.reported', data: said }];
    }
    case 'subscribe_msg_popup_event':
      return subscriptionEvents(event, 'SubscribeMsgPopupEvent', base);
    case 'subscribe_msg_change_event':
      return subscriptionEvents(event, 'SubscribeMsgChangeEvent', base);
    case 'kf_create_session':
      return [handover('person', event.KfAccount, base)];
    case 'kf_switch_session':
      return [handover('person', event.ToKfAccount, base)];
    case 'kf_close_session':
      return [handover('bot', event.KfAccount, base)];
    default:
      return receiptEvents(event, base);
  }
}
