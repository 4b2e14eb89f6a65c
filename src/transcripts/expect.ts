/** Compares the lines that expect something with what happened. */

import type { Effect } from '../engine/model/engine-turn.ts';
import type { Json } from '../json.ts';
import type { Fail } from './failure.ts';
import { type RunnerLang, word } from './player-texts.ts';
import type { Line } from './read.ts';
import type { Rehearsal } from './rehearsal.ts';
import { expectedOf, fits, type Item, shown } from './said.ts';

/** Compares a line with what came; returns what is left of the bot's words. */
export function expect(world: Rehearsal, line: Line, said: readonly Item[], lang: RunnerLang, fail: Fail): Item[] {
  const { verb, value, position } = line;
  if (verb === 'bot') return bot(world, line, said, fail);
  if (verb === 'silent') {
    const came = world.effects.flatMap((effect) => (effect.type === 'send' ? [effect] : []));
    if (came.length > 0 && value !== false) fail(position, 'not-silent', { came: said.map(shown).join(' | ') });
  } else if (verb === 'vars') vars(world, line, fail);
  else if (verb === 'handoff') handoff(world, line, fail);
  else if (verb === 'problem') {
    const at = world.problems.findIndex((problem) => fitsText(problem.text, String(value)));
    if (at < 0)
      fail(position, 'not-done', {
        expected: `problem: ${String(value)}`,
        came: world.problems.map((problem) => problem.text).join(' | ') || word('nothing', lang),
      });
    world.problems.splice(at, 1);
  } else {
    const done = world.effects.flatMap((effect) => doneOf(effect, verb));
    const fitting = done.some((one) => fitsText(one.name, String(value)) && (line.with === undefined || within(line.with, one.data)));
    const expected = `${verb}: ${String(value)}${line.with === undefined ? '' : ` ${JSON.stringify(line.with)}`}`;
    if (!fitting)
      fail(position, 'not-done', { expected, came: done.map((one) => `${one.name} ${JSON.stringify(one.data)}`).join(' | ') || word('nothing', lang) });
  }
  return [...said];
}

function bot(world: Rehearsal, line: Line, said: readonly Item[], fail: Fail): Item[] {
  const expected = expectedOf(line.value);
  if (!Array.isArray(expected)) return fail(line.position, expected.why, { line: 'bot', value: String(line.value), why: expected.detail });
  let left = [...said];
  const trouble = world.problems.find((problem) => problem.weight !== 'warning');
  const hint = trouble ? `${trouble.flow ?? ''} ${trouble.at ?? ''}: ${trouble.text}`.trim() : undefined;
  for (const [index, one] of expected.entries()) {
    // Buttons belong to the words above them: they need not be listed.
    while (one.kind !== 'choices' && left[0]?.kind === 'choices') left = left.slice(1);
    if (left.length === 0) return fail(line.position, 'nothing-came', { expected: one.source }, hint);
    // A line lists the parts of a message in any order.
    const at = left.slice(0, expected.length - index).findIndex((item) => fits(item, one));
    if (at < 0) return fail(line.position, 'came-instead', { expected: one.source, came: left.map(shown).join(' | ') }, hint);
    left = left.toSpliced(at, 1);
  }
  return left;
}

function vars(world: Rehearsal, line: Line, fail: Fail): void {
  const { value } = line;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(line.position, 'bad-value', { line: 'vars' });
  for (const [name, expected] of Object.entries(value)) {
    const came = variable(world, name);
    if (!within(expected, came)) fail(line.position, 'no-var', { name, expected: JSON.stringify(expected), came: JSON.stringify(came ?? null) });
  }
}

/** Returns `contact.x`, or a name of the run that is in front, or the last value that any run gave it. */
function variable(world: Rehearsal, name: string): Json | undefined {
  const { contact } = world;
  if (name.startsWith('contact.')) {
    const key = name.slice('contact.'.length);
    if (key === 'name' || key === 'phone' || key === 'email' || key === 'lang' || key === 'marketing') return contact[key];
    if (key === 'tags') return contact.tags;
    return Object.hasOwn(contact.vars, key) ? contact.vars[key] : undefined;
  }
  if (name.startsWith('recent.')) return world.session().recent?.[name.slice('recent.'.length)]?.value;
  for (const frame of world.session().front?.stack.toReversed() ?? []) if (Object.hasOwn(frame.vars, name)) return frame.vars[name];
  return Object.hasOwn(world.vars, name) ? world.vars[name] : undefined;
}

function handoff(world: Rehearsal, line: Line, fail: Fail): void {
  const begun = world.effects.findLast((effect) => effect.type === 'handoff' && effect.action === 'begin');
  if (line.value === false) {
    if (begun) fail(line.position, 'not-done', { expected: 'handoff: false', came: 'handoff: true' });
  } else if (!begun) fail(line.position, 'no-handoff');
  else if (line.value !== true && !within(line.value, JSON.parse(JSON.stringify(begun)))) {
    fail(line.position, 'not-done', { expected: `handoff: ${JSON.stringify(line.value)}`, came: JSON.stringify(begun) });
  }
}

function doneOf(effect: Effect, verb: string): { name: string; data: Json }[] {
  if (verb === 'called' && effect.type === 'call') return [{ name: effect.name, data: effect.args }];
  if (verb === 'tracked' && effect.type === 'track') return [{ name: effect.name, data: effect.data }];
  if (verb === 'notified' && effect.type === 'notify') return [{ name: effect.text, data: { to: effect.to } }];
  return [];
}

function fitsText(text: string, expected: string): boolean {
  const one = expectedOf(expected);
  return Array.isArray(one) && one[0] !== undefined && fits({ kind: 'text', text }, one[0]);
}

/** Tells whether `value` holds all that `expected` says; scalars compare as text, maps may hold more. */
function within(expected: Json, value: Json | undefined): boolean {
  if (expected === null) return value === null || value === undefined;
  if (Array.isArray(expected)) return Array.isArray(value) && expected.length === value.length && expected.every((item, i) => within(item, value[i]));
  if (typeof expected === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return Object.entries(expected).every(([key, item]) => within(item, Object.hasOwn(value, key) ? value[key] : undefined));
  }
  return value !== undefined && value !== null && typeof value !== 'object' && String(value) === String(expected);
}
