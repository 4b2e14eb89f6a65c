/** Every message that the flows of the shop send: the transcripts are played, and each step that spoke speaks again in every language of the shop. */
import { readdirSync, readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { shopBase } from '../src/app/shop-base.ts';
import { checkFlows } from '../src/compiler/flow.ts';
import { loadConfig } from '../src/config/load.ts';
import { demoGoods } from '../src/demo/demo-goods.ts';
import type { Facts } from '../src/engine/model/engine-turn.ts';
import { newSession } from '../src/engine/model/session.ts';
import { sayAnswer } from '../src/engine/runs/faq-answer.ts';
import { ask, misunderstood, type Question, questionAt } from '../src/engine/runs/questions.ts';
import { verbs } from '../src/engine/steps/index.ts';
import { StepTurn } from '../src/engine/turn/step-turn.ts';
import { TurnState } from '../src/engine/turn/turn-state.ts';
import { flowSet } from '../src/flow-folder/flow-set.ts';
import type { Option } from '../src/flow-tree/fields.ts';
import type { CallSpec, CompiledStep, Flow, FlowSet } from '../src/flow-tree/flow-tree.ts';
import type { OutboundMessage } from '../src/message.ts';
import { shopCalls } from '../src/shop/calls/calls.ts';
import { noData } from '../src/store/no-data.ts';
import type { Text } from '../src/text/compiled-text.ts';
import { renderText } from '../src/text/text.ts';
import { parseTranscript, runCase } from '../src/transcripts/transcript.ts';

export type Said = Pick<OutboundMessage, 'parts' | 'choices' | 'many' | 'lang'>;

export interface FlowMessages {
  /** Each message once, by the step that said it (`flow path`); `faq id` for an answer, `engine` for words of the engine's own. */
  messages: { by: string; said: Said }[];
  /** Messages of each turn of a transcript, in order. */
  turns: { test: string; said: Said[] }[];
  /** Steps that send a message, as `flow path lang`, and those of them that did. */
  speaking: string[];
  spoken: Set<string>;
  /** The labels that are written in the flows, in every language. */
  labels: { by: string; label: string }[];
}

const folder = new URL('../flows/', import.meta.url);
const read = (file: string) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') });
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

function shippedFlows(): { set: FlowSet; shop: Partial<Facts['shop']>; langs: string[] } {
  const config = loadConfig(readFileSync(new URL('../config/default.yaml', import.meta.url), 'utf8'), 'default.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const { langs } = config.value.shop;
  const calls = new Map<string, CallSpec>(shopCalls(noData(), config.value.shop).map((call) => [call.name, call]));
  const files = names.filter((file) => !file.endsWith('.test.yaml')).map(read);
  const { flows, faqs } = checkFlows(files, { langs, calls });
  return { set: flowSet({ flows, faqs, calls, goods: demoGoods() }), shop: shopBase(config.value), langs };
}

const speaks = (step: CompiledStep): boolean =>
  verbs.get(step.verb)?.asking !== undefined || step.verb === 'say' || (step.verb === 'handoff' && step.fields.handoff !== undefined);

const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'langs' in value;

function writtenLabels(flow: Flow, langs: readonly string[]): FlowMessages['labels'] {
  return [...flow.steps.values()].flatMap(({ path, fields }) => {
    const { options, skip } = fields as { options?: { fixed?: Option[] }; skip?: unknown };
    const texts = [...(options?.fixed ?? []).map(({ label }) => label), ...(isText(skip) ? [skip] : [])];
    return langs.flatMap((lang) =>
      texts.map((text) => ({
        by: `${flow.name} ${path} ${lang}`,
        label: renderText(text, lang, {}, { defaultLang: lang, zone: 'UTC', currency: 'USD' }).text,
      })),
    );
  });
}

/** The step once more in another language, in a turn of its own that changes nothing: its words, those for an answer that does not fit, and why it asks. */
function sayAgain(step: StepTurn, lang: string, turns: WeakSet<TurnState>): void {
  const turn = new TurnState(step.turn.flows, structuredClone(step.turn.session), step.turn.event, step.turn.facts);
  turns.add(turn);
  turn.lang = lang;
  Object.assign(turn.contact, structuredClone(step.turn.contact));
  const run = structuredClone(step.run);
  const place = step.run.stack.indexOf(step.frame);
  const frame = run.stack[place];
  const verb = verbs.get(step.at.verb);
  if (!frame || !verb) return;
  run.replay = undefined;
  const again = new StepTurn(turn, run, frame, step.flow, step.at);
  if (!verb.asking) {
    verb.run(step.at.fields as never, again);
    return;
  }
  const question: Question | undefined = questionAt(turn, run, { frame: place, at: step.at.path });
  if (!question) return;
  ask(question, step.run.waiting?.stage);
  if (run.waiting) misunderstood(question, run.waiting);
  if (isText(question.fields.why)) again.say([{ type: 'text', text: again.text(question.fields.why) }]);
}

/** Plays everything. Throws when a transcript fails. */
export function flowMessages(): FlowMessages {
  const { set, shop, langs } = shippedFlows();
  const found = new Map<string, FlowMessages['messages'][number]>();
  const turns: FlowMessages['turns'] = [];
  const spoken = new Set<string>();
  const scratch = new WeakSet<TurnState>();
  const spokenIn = new Map<TurnState, Said[]>();
  let by = 'engine';
  const send = TurnState.prototype.send;
  const say = StepTurn.prototype.say;
  vi.spyOn(TurnState.prototype, 'send').mockImplementation(function (this: TurnState, parts, run, extra = {}) {
    const { choices, many } = extra;
    const said: Said = { parts, lang: this.lang, ...(choices?.length ? { choices } : {}), ...(many ? { many } : {}) };
    found.set(JSON.stringify([by, said]), structuredClone({ by, said }));
    if (!scratch.has(this)) spokenIn.set(this, [...(spokenIn.get(this) ?? []), said]);
    send.call(this, parts, run, extra);
  });
  vi.spyOn(StepTurn.prototype, 'say').mockImplementation(function (this: StepTurn, parts, extra) {
    by = `${this.flow.name} ${this.at.path}`;
    spoken.add(`${by} ${this.turn.lang}`);
    say.call(this, parts, extra);
    if (!scratch.has(this.turn)) for (const lang of langs) sayAgain(this, lang, scratch);
    by = 'engine';
  });
  try {
    for (const { file, text } of names.filter((name) => name.endsWith('.test.yaml')).map(read)) {
      for (const test of parseTranscript(text, file).cases) {
        spokenIn.clear();
        const { problem } = runCase(set, test, { shop });
        if (problem) throw new Error(`${file}:${problem.line}: ${problem.message}`);
        for (const said of spokenIn.values()) turns.push({ test: `${file}: ${test.name}`, said });
      }
    }
    const facts: Facts = {
      now: 0,
      conversation: 'x:main:1',
      contact: { id: '1', tags: [], vars: {} },
      channel: { name: 'x', page: 10 },
      shop: { name: '', currency: 'USD', zone: 'UTC', langs, open: true, opens_at: 0, categories: [], ...shop },
      seed: 'x',
    };
    for (const entry of [...set.faqs.values()].flatMap((faq) => faq.entries)) {
      by = `faq ${entry.id}`;
      for (const lang of langs) {
        const turn = new TurnState(set, newSession(), { type: 'started', id: '1' }, facts);
        turn.lang = lang;
        sayAnswer(turn, { id: entry.id, score: 1, entry });
      }
    }
  } finally {
    vi.restoreAllMocks();
  }
  const flows = [...set.live.values()];
  const speaking = flows.flatMap((flow) => [...flow.steps.values()].filter(speaks).flatMap(({ path }) => langs.map((lang) => `${flow.name} ${path} ${lang}`)));
  return { messages: [...found.values()], turns, speaking, spoken, labels: flows.flatMap((flow) => writtenLabels(flow, langs)) };
}
