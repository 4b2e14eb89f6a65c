/** The addresses at which a person may be written to, with what is known of each, for the decision of the release. Pure. */
import type { Channel } from '../../channel.ts';
import type { ContactRow, ConversationRow } from '../../store/collections.ts';
import type { Content } from './content.ts';
import { accountOf, type Candidate } from './decide-release.ts';
import { addressesOf } from './planned-recipient.ts';
import { rulesOf } from './provider-rules.ts';

/** The addresses of a person on channels that are on, best first, and `also`, one that was made from their number, last; those that were tried are left out. */
export function candidateIds(contact: ContactRow, channels: ReadonlyMap<string, Channel>, tried: ReadonlySet<string> = new Set(), also?: string): string[] {
  const own = addressesOf(contact, new Set(channels.keys()));
  const made = also === undefined || own.includes(also) || contact.unreachable?.includes(also) ? [] : [also];
  return [...own, ...made].filter((id) => !tried.has(id));
}

/** Returns what the decision reads of each; `rows`: their conversations, where there are any. */
export function candidatesOf(
  ids: readonly string[],
  rows: ReadonlyMap<string, ConversationRow>,
  channels: ReadonlyMap<string, Channel>,
  content: Pick<Content, 'hasTemplate'>,
): Candidate[] {
  return ids.flatMap((conversation): Candidate[] => {
    const account = accountOf(conversation);
    const channel = account === null ? undefined : channels.get(account);
    if (!channel) return [];
    const row = rows.get(conversation);
    return [
      { conversation, capabilities: channel.capabilities, ...(row && { row }), template: content.hasTemplate(channel.name), rules: rulesOf(channel.name) },
    ];
  });
}
