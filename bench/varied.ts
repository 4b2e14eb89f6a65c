/**
 * CPU of the engine for messages that do not repeat: what the tests of the flows and of understanding say, each once in each round, in a conversation that
 * is new, at the menu, asked for an order number, or in a return. A sign behind the text, another in each round, keeps what is remembered of texts out of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { advance } from '../src/engine/advance.ts';
import type { Facts } from '../src/engine/model/engine-turn.ts';
import { newSession, type Session } from '../src/engine/model/session.ts';
import { shippedFlows, shippedShop } from '../tests/engine/shipped-flows.ts';

const signs = ['', '.', ' .', '~', ' ~', '..', ' ..', ' , '];
const warmUp = 2;

function textsSaid(): string[] {
  const at = (path: string): URL => new URL(`../${path}`, import.meta.url);
  const files = readdirSync(at('flows')).filter((file) => file.endsWith('.test.yaml'));
  const said = files.flatMap((file) => [...readFileSync(at(`flows/${file}`), 'utf8').matchAll(/^- customer: "?(.+?)"?$/gm)].map(([, text]) => text ?? ''));
  const wishes = readFileSync(at('tests/flows-on-wishes.tsv'), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split('\t')[1] ?? '');
  return [...new Set([...said, ...wishes])].filter((text) => text !== '');
}

/** CPU of a message, microseconds: the best of the rounds after some to warm up, and of the last round's texts once more. */
export function benchVaried(): { varied: number; again: number } {
  const flows = shippedFlows();
  const now = Date.UTC(2026, 10, 25, 3);
  const shop = { ...shippedShop(), open: true, opens_at: now };
  const say = (session: Session, text: string, lang: string): Session => {
    const contact = { id: 'c', tags: [], vars: {}, lang };
    const facts: Facts = { now, conversation: 'bench:main:1', contact, channel: { name: 'bench', page: 8 }, shop, seed: 's' };
    return advance(flows, session, { type: 'message', id: 'm', parts: [{ type: 'text', text }] }, facts).session;
  };
  const situations = (lang: 'en' | 'zh', [hello, back]: readonly [string, string]): Session[] => {
    const menu = say(newSession(), hello, lang);
    return [newSession(), menu, say(menu, '1', lang), say(menu, back, lang)];
  };
  const sessions = { en: situations('en', ['hello', 'I want to return something']), zh: situations('zh', ['你好', '我要退货']) };
  const texts = textsSaid();
  const round = (sign: string): number => {
    const before = process.cpuUsage();
    for (const [n, text] of texts.entries()) {
      const lang = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
      const session = sessions[lang][n % sessions[lang].length];
      if (session) say(session, text + sign, lang);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / texts.length;
  };
  const rounds = signs.map(round);
  return { varied: Math.min(...rounds.slice(warmUp)), again: round(signs.at(-1) ?? '') };
}
