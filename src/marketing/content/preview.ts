/** The preview of a broadcast: who would get it now, who would not and why, its cost, and what some of them would see. */
import { setImmediate as nextRound } from 'node:timers/promises';
import type { Channel } from '../../channel.ts';
import type { Vars } from '../../json.ts';
import { parseConversationId } from '../../message.ts';
import { type ContactRow, contacts, conversations, settings as settingRows } from '../../store/collections.ts';
import { personsOf } from '../audience/person-facts.ts';
import { rationSetting, rationUse } from '../broadcast/account-ration.ts';
import { candidateIds, candidatesOf } from '../broadcast/candidates.ts';
import { printOf } from '../broadcast/content.ts';
import { accountOf, decideRelease, restAfterOrder } from '../broadcast/decide-release.ts';
import { firstAccounts, firstAddresses } from '../broadcast/first-contact.ts';
import { type PlanSettings, plannedRecipient } from '../broadcast/planned-recipient.ts';
import { rulesOf } from '../broadcast/provider-rules.ts';
import { wallClock } from '../broadcast/schedule.ts';
import type { Policy } from '../gate.ts';
import { type Cost, costOf } from '../report/cost.ts';
import type { Priced } from '../report/prices.ts';
import { pricedAt } from '../report/spent.ts';
import { notesOf } from './account-notes.ts';
import type { CompiledDraft, ShopOfContent } from './compile.ts';
import { shownLines } from './shown-lines.ts';
import { type Warning, warningsOf } from './warnings.ts';

export interface Preview {
  count: number;
  reachable: number;
  /** Of those that it reaches: people who get it later, because of quiet hours or the hours of their channel. */
  later: number;
  byChannel: Record<string, number>;
  /** Lines that the first of the examples would see, on each channel that is on. */
  forms: Record<string, string[]>;
  excluded: Record<string, number>;
  /** By the price table, if each of them gets it. */
  cost: Cost;
  warnings: Warning[];
  examples: { contact: string; name?: string; channel: string; lang: string; variant?: string; shown: string[] }[];
}

export interface PreviewOptions {
  shop: ShopOfContent;
  channels: ReadonlyMap<string, Channel>;
  policy: Policy;
  id: string;
  /** Epoch ms. */
  now: number;
  /** People who are shown in full, five unless given. */
  examples?: number;
}

const pageSize = 500;

