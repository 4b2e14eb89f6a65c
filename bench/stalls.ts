/**
 * The longest that one customer's message holds up everybody else: each hard text of 4,000 characters in each place that reads it, and the
 * longest piece of work between two pauses, ms. `npm run bench -- stalls`; the worst are told as they are found.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { checkFlows, parseFlow } from '../src/compiler/flow.ts';
import { loadConfig } from '../src/config/load.ts';
import { advance } from '../src/engine/advance.ts';
import type { EngineEvent, Facts } from '../src/engine/model/engine-turn.ts';
import { newSession, type Session } from '../src/engine/model/session.ts';
import type { Sliced } from '../src/event-loop/slices.ts';
import { flowSet } from '../src/flow-folder/flow-set.ts';
import { answerTypes } from '../src/flow-tree/fields.ts';
import type { CallSpec, FlowSet } from '../src/flow-tree/flow-tree.ts';
import type { OutboundMessage } from '../src/message.ts';
import { shopCalls } from '../src/shop/calls/calls.ts';
import { searching } from '../src/shop/search/search.ts';
import { wishOf } from '../src/shop/search/wish.ts';
import { noData } from '../src/store/no-data.ts';
import { isTextProblem, parseTemplate, renderTemplate } from '../src/text/text.ts';
import { type Entry, train } from '../src/understanding/index.ts';
import { longTexts } from '../tests/field/long-texts.ts';
import { monsterScope, monsterTemplates } from '../tests/field/monster-templates.ts';
import { manyProducts } from './goods.ts';

const folder = new URL('../flows/', import.meta.url);

/** Does one piece of work, up to its next pause. True when there is more. */
type Piece = () => boolean;
/** The work that a text makes in one place. */
type Place = (text: string) => Piece;

export interface Stall {
  text: string;
  place: string;
  ms: number;
}

const whole = (work: () => unknown): Piece => {
  return () => {
    work();
    return false;
  };
};

function sliced(work: () => Sliced<unknown>): Piece {
  let begun: Sliced<unknown> | undefined;
  return () => {
    begun ??= work();
    return !begun.next().done;
  };
}

/** The longest piece, the fewest ms of `rounds` tries: other programs only ever make it longer. */
function longest(place: Place, text: string, rounds: number, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds && least > enough; round++) {
    const piece = place(text);
    let worst = 0;
    for (let more = true; more; ) {
      const before = performance.now();
      more = piece();
      worst = Math.max(worst, performance.now() - before);
    }
    least = Math.min(least, worst);
  }
  return least;
}

function manyEntries(count: number): Entry[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `e${n}`,
    texts: [`question ${n} about thing ${(n * 31).toString(36)}`, `第${n}个问题${String.fromCharCode(0x4e00 + (n % 20_900))}怎么办`],
  }));
}

const read = (file: string) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') });

/** The flows that ship, and one that asks each kind of question: `ask-<kind>`. */
function flowsThatAsk(): { flows: FlowSet; shop: Facts['shop'] } {
  const config = loadConfig(readFileSync(new URL('../config/default.yaml', import.meta.url), 'utf8'), 'default.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const { name, currency, zone, langs } = config.value.shop;
  const calls = new Map<string, CallSpec>(shopCalls(noData(), config.value.shop).map((call) => [call.name, call]));
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && !file.endsWith('.test.yaml'));
  const shipped = checkFlows(files.map(read), { langs, calls });
  const asking = [
    ...answerTypes.map((kind) => [kind, `  - ask: Please\n    expect: ${kind}\n    save: answer\n`] as const),
    ['several', '  - ask: Please\n    expect: [date, time, money, phone, email, order_number, number]\n    save: answer\n'] as const,
    [
      'choice',
      `  - choose: Please\n    save: answer\n    options:\n${Array.from({ length: 30 }, (_, n) => `      - Number ${n} or 选项${n}\n`).join('')}`,
    ] as const,
    [
      'choices',
      `  - choose: Please\n    many: true\n    save: answer\n    options:\n${Array.from({ length: 30 }, (_, n) => `      - Thing ${n}\n`).join('')}`,
    ] as const,
    ['confirm', '  - confirm: Please\n    save: answer\n'] as const,
    ['rate', '  - rate: Please\n    save: answer\n'] as const,
    [
      'form',
      `  - form: A few things\n    fields:\n      when: { ask: "When?", expect: date }\n      budget: { ask: "How much?", expect: money }\n      mail: { ask: "Mail?", expect: email }\n      note: { ask: "A note?", expect: text }\n`,
    ] as const,
  ];
  const added = asking.map(([kind, steps]) => {
    const flow = parseFlow(
      `flow: ask-${kind.replaceAll('_', '-')}\nstart:\n  - says: [zqask${kind.replaceAll('_', '')}]\nsteps:\n${steps}`,
      `${kind}.yaml`,
      {},
    );
    if (Array.isArray(flow)) throw new Error(`${kind}: ${JSON.stringify(flow)}`);
    return flow;
  });
  const shop = { name, currency, zone, langs, open: true, opens_at: 0, categories: [] };
  return { flows: flowSet({ flows: [...shipped.flows, ...added], faqs: shipped.faqs, calls }), shop };
}

