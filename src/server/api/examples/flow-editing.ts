import { at } from './tea-shop.ts';

const file = 'brewing.yaml';
const params = { file } as const;
const text = 'flow: brewing\nstart:\n  - says: [how do I brew it]\nsteps:\n  - say: Three minutes at 80 °C.\n';
const change = {
  kind: 'changed',
  en: 'The text of say “Three minutes at 80 °C.” changed: “Two minutes at 80 °C.” → “Three minutes at 80 °C.”',
  zh: 'say “Three minutes at 80 °C.”的文字改了：“Two minutes at 80 °C.” → “Three minutes at 80 °C.”',
  line: 5,
} as const;
const draft = { text, revision: 3, by: 'Wei', at: at('10:05:00'), meanwhile: [] } as const;
const said = { en: change.en, zh: change.zh } as const;

export const listFiles = {
  answer: {
    items: [
      {
        file,
        name: 'brewing',
        kind: 'flow',
        starts: [{ en: 'what customers say: “how do I brew it”', zh: '顾客说：“how do I brew it”' }],
        live: true,
        errors: 0,
        warnings: 0,
        draft: { by: 'Wei', at: at('10:05:00') },
      },
    ],
  },
} as const;
export const useOfFlows = {
  query: { flow: 'brewing' },
  answer: { of: 120, since: at('00:00:00'), flows: { brewing: 31, 'order-status': 64 }, steps: { '0': { came: 31, left: 31 } } },
} as const;

export const openFile = { params, answer: { file, text, draft, writable: true } } as const;
export const check = {
  query: { lang: 'en' },
  body: { file, text },
  answer: {
    problems: [],
    graph: { nodes: [{ id: '0', verb: 'say', text: { any: 'Three minutes at 80 °C.' }, line: 5, depth: 0 }], edges: [] },
    steps: [],
    form: [{ path: ['steps', 0, 'say'], of: 'say', field: 'say', text: 'Three minutes at 80 °C.', line: 5 }],
    changes: [change],
  },
} as const;
export const editTexts = {
  body: { text, edits: [{ path: ['steps', 0, 'say'], text: 'Four minutes at 80 °C.' }] },
  answer: { text: text.replace('Three', 'Four') },
} as const;
export const saveDraft = { params, body: { text, revision: 2 }, answer: draft } as const;
export const dropDraft = { params, answer: { ok: true } } as const;
export const rebaseDraft = { params, body: { how: 'merge' }, answer: { draft, conflict: false } } as const;
export const review = {
  params,
  query: { lang: 'en' },
  answer: { revision: 3, problems: [], changes: [change], cases: { passed: 41, failed: [] }, meanwhile: [] },
} as const;
export const publish = {
  params,
  query: { lang: 'en' },
  body: { revision: 3, why: 'The new harvest takes longer' },
  answer: { result: 'published', changes: [change], problems: [] },
} as const;
export const listVersions = {
  params,
  answer: { items: [{ id: 'f3b9', at: at('10:06:00'), by: 'Wei', why: 'The new harvest takes longer', changes: [said], live: true }] },
} as const;
export const oneVersion = { params: { id: 'f3b9' }, answer: { file, text, changes: [] } } as const;
export const restore = {
  params: { id: 'f3b9' },
  query: { lang: 'en' },
  body: { why: 'Back to spring' },
  answer: { result: 'published', changes: [change], problems: [] },
} as const;
export const words = {
  answer: {
    calls: [{ name: 'order.find', about: { en: 'Finds an order', zh: '查找订单' }, params: ['number', 'proof'] }],
    flows: ['brewing', 'order-status'],
  },
} as const;
