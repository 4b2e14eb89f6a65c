import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';

const context = { account: 'main', now: 1_000 };
const text = (value: string) => decode({ user: 'v-1', post: { type: 'message', id: 'c1', text: value } }, context);

describe('web chat decode', () => {
  it('makes ids unique across visitors', () => {
    const ids = ['v-1', 'v-2'].map((user) => decode({ user, post: { type: 'message', id: 'c1', text: 'hi' } }, context)[0]?.id);
    expect(ids).toEqual(['v-1.c1', 'v-2.c1']);
  });

  it('takes out control characters and broken surrogates, and keeps emoji', () => {
    expect(text(' a\u0000b\r\nc\uD800d 👗 ')).toMatchObject([{ parts: [{ type: 'text', text: 'ab\nc\uFFFDd 👗' }] }]);
  });

  it('keeps customer text literal', () => {
    expect(text('{{ contact.email }} <b>{% raw %}')).toMatchObject([{ parts: [{ text: '{{ contact.email }} <b>{% raw %}' }] }]);
  });

  it('gives nothing for empty, overlong or unknown posts', () => {
    expect(text('   ')).toEqual([]);
    expect(text('x'.repeat(4_001))).toEqual([]);
    expect(decode({ user: 'v-1', post: { type: 'admin', id: 'c1' } }, context)).toEqual([]);
    expect(decode({ user: '', post: { type: 'typing' } }, context)).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (raw) => Array.isArray(decode(raw, context))));
    fc.assert(fc.property(fc.anything(), (post) => Array.isArray(decode({ user: 'v', post }, context))));
  });
});