const now = Date.UTC(2026, 10, 23, 2);

/** One turn of the engine, and the answers to the calls that it makes. */
function turns(flows: FlowSet, shop: Facts['shop'], session: Session, text: string): Session {
  let at = session;
  const queue: EngineEvent[] = [{ type: 'message', id: `m${session.turn}`, parts: [{ type: 'text', text }] }];
  for (let event = queue.shift(), most = 5; event && most > 0; event = queue.shift(), most--) {
    const facts: Facts = {
      now: now + session.turn * 1_000,
      conversation: 'webchat:main:stall',
      contact: { id: 'c', tags: [], vars: {} },
      channel: { name: 'webchat', page: 10 },
      shop,
      seed: 's',
    };
    const result = advance(flows, at, event, facts);
    at = result.session;
    for (const effect of result.effects) if (effect.type === 'call') queue.push({ type: 'result', call: effect.id, outcome: { ok: true, value: [] } });
  }
  return at;
}

async function places(): Promise<Map<string, Place>> {
  const found = new Map<string, Place>();
  const products = manyProducts(20_000);
  found.set('wishOf', (text) => whole(() => wishOf(text, 'USD')));
  found.set('search, 20,000 products', (text) => sliced(() => searching(products, wishOf(text, 'USD'), 10)));
  const matcher = train(manyEntries(5_000));
  found.set('rank, 5,000 entries', (text) => whole(() => matcher.rank(text, 3)));
  const { flows, shop } = flowsThatAsk();
  const before = new Map<string, Session>([['idle', newSession()]]);
  before.set('menu open', turns(flows, shop, newSession(), 'menu'));
  for (const { name, start } of flows.live.values()) {
    const says = start.flatMap((trigger) => ('says' in trigger ? trigger.says : []))[0];
    if (name.startsWith('ask-') && says) before.set(name, turns(flows, shop, newSession(), says));
  }
  for (const [state, session] of before) {
    if (state.startsWith('ask-') && !session.front?.waiting) throw new Error(`${state} does not wait for an answer`);
    found.set(`turn, ${state}`, (text) => whole(() => turns(flows, shop, session, text)));
  }
  for (const channel of readdirSync(new URL('../channels/', import.meta.url))) {
    const module: unknown = await import(`../channels/${channel}/encode.ts`);
    const encode = typeof module === 'object' && module !== null && 'encode' in module ? module.encode : undefined;
    if (typeof encode !== 'function') throw new Error(`channels/${channel}/encode.ts has no encode`);
    const message = (text: string): OutboundMessage => ({
      key: 'k',
      to: { channel, account: 'main', user: 'u' },
      parts: [
        { type: 'text', text },
        { type: 'product', card: { title: text.slice(0, 200), text, link: 'https://shop.example/p' } },
        { type: 'image', media: { url: 'https://shop.example/p.png' }, caption: text },
      ],
      choices: Array.from({ length: 12 }, (_, n) => ({ token: `1.1.${n}`, label: text.slice(n, n + 300), description: text.slice(0, 1_000) })),
      class: 'reply',
      lang: 'zh',
    });
    found.set(`encode, ${channel}`, (text) => whole(() => encode(message(text), { account: 'main', publicUrl: 'https://shop.example' })));
  }
  return found;
}

/** Every text in every place and every monster of a template, the longest first. A piece under `enough` ms is not tried again. */
export async function benchStalls(progress: (text: string) => void, rounds = 3, enough = 10): Promise<Stall[]> {
  const all: Stall[] = [];
  for (const [place, work] of await places()) {
    for (const plain of ['red dress', '我的快递到哪了']) longest(work, plain, 3, 0);
    const here = Object.entries(longTexts).map(([name, text]) => ({ text: name, place, ms: longest(work, text, rounds, enough) }));
    here.sort((a, b) => b.ms - a.ms);
    progress(`${(here[0]?.ms ?? 0).toFixed(1).padStart(8)} ms  ${place}: ${here[0]?.text}`);
    all.push(...here);
  }
  const options = { defaultLang: 'en', zone: 'UTC', currency: 'USD' };
  for (const [name, source] of Object.entries(monsterTemplates)) {
    const read = { text: name, place: 'template, read', ms: longest(() => whole(() => parseTemplate(source)), '', rounds, enough) };
    const template = parseTemplate(source);
    const render = () => {
      try {
        if (!isTextProblem(template)) renderTemplate(template, 'en', monsterScope, options);
      } catch {
        // It takes too much work, which is the point.
      }
    };
    const shown = { text: name, place: 'template, rendered', ms: longest(() => whole(render), '', rounds, enough) };
    const worse = shown.ms > read.ms ? shown : read;
    progress(`${worse.ms.toFixed(1).padStart(8)} ms  ${worse.place}: ${name}`);
    all.push(read, shown);
  }
  return all.sort((a, b) => b.ms - a.ms);
}