/** Goes through all contacts and decides for each as the release will. */
export async function preview(compiled: Pick<CompiledDraft, 'content' | 'draft' | 'links'>, options: PreviewOptions): Promise<Preview> {
  const { content, draft } = compiled;
  const { shop, channels, id, now, examples = 5 } = options;
  const found: Omit<Preview, 'cost' | 'warnings'> = { count: 0, reachable: 0, later: 0, byChannel: {}, forms: {}, excluded: {}, examples: [] };
  const byAccount = new Map<string, { reachable: number; prints: Map<string, number> }>();
  const variants = Object.keys(draft.ab?.variants ?? {});
  const groups = new Map<string, Priced & { count: number }>();
  const at = draft.at === undefined ? null : wallClock(draft.at);
  const settings: PlanSettings = {
    id,
    ...(at && { at }),
    zone: draft.zone,
    shopZone: shop.zone,
    holdOut: draft.hold_out,
    accounts: new Set(channels.keys()),
    now,
  };
  const leaveOut = (reason: string, detail?: string): void => {
    const name = detail === undefined ? reason : `${reason}: ${detail}`;
    found.excluded[name] = (found.excluded[name] ?? 0) + 1;
  };
  for (let after = ''; ; ) {
    const page = await shop.store.collection(contacts).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    const members = await content.members(
      page.filter((one) => one.mergedInto === undefined),
      now,
    );
    const people = members.map(({ contact }) => contact);
    const made = await firstAddresses(shop.store, people, firstAccounts(channels, content), shop.country);
    const known = await knownOf(people, made, options);
    for (const member of members) {
      found.count += 1;
      const { contact } = member;
      const row = plannedRecipient(member, settings, made.get(contact._id));
      if (row.state !== 'waiting') {
        leaveOut(row.reason ?? 'other', row.detail);
        continue;
      }
      const candidates = candidatesOf(candidateIds(contact, channels, new Set(), made.get(contact._id)), known.rows, channels, content);
      const then = Math.max(now, row.at);
      const orderedAt = known.ordered.get(contact._id);
      const decided = decideRelease({
        recipient: row,
        contact,
        twin: false,
        candidates,
        policy: options.policy,
        ...(orderedAt !== undefined && { orderedAt }),
        overBudget: false,
        now: then,
      });
      if (decided.do === 'exclude') {
        leaveOut(decided.reason);
        continue;
      }
      const conversation = decided.do === 'release' ? decided.conversation : (row.conversation ?? '');
      const channel = parseConversationId(conversation)?.channel ?? '';
      found.reachable += 1;
      if (decided.do === 'later') found.later += 1;
      found.byChannel[channel] = (found.byChannel[channel] ?? 0) + 1;
      const priced = pricedAt(conversation, Math.floor(then / 86_400_000) * 86_400_000);
      const key = JSON.stringify(priced);
      groups.set(key, { ...priced, count: (groups.get(key)?.count ?? 0) + 1 });
      const own = accountOf(conversation) ?? '';
      const account = byAccount.get(own) ?? { reachable: 0, prints: new Map<string, number>() };
      byAccount.set(own, account);
      account.reachable += 1;
      if (rulesOf(channel).alike) {
        const print = printOf(content.said(row, channel), row.vars);
        account.prints.set(print, (account.prints.get(print) ?? 0) + 1);
      }
      const to = parseConversationId(conversation);
      const there = channels.get(own);
      if (!to || !there || found.examples.length >= examples) continue;
      const { _id, name } = contact;
      // Each of the texts that are tried is shown in turn.
      const variant = variants[found.examples.length % Math.max(1, variants.length)];
      const shown = shownLines(content.said({ ...row, ...(variant !== undefined && { variant }) }, channel), there, to, shop.links?.base);
      found.examples.push({ contact: _id, ...(name !== undefined && { name }), channel, lang: member.lang, ...(variant !== undefined && { variant }), shown });
      // The first of them stands for everybody on the channels that none of the examples is on.
      if (found.examples.length > 1) continue;
      for (const [account, one] of channels)
        found.forms[one.name] ??= shownLines(content.said(row, one.name), one, { channel: one.name, account, user: to.user }, shop.links?.base);
    }
    after = page.at(-1)?._id ?? '';
    if (page.length < pageSize) break;
    await nextRound();
  }
  const cost = costOf([...groups.values()]);
  const warnings = warningsOf(compiled, shop, { cost, reachable: found.reachable });
  for (const [account, { reachable, prints }] of byAccount) {
    const rules = rulesOf(parseConversationId(`${account}:x`)?.channel ?? '');
    const use = rationUse.safeParse((await shop.store.collection(settingRows).get(rationSetting(account)))?.value).data;
    warnings.push(...notesOf({ account, rules, people: channels.get(account)?.newPeople?.(), use, reachable, prints, now }));
  }
  return { ...found, cost, warnings };
}

/** Conversations of a page of people, and when each of them ordered last, where that is recent. */
async function knownOf(people: readonly ContactRow[], made: ReadonlyMap<string, string>, { shop, channels, now }: PreviewOptions) {
  const ids = people.flatMap((contact) => candidateIds(contact, channels, new Set(), made.get(contact._id)));
  const rows = new Map((await shop.store.collection(conversations).getMany(ids)).map((row) => [row._id, row]));
  const { store, currency, country } = shop;
  const facts = await personsOf({ store, currency, ...(country !== undefined && { country }), names: new Set(['last_order']) }, people);
  const ordered = new Map<string, number>();
  for (const [n, contact] of people.entries()) {
    const at = facts[n]?.last_order;
    if (typeof at === 'number' && at > now - restAfterOrder) ordered.set(contact._id, at);
  }
  return { rows, ordered };
}

/** Values for a message that goes to nobody in particular. */
export const sampleVars: Vars = { name: 'Test', contact: { name: 'Test' }, shop: { name: '' } };
