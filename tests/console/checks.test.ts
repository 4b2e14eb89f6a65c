/** The 33 acceptance checks of the console, each with the tests that hold it; a test that loses its name is found here. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Check {
  what: string;
  /** Files with the beginning of a test's name. */
  by: readonly (readonly [file: string, name: string])[];
  /** What no test holds yet. */
  missing?: string;
}

const here = 'tests/console/console.test.ts';
const screens = 'tests/console/screens.test.ts';
const flows = 'tests/console/flows.test.ts';
const look = 'tests/console/look.test.ts';

const checks: readonly Check[] = [
  {
    what: 'first run; six wrong passwords; cookie; a new id at each sign-in',
    by: [
      [here, 'opens by the printed link, and has a demo chat answered in the console within 60 s and 5 clicks'],
      [here, 'says no to a wrong password'],
    ],
  },
  { what: 'roles in the menu and in the API', by: [[here, 'shows an agent the inbox and no settings']] },
  { what: 'other sites get nothing', by: [[here, 'refuses what another site sends']] },
  { what: 'a message within a second', by: [[here, 'shows a Telegram message within a second']] },
  {
    what: 'take over and give back',
    by: [
      [here, 'is taken over'],
      [here, 'is given back'],
    ],
  },
  { what: 'two agents', by: [[here, 'shows two agents each other']] },
  { what: 'an unknown key', by: [[flows, 'marks what the compiler finds on its line']] },
  { what: 'completion', by: [[flows, 'completes keys']] },
  { what: 'the graph', by: [[flows, 'draws each step once']] },
  { what: 'the simulator says what the channels say', by: [[flows, 'says what the channel says']] },
  {
    what: 'publishing shows the diff',
    by: [
      [flows, 'shows the changes in words'],
      ['tests/runtime/many-saves.test.ts', ''],
    ],
  },
  { what: 'restore, in the audit log', by: [[flows, 'is undone by restoring a version']] },
  {
    what: 'the audience, with who is excluded and why',
    by: [
      [screens, 'counts a segment as the server does'],
      [screens, 'writes a draft with its count'],
    ],
  },
  {
    what: 'a broadcast to 500: pause, resume, each once, also over a kill',
    by: [
      ['tests/e2e/broadcast-killed.test.ts', ''],
      [screens, 'shows how far it is, rests, goes on, and each gets it once'],
    ],
  },
  {
    what: 'failures by reason; retry of those alone',
    by: [
      ['tests/broadcast/retry.test.ts', 'a completed one goes to the failed alone, and not to who opted out since'],
      [screens, 'tells failures by their reason, and sends again to those alone that can'],
    ],
  },
  {
    what: 'a code to scan with its end',
    by: [
      ['tests/wechaty/mock.test.ts', ''],
      [screens, 'shows a code to scan until the account is connected, and its loss within five seconds'],
    ],
  },
  { what: 'known totals; CSV as the table', by: [[screens, 'draws reports whose tables and CSV have the numbers']] },
  { what: 'the language changes everything', by: [[look, '%s is whole in Chinese']] },
  {
    what: 'axe on every page and dialog; keys alone',
    by: [
      [look, '%s, %s: nothing that axe finds'],
      [look, 'dialogs of the screens in %s: nothing that axe finds'],
      [here, 'is assigned and closed by keys'],
      [flows, 'goes by keys alone'],
    ],
  },
  {
    what: 'no sideways scroll; budgets',
    by: [
      [look, '%s fits a phone'],
      [look, 'loads in at most 260 KB'],
      [flows, 'loads the editor in at most 320 KB'],
      [flows, 'take a key in a flow of 300 steps nearly as fast as in one of three'],
    ],
  },
  {
    what: 'drafts on another device, and after a kill',
    by: [
      [screens, 'has the same draft on another device'],
      [here, 'keeps what was typed when the tab is gone'],
    ],
  },
  {
    what: 'undo; a later answer asks',
    by: [
      [here, 'takes an answer back within five seconds'],
      ['src/runtime/conversation/planned.test.ts', 'asks before a later answer'],
      ['src/runtime/conversation/planned.test.ts', 'whoever takes an act back at any moment is told the truth'],
    ],
  },
  {
    what: 'needs reply, oldest first',
    by: [
      ['src/server/api/conversations.test.ts', 'gives the queue %s: %s'],
      ['src/runtime/conversation/silent.test.ts', 'loses the conversation once, and it waits on as long as before'],
    ],
  },
  { what: 'merging with a preview, taken back', by: [[screens, 'is merged after a look at what comes of it']] },
  {
    what: 'the network is cut while sending',
    by: [
      [here, 'keeps an answer while the network is away for a minute, says so, and sends it once'],
      ['src/runtime/conversation/planned.test.ts', 'sends it once although the program was killed in between'],
    ],
  },
  { what: 'two editors of one flow', by: [[flows, 'never loses the work of one of two editors']] },
  { what: 'replay of real conversations', by: [[flows, 'plays real conversations with the draft']] },
  {
    what: 'a hand-off has a cause',
    by: [
      [here, 'shows a Telegram message within a second'],
      ['tests/runtime/handoff.test.ts', ''],
    ],
  },
  {
    what: 'numbers open their lists',
    by: [
      ['src/reports/behind.test.ts', 'has the numbers of the overview'],
      [screens, 'opens the list behind a number of the reports, with as many, and its CSV'],
    ],
  },
  { what: 'an unanswered question becomes an entry', by: [[screens, 'answers an unanswered question for all']] },
  { what: 'a tab from before an upgrade', by: [[screens, 'tells a tab from before an upgrade to load anew']] },
  {
    what: 'installable, push',
    by: [
      [look, 'can be installed, and says so without a network'],
      ['src/push/push-desk.test.ts', 'tells who has the conversation that the customer waits'],
      [screens, 'notifies a device: switched on, tried out, shown by the worker, which opens its page'],
    ],
  },
  { what: 'input methods', by: [[here, 'keeps what was typed when the tab is gone, and sends nothing while an input method composes']] },
];

it('are 33', () => expect(checks).toHaveLength(33));

it.each(checks.map((check, at) => [at + 1, check] as const))('check %i is held by tests that are there, or says what is missing', (_n, { by, missing }) => {
  expect(by.length > 0 || missing !== undefined).toBe(true);
  for (const [file, name] of by) expect(readFileSync(file, 'utf8')).toContain(name);
});
