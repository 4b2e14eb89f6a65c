import { afterEach, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../tests/runtime/desk.ts';
import { checkFlows } from '../compiler/flow.ts';
import { notices } from '../store/collections.ts';
import { faqReminder } from './faq-reminder.ts';

const faqOf = (...days: string[]) =>
  `faq: shop\nentries:\n${days.map((day, n) => `  - q: [question ${n + 1}]\n    a: answer ${n + 1}\n    check_by: ${day}\n`).join('')}`;
const check = (text: string, today?: string, lang: 'en' | 'zh' = 'en') => checkFlows([{ file: 'faq.yaml', text }], { lang, ...(today && { today }) });

it.each([
  ['2026-12-31', '2026-12-31', []],
  ['2026-12-31', '2027-01-01', ['this answer was to be checked by 2026-12-31']],
  ['2026-12-31', undefined, []],
  ['"2026-12-31"', '2027-01-01', ['this answer was to be checked by 2026-12-31']],
  ['2026-02-30', '2026-01-01', ["'2026-02-30' is no day"]],
  ['31.12.2026', '2026-01-01', ["'31.12.2026' is no day"]],
  ['2026-12', '2026-01-01', ["'2026-12' is no day"]],
  ['soon', undefined, ["'soon' is no day"]],
])('check_by: %s on %s', (day, today, messages) => {
  const { problems, faqs } = check(faqOf(day), today);
  expect(problems.map(({ message }) => message)).toEqual(messages);
  expect(faqs).toHaveLength(messages.some((message) => message.endsWith('no day')) ? 0 : 1);
});

it('the loader says it in Chinese, and with the line', () => {
  expect(check(faqOf('2026-12-31'), '2027-01-01', 'zh').problems).toMatchObject([
    { line: 5, severity: 'warning', code: 'check-due', message: '这条回答最迟应在 2026-12-31 复核' },
  ]);
});

let desk: Desk | undefined;
afterEach(() => desk?.close());

it.each([
  ['en', 'faq.yaml: "question 2", to be checked by 2026-11-29\nfaq.yaml: "question 1", to be checked by 2026-11-30'],
  ['zh-CN', 'faq.yaml：“question 2”，最迟应在 2026-11-29 复核\nfaq.yaml：“question 1”，最迟应在 2026-11-30 复核'],
])('the team is told once a day of the shop, also after a restart, of what is overdue: %s', async (lang, lines) => {
  desk = await openDesk();
  const { store } = desk;
  const { faqs } = check(faqOf('2026-11-30', '2026-11-29', '2026-12-02'));
  const told: string[] = [];
  const set = () => ({ faqs: new Map(faqs.map((faq) => [faq.name, faq])) });
  const make = () => faqReminder({ store, flows: { set }, zone: 'Asia/Shanghai', lang, told: ({ text }) => told.push(text) });
  const first = make();
  // 23:59 of 29 November in Shanghai.
  await first(Date.UTC(2026, 10, 29, 15, 59));
  expect(told).toEqual([]);
  await first(Date.UTC(2026, 10, 30, 16, 0));
  await first(Date.UTC(2026, 11, 1, 2, 0));
  await make()(Date.UTC(2026, 11, 1, 3, 0));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(lines);
  await first(Date.UTC(2026, 11, 1, 16, 0));
  expect(told).toHaveLength(2);
  expect(await store.collection(notices).find({ where: { unread: 1 } })).toMatchObject([{ to: 'team' }, { to: 'team' }]);
});

it('twenty are named, the others counted', async () => {
  desk = await openDesk();
  const { faqs } = check(faqOf(...Array.from({ length: 23 }, () => '2026-01-01')));
  let said = '';
  const set = () => ({ faqs: new Map(faqs.map((faq) => [faq.name, faq])) });
  const look = faqReminder({ store: desk.store, flows: { set }, zone: 'UTC', lang: 'en', told: ({ text }) => (said = text) });
  await look(Date.UTC(2026, 5, 1));
  expect(said.split('\n')).toHaveLength(22);
  expect(said).toMatch(/and 3 more$/);
});
