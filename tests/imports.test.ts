/** Who may import whom: the rules of docs/decisions/003. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What the files of a place may import: places of ours, and vendor packages. Node's own modules are allowed unless `pure`. */
const rules: Record<string, { may: string[]; vendors?: string[]; pure?: true }> = {
  // A hash is a pure function: node:crypto names the versions of flows.
  'src/engine/': {
    may: [
      'src/slices.ts',
      'src/order-form.ts',
      'src/plain-digits.ts',
      'src/engine/',
      'src/message.ts',
      'src/understanding/cantonese.ts',
      'src/understanding/short-spellings.ts',
      'src/understanding/simplified.ts',
      'src/understanding/traditional.ts',
    ],
    vendors: ['liquidjs', 'yaml', 'zod', 're2js', 'node:crypto'],
    pure: true,
  },
  'channels/': {
    may: [
      'src/message.ts',
      'src/channel.ts',
      'src/errors.ts',
      'src/deadline.ts',
      'src/response-body.ts',
      'src/retry-after.ts',
      'src/public-request.ts',
      'src/told-numbers.ts',
      'src/vcard-field.ts',
      'src/form-answers.ts',
      'src/mime-aliases.ts',
      'src/never-connected.ts',
      'src/without-secrets.ts',
      'src/degrade.ts',
      'src/degrade/',
      'src/wechat/',
      'src/supervision/',
    ],
    vendors: ['zod', 'grammy', '@grammyjs/*', 'whatsapp-web.js', 'wechaty', 'file-box'],
  },
  'src/supervision/': { may: ['src/supervision/', 'src/channel.ts', 'src/errors.ts', 'src/root.ts', 'src/without-secrets.ts'], vendors: ['zod'] },
  'src/degrade': { may: ['src/degrade', 'src/message.ts', 'src/channel.ts'], pure: true },
  // What the channels of WeChat and WeCom share: their callback protocol, XML and access tokens.
  'src/wechat/': {
    may: [
      'src/wechat/',
      'src/message.ts',
      'src/channel.ts',
      'src/errors.ts',
      'src/deadline.ts',
      'src/response-body.ts',
      'src/retry-after.ts',
      'src/told-numbers.ts',
      'src/never-connected.ts',
      'src/without-secrets.ts',
    ],
    vendors: ['zod', 'fast-xml-parser'],
  },
  'src/shop/': {
    may: [
      'src/slices.ts',
      'src/minor-digits.ts',
      'src/order-form.ts',
      'src/order-number.ts',
      'src/phone-key.ts',
      'src/plain-digits.ts',
      'src/shop/',
      'src/rule.ts',
      'src/message.ts',
      'src/call.ts',
      'src/store/store.ts',
      'src/store/every-row.ts',
      'src/store/collections.ts',
      'src/engine/session.ts',
      'src/engine/turn.ts',
      'src/engine/goods-said.ts',
      'src/engine/media-value.ts',
      'src/engine/text/money.ts',
    ],
    vendors: ['zod', 'csv-parse', 'html-to-text'],
  },
  'src/marketing/': {
    may: ['src/marketing/', 'src/message.ts', 'src/channel.ts', 'src/errors.ts', 'src/store/store.ts', 'src/store/collections.ts'],
    vendors: ['zod'],
  },
  'src/understanding/': {
    may: ['src/slices.ts', 'src/understanding/', 'src/message.ts', 'src/store/store.ts'],
    vendors: ['eld/small', 'opencc-js/cn2t'],
    pure: true,
  },
  'src/store/': {
    may: [
      'src/store/',
      'src/message.ts',
      'src/errors.ts',
      'src/file-trouble.ts',
      'src/channel.ts',
      'src/engine/session.ts',
      'src/engine/turn.ts',
      'src/shop/shop.ts',
    ],
    vendors: ['@photostructure/sqlite', 'mongoose', 'node:sqlite'],
  },
  'src/runtime/': {
    may: [
      'src/slices.ts',
      'src/phone-key.ts',
      'src/runtime/',
      'src/engine/',
      'src/store/',
      'src/marketing/',
      'src/understanding/',
      'src/message.ts',
      'src/channel.ts',
      'src/call.ts',
      'src/errors.ts',
      'src/file-trouble.ts',
      'src/deadline.ts',
      'src/public-request.ts',
    ],
    vendors: ['zod'],
  },
  'src/jobs/': {
    may: ['src/jobs/', 'src/deadline.ts', 'src/runtime/', 'src/store/store.ts', 'src/message.ts', 'src/channel.ts'],
    vendors: ['bull', 'ioredis'],
  },
  'src/server/': {
    may: [
      'src/server/',
      'src/root.ts',
      'src/runtime/',
      'src/store/',
      'src/shop/',
      'src/engine/',
      'src/message.ts',
      'src/channel.ts',
      'src/errors.ts',
      'src/file-trouble.ts',
    ],
    vendors: ['express', 'zod', 'prom-client', '@bull-board/*'],
  },
};
/** A vendor library lives in one place. */
const homes: Record<string, string> = {
  grammy: 'channels/telegram/',
  '@grammyjs': 'channels/telegram/',
  '@photostructure/sqlite': 'src/store/sqlite/',
  mongoose: 'src/store/mongo/',
  bull: 'src/jobs/',
  '@bull-board': 'src/server/',
  ioredis: 'src/jobs/',
  express: 'src/server/',
  'prom-client': 'src/server/',
  'csv-parse': 'src/shop/',
  'html-to-text': 'src/shop/',
  'libphonenumber-js': 'src/phone-key.ts',
  pino: 'src/log.ts',
  'fast-xml-parser': 'src/wechat/',
  'whatsapp-web.js': 'channels/whatsapp-web/',
  wechaty: 'channels/wechaty/',
  'file-box': 'channels/wechaty/',
};

/** Where a file imports from; imports of types alone vanish at build and do not count for vendor homes. */
function importsOf(file: string, types = true): string[] {
  const text = readFileSync(file, 'utf8');
  return [...(types ? text : text.replace(/^import type [^;]*;/gms, '')).matchAll(/^(?:import|export)\s[^;]*?from\s+'([^']+)'|\bimport\('([^']+)'\)/gms)].map(
    ([, fixed, dynamic]) => fixed ?? dynamic ?? '',
  );
}

const files = ['src', 'channels']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('demo-page/'));

describe('imports', () => {
  it('reads the sources', () => expect(files.length).toBeGreaterThan(50));

  it.each(Object.entries(rules))('%s keeps to its neighbours', (place, { may, vendors = [], pure }) => {
    const wrong: string[] = [];
    for (const file of files.filter((one) => one.startsWith(place))) {
      for (const from of importsOf(file)) {
        const ours = from.startsWith('.') ? normalize(join(dirname(file), from)) : null;
        const own = place === 'channels/' ? file.split('/').slice(0, 2).join('/') : undefined;
        const vendor = vendors.some((name) => (name.endsWith('/*') ? from.startsWith(name.slice(0, -1)) : from === name || from.startsWith(`${name}/`)));
        const fine = ours
          ? may.some((prefix) => ours.startsWith(prefix)) || (own !== undefined && ours.startsWith(own))
          : vendor || (from.startsWith('node:') && !pure);
        if (!fine) wrong.push(`${file} imports ${from}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps each vendor library in its home', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file, false)
        .filter((from) => Object.entries(homes).some(([name, home]) => (from === name || from.startsWith(`${name}/`)) && !file.startsWith(home)))
        .map((from) => `${file} imports ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps files short', () => {
    const lines = files.map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }));
    expect(lines.filter((one) => one.lines > 401)).toEqual([]);
  });
});
