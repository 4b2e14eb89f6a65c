/** Who would get a broadcast if it were sent now, who would not and why, and what some of them would see. */
import { setImmediate as nextRound } from 'node:timers/promises';
import type { Channel } from '../../channel.ts';
import type { Vars } from '../../json.ts';
import { accountId, parseConversationId } from '../../message.ts';
import { contacts, settings as settingRows } from '../../store/collections.ts';
import { rationSetting, rationUse } from '../broadcast/account-ration.ts';
import { printOf, type Said } from '../broadcast/content.ts';
import { plannedRecipient } from '../broadcast/planned-recipient.ts';
import { rulesOf } from '../broadcast/provider-rules.ts';
import { type AccountNote, notesOf } from './account-notes.ts';
import type { CompiledDraft, ShopOfContent } from './compile.ts';

export interface Preview {
  count: number;
  reachable: number;
  byChannel: Record<string, number>;
  excluded: Record<string, number>;
  /** What holds accounts up, for the merchant. */
  notes: AccountNote[];
  examples: { contact: string; name?: string; channel: string; lang: string; shown: string[] }[];
}

const pageSize = 500;

/** Goes through all contacts; `examples` of them are shown in full, five unless given. */
export async function preview(
  { content, draft }: Pick<CompiledDraft, 'content' | 'draft'>,
  { shop, channels, id, now, examples = 5 }: { shop: ShopOfContent; channels: ReadonlyMap<string, Channel>; id: string; now: number; examples?: number },
): Promise<Preview> {
  const found: Preview = { count: 0, reachable: 0, byChannel: {}, excluded: {}, notes: [], examples: [] };
  const byAccount = new Map<string, { reachable: number; prints: Map<string, number> }>();
  const settings = { id, zone: draft.zone, shopZone: shop.zone, holdOut: draft.hold_out, accounts: new Set(channels.keys()), now };
  for (let after = ''; ; ) {
    const page = await shop.store.collection(contacts).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    const members = await content.members(
      page.filter((one) => one.mergedInto === undefined),
      now,
    );
    for (const member of members) {
      found.count += 1;
      const row = plannedRecipient(member, settings);
      const address = row.conversation === undefined ? null : parseConversationId(row.conversation);
      const channel = address?.channel;
      if (row.state !== 'waiting' || channel === undefined || !address) {
        const reason = row.detail === undefined ? (row.reason ?? 'other') : `${row.reason}: ${row.detail}`;
        found.excluded[reason] = (found.excluded[reason] ?? 0) + 1;
        continue;
      }
      found.reachable += 1;
      found.byChannel[channel] = (found.byChannel[channel] ?? 0) + 1;
      const account = byAccount.get(accountId(address)) ?? { reachable: 0, prints: new Map<string, number>() };
      byAccount.set(accountId(address), account);
      account.reachable += 1;
      if (rulesOf(channel).alike) {
        const print = printOf(content.said(row, channel), row.vars);
        account.prints.set(print, (account.prints.get(print) ?? 0) + 1);
      }
      if (found.examples.length >= examples) continue;
      const { _id, name } = member.contact;
      found.examples.push({ contact: _id, ...(name !== undefined && { name }), channel, lang: member.lang, shown: linesOf(content.said(row, channel)) });
    }
    after = page.at(-1)?._id ?? '';
    if (page.length < pageSize) break;
    await nextRound();
  }
  for (const [account, { reachable, prints }] of byAccount) {
    const rules = rulesOf(parseConversationId(`${account}:x`)?.channel ?? '');
    const use = rationUse.safeParse((await shop.store.collection(settingRows).get(rationSetting(account)))?.value).data;
    found.notes.push(...notesOf({ account, rules, people: channels.get(account)?.newPeople?.(), use, reachable, prints, now }));
  }
  return found;
}

/** Values for a message that goes to nobody in particular. */
export const sampleVars: Vars = { name: 'Test', contact: { name: 'Test' }, shop: { name: '' } };

function linesOf({ parts, choices = [], template }: Said): string[] {
  const lines = parts.map((part) => {
    if (part.type === 'text') return part.text;
    if (part.type === 'image') return `[${part.media.url ?? ''}] ${part.caption ?? ''}`.trim();
    if (part.type === 'product') return [part.card.title, part.card.text, part.card.link].filter(Boolean).join(' · ');
    return part.type === 'link' ? `${part.title ?? ''} ${part.url}`.trim() : `[${part.type}]`;
  });
  if (choices.length > 0) lines.push(choices.map(({ label }) => `[${label}]`).join(' '));
  if (template)
    lines.push(
      `${template.name}: ${Object.entries(template.params)
        .map(([name, value]) => `${name}=${value}`)
        .join(', ')}`,
    );
  return lines;
}
