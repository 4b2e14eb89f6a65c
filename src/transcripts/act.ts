/** Plays the lines of the customer and of the world. */

import type { Json, Vars } from '../json.ts';
import type { Part } from '../message.ts';
import type { Fail } from './failure.ts';
import { durationMs, type Line } from './read.ts';
import type { Rehearsal } from './rehearsal.ts';

const media = (ref: Json): { ref: string } => ({ ref: String(ref) });

const partOf: Readonly<Record<string, (value: Json) => Part>> = {
  text: (value) => ({ type: 'text', text: String(value) }),
  photo: (value) => ({ type: 'image', media: { ...media(value), mime: 'image/jpeg' } }),
  voice: (value) => ({ type: 'audio', media: media(value), voice: true }),
  video: (value) => ({ type: 'video', media: media(value) }),
  file: (value) => ({ type: 'file', media: media(value) }),
  place: (value) => {
    const [latitude, longitude] = String(value).split(',').map(Number);
    return Number.isFinite(latitude) && Number.isFinite(longitude)
      ? { type: 'place', latitude: latitude ?? 0, longitude: longitude ?? 0 }
      : { type: 'place', latitude: 31.23, longitude: 121.47, name: String(value) };
  },
  person: (value) => ({ type: 'person', name: String(value) }),
  link: (value) => ({ type: 'link', url: String(value) }),
  product: (value) => ({ type: 'product', card: { title: String(value) } }),
  unsupported: (value) => ({ type: 'unsupported', kind: String(value) }),
};

/** A photo; `with: { goods: [IDS] }` are goods of the shop that it may show. */
function photo(value: Json, about: Json | undefined): Part {
  const goods = typeof about === 'object' && about !== null && 'goods' in about && Array.isArray(about.goods) ? about.goods.map(String) : [];
  return { type: 'image', media: { ...media(value), mime: 'image/jpeg' }, ...(goods.length > 0 && { seen: { of: 'product', maybe: goods } }) };
}

/** Plays one line; fails it when that cannot be done. */
export function act(world: Rehearsal, line: Line, fail: Fail): void {
  const { verb, value } = line;
  if (verb === 'customer') customer(world, line, fail);
  else if (verb === 'press') press(world, line, String(value), fail);
  else if (verb === 'photo') world.say(Array.isArray(value) ? value.map((one) => photo(one, undefined)) : [photo(value, line.with)]);
  else if (verb === 'edit') world.say([{ type: 'text', text: String(value) }], { edited: true });
  else if (verb === 'started') world.dispatch({ type: 'started', id: world.nextId(), ...startOf(value) });
  else if (verb === 'event') {
    const data = line.with;
    world.dispatch({
      type: 'event',
      id: world.nextId(),
      name: String(value),
      data: typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {},
    });
  } else if (verb === 'after') world.pass(durationMs(value) ?? 0);
  else if (verb === 'handback') world.dispatch({ type: 'agent', action: 'back' });
  else if (verb === 'agent') {
    if (value !== 'took' && value !== 'back' && value !== 'none') fail(line.position, 'bad-value', { line: verb });
    world.dispatch({ type: 'agent', action: value });
  }
}

/** Reads where the customer comes from: the code of a link, or `page: { flow, product, path }`, a page of the shop's own site. */
function startOf(value: Json): { referral?: string; page?: Vars } {
  if (typeof value === 'string' && !['', 'true'].includes(value)) return { referral: value };
  const page = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.page : undefined;
  return typeof page === 'object' && page !== null && !Array.isArray(page) ? { page } : {};
}

function customer(world: Rehearsal, line: Line, fail: Fail): void {
  const { value } = line;
  if (typeof value === 'string') {
    world.say([{ type: 'text', text: value }]);
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(line.position, 'bad-value', { line: 'customer' });
  const { press: label, edit, ...rest } = value;
  if (label !== undefined) press(world, line, String(label), fail);
  if (edit !== undefined) world.say([{ type: 'text', text: String(edit) }], { edited: true });
  const parts: Part[] = [];
  for (const [kind, item] of Object.entries(rest)) {
    const make = Object.hasOwn(partOf, kind) ? partOf[kind] : undefined;
    if (!make) fail(line.position, 'bad-value', { line: `customer: ${kind}` });
    parts.push(make(item));
  }
  if (parts.length > 0) world.say(parts);
}

/** Presses the newest button with this label; older ones are pressed when only they have it. */
function press(world: Rehearsal, line: Line, label: string, fail: Fail): void {
  const choice = world.choices.findLast((one) => one.label === label);
  if (!choice) fail(line.position, 'no-choice', { label, shown: [...new Set(world.choices.map((one) => one.label))].join(', ') || '-' });
  world.press(choice);
}
