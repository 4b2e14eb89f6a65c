import { at, ella } from './tea-shop.ts';

const file = 'brewing.yaml';
const text = 'flow: brewing\nstart:\n  - says: [how do I brew it]\nsteps:\n  - say: Three minutes at 80 °C.\n';
const setup = { flow: 'brewing', lang: 'en', channel: 'webchat' } as const;

export const simulate = {
  query: { lang: 'en' },
  body: { file, text, setup, lines: [{ after: '1h' }] },
  answer: {
    problems: [],
    turns: [
      {
        at: at('10:00:01'),
        items: [{ kind: 'text', text: 'Three minutes at 80 °C.' }],
        calls: [],
        steps: [{ flow: 'brewing', at: '0', verb: 'say', line: 5 }],
        notes: [],
        problems: [],
        handoff: false,
      },
      { line: { after: '1h' }, at: at('11:00:01'), items: [], calls: [], steps: [], notes: [], problems: [], handoff: false },
    ],
    now: at('11:00:01'),
    vars: {},
    contact: { lang: 'en', tags: [], vars: {} },
    looped: false,
  },
} as const;
export const transcript = {
  query: { lang: 'en' },
  body: { file, text, setup, lines: [], name: 'tells how to brew' },
  answer: { transcript: '- test: "tells how to brew"\n  flow: brewing\n  lang: en\n  channel: webchat\n- bot: "Three minutes at 80 °C."\n' },
} as const;
export const replay = {
  query: { lang: 'en' },
  body: { file, text, limit: 20 },
  answer: {
    problems: [],
    of: 20,
    differences: [{ conversation: ella.conversation, said: 'how long does it brew?', live: ['Two minutes at 80 °C.'], draft: ['Three minutes at 80 °C.'] }],
  },
} as const;
