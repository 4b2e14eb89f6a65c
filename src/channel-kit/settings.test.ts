import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiRoot, readSettings, variable, variablesOf } from './settings.ts';

const about = { en: 'where it is', zh: '在哪里' };
const schema = z.object({
  token: variable(z.string().regex(/^\d+:\w+$/), {
    env: 'TOKEN',
    secret: true,
    about,
    form: { en: 'digits, a colon and letters', zh: '数字、冒号加字母' },
    usual: /^\d{6}:/,
  }),
  path: variable(z.string().min(2).optional(), { env: 'SHARED_PATH', global: true, secret: false, about }),
  apiRoot: apiRoot('https://api.example.com', about),
});

describe('readSettings', () => {
  it.each([
    [{ token: '1:a' }, { token: '1:a', apiRoot: 'https://api.example.com' }],
    [
      { token: '1:a', path: '', apiRoot: '' },
      { token: '1:a', apiRoot: 'https://api.example.com' },
    ],
    [
      { token: '1:a', apiRoot: 'http://127.0.0.1:9//' },
      { token: '1:a', apiRoot: 'http://127.0.0.1:9' },
    ],
  ])('reads %j', (raw, settings) => expect(readSettings(schema, 'FAX_', raw)).toEqual({ ok: true, settings }));

  it.each([
    [{}, 'FAX_TOKEN is missing'],
    [{ token: '' }, 'FAX_TOKEN is missing'],
    [{ token: 'hush' }, 'FAX_TOKEN: digits, a colon and letters'],
    [{ token: '1:a', path: 'x' }, 'SHARED_PATH: where it is'],
    [{ token: '1:a', apiRoot: 'ftp://hush' }, 'FAX_API_ROOT: write it as https://api.example.com'],
  ])('refuses %j with the name of the variable, without its value', (raw, problem) =>
    expect(readSettings(schema, 'FAX_', raw)).toEqual({ ok: false, problem }),
  );
});

describe('variablesOf', () => {
  const [token, path, root] = variablesOf(schema);

  it('says of each variable what it is and whether it is needed', () => {
    expect(token).toMatchObject({ key: 'token', env: 'TOKEN', need: 'required', secret: true, about });
    expect(path).toMatchObject({ key: 'path', env: 'SHARED_PATH', global: true, need: 'optional', secret: false });
    expect(root).toMatchObject({ key: 'apiRoot', env: 'API_ROOT', need: 'optional' });
  });

  it('has the same rule and the same words as readSettings', () => {
    expect(token?.problem?.('1:a')).toBeNull();
    expect(token?.problem?.('hush')).toEqual({ en: 'digits, a colon and letters', zh: '数字、冒号加字母' });
    expect(path?.problem?.('x')).toEqual(about);
  });

  it('knows how the provider writes a value, where that is narrower', () => {
    expect(token?.form?.pattern.test('1:a')).toBe(false);
    expect(token?.form?.about).toEqual({ en: 'digits, a colon and letters', zh: '数字、冒号加字母' });
    expect(path?.form).toBeUndefined();
  });
});

it('a field without a variable is a mistake of the channel', () => {
  expect(() => variablesOf(z.object({ lost: z.string() }))).toThrow('the setting lost has no variable');
});
