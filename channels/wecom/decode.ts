/** Items of `sync_msg` -> events. Pure and total: what is not for a shop, or no item at all, gives []. */
import type { DecodeContext } from '../../src/channel.ts';
import type { Address, InboundEvent } from '../../src/message.ts';
import { customerAddress } from './address.ts';
import { codeLife } from './capabilities.ts';
import { contentParts } from './content.ts';
import { failedBecause } from './failure.ts';
import { type Item, type KfEvent, readItem } from './payload.ts';

/** `origin` of what the customer wrote; what members write in WeCom's app (5) is theirs, and WeCom keeps it. */
const fromCustomer = 3;

interface Base {
  id: string;
  from: Address;
  at: number;
  odd?: string[];
}

/** Returns who has the conversation after a change in WeCom's app. 1 taken from the queue, 2 passed on, 3 ended, 4 taken up again. */
function handover(base: Base, { change_type: change, new_servicer_userid: who }: KfEvent): InboundEvent[] {
  if (change === 3) return [{ ...base, type: 'handover', owner: 'bot' }];
  return change === 1 || change === 2 || change === 4 ? [{ ...base, type: 'handover', owner: 'person', ...(who && { who }) }] : [];
}

function eventOf(base: Base, event: KfEvent): InboundEvent[] {
  switch (event.event_type) {
    case 'enter_session': {
      // With a code one message may be sent at once. Without one nothing new opens: whether the customer wrote in the last 48 hours decides, as before.
      const window = event.welcome_code ? { window: { ms: codeLife.welcome } } : {};
      const referral = event.scene_param || event.scene;
      // Without a code every word costs one of the few messages, and the customer may only have looked at the chat.
      return [{ ...base, type: 'started', ...window, ...(referral && { referral }), ...(!event.welcome_code && { quiet: true as const }) }];
    }
    case 'msg_send_fail':
      return event.fail_msgid ? [{ ...base, type: 'receipt', ref: event.fail_msgid, status: 'failed', ...failedBecause(event.fail_type) }] : [];
    case 'session_status_change':
      return handover(base, event);
    case 'user_recall_msg':
      return event.recall_msgid ? [{ ...base, type: 'event', name: 'message.recalled', data: { message: event.recall_msgid } }] : [];
    case 'reject_customer_msg_switch_change':
      return [{ ...base, type: 'event', name: 'customer.refused', data: { refused: event.reject_switch === 1, by: event.servicer_userid } }];
    default:
      return [];
  }
}

function messageOf(base: Base, { kind, content }: Item): InboundEvent[] {
  if (!content) return [{ ...base, type: 'message', parts: [{ type: 'unsupported', kind }] }];
  if (content.msgtype === 'text' && content.text.menu_id) {
    const { menu_id: token, content: label } = content.text;
    return [{ ...base, type: 'pressed', token, ...(label && { label }) }];
  }
  const parts = contentParts(content);
  return parts.length > 0 ? [{ ...base, type: 'message', parts }] : [];
}

/** Reads an item as events. `raw` is one item of `msg_list`. Events of members alone (`servicer_status_change`) concern no customer and give []. */
export function decode(raw: unknown, context: DecodeContext): InboundEvent[] {
  const item = readItem(raw, context.now);
  const user = item && customerAddress(item.account, item.customer);
  if (!item || !user) return [];
  const base: Base = { id: item.id, from: { channel: 'wecom', account: context.account, user }, ...item.time };
  if (item.kind === 'event') return item.event ? eventOf(base, item.event) : [];
  return item.origin === fromCustomer ? messageOf(base, item) : [];
}
