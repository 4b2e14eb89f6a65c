/** Whatever a customer writes comes back as it was written: no template of theirs is worked out, in no place that shows it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { Effect, EngineEvent } from '../../src/engine/model/engine-turn.ts';
import { newSession, type Session } from '../../src/engine/model/session.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';

const flow = parseFlow(
  `flow: note
start:
  - says: [take a note]
steps:
  - ask: Your note?
    save: note
  - say: "[{{ note }}]"
  - choose: "Keep [{{ note }}]?"
    options:
      - "Yes"
      - "No"
    save: keep
`,
  'note.yaml',
  {},
);

const signs = fc.constantFrom(
  '{{',
  '}}',
  '{%',
  '%}',
  'raw',
  'note',
  '|',
  ' ',
  '=1+1',
  '7',
  '*',
  "'",
  '"',
  '<b>',
  '\\',
  '$',
  '{',
  '}',
  '\n',
  '中',
  '😀',
  'include',
  'for i in (1..9)',
);
const template = fc.oneof(
  fc.array(signs, { minLength: 3, maxLength: 12 }).map((parts) => `n${parts.join('')}`),
  fc.constantFrom(
    '{{ 7 | times: 6 }}',
    '{% raw %}x{% endraw %}',
    '{{ contact.id }}',
    '{{ "a" | append: "b" }}',
    '{% for i in (1..99999) %}x{% endfor %}',
    '=HYPERLINK("http://x")',
  ),
);

it('in what the bot says and in its questions', () => {
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  const flows = flowSet({ flows: [flow], faqs: [], calls: new Map() });
  fc.assert(
    fc.property(template, (text) => {
      let session: Session = newSession();
      let now = 1_000;
      const on = (event: EngineEvent): string[] => {
        now += 1_000;
        const shop = { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en'], open: true, opens_at: 0, categories: [] };
        const facts = { now, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel: { name: 'web', page: 10 }, shop, seed: 's' };
        const result = advance(flows, session, event, facts);
        session = JSON.parse(JSON.stringify(result.session)) as Session;
        return result.effects
          .filter((one): one is Extract<Effect, { type: 'send' }> => one.type === 'send')
          .flatMap(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')));
      };
      const say = (words: string) => on({ type: 'message', id: `m${now}`, parts: [{ type: 'text', text: words }] });
      say('take a note');
      const shown = say(text).join('\u0001');
      expect(shown).toContain(`[${text.trim()}]`);
    }),
    { numRuns: 300 },
  );
});
