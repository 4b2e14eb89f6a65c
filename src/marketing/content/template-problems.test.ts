import { expect, test } from 'vitest';
import type { Channel, ProviderTemplate } from '../../channel.ts';
import { isUnchecked, templateProblems } from './template-problems.ts';

const template = (set: Partial<ProviderTemplate> = {}): ProviderTemplate => ({
  name: 'sale',
  lang: 'en',
  status: 'approved',
  category: 'marketing',
  params: ['1', '2'],
  ...set,
});
const account = (name: string, templates?: ProviderTemplate[]): Channel =>
  ({ name, ...(templates && { templates: () => templates }) }) as Partial<Channel> as Channel;
const config = { sale: { channels: ['whatsapp-cloud'] }, spring: { channels: ['whatsapp-cloud'], names: { 'whatsapp-cloud': 'spring_2026' } } };
const both = { '1': 'a', '2': 'b' };

test.each<[title: string, name: string, params: Record<string, string>, templates: ProviderTemplate[] | undefined, problems: string[]]>([
  ['is fine', 'sale', both, [template()], []],
  ['has two languages', 'sale', both, [template(), template({ lang: 'zh_CN' })], []],
  ['has one language that is approved', 'sale', both, [template({ status: 'rejected' }), template({ lang: 'zh_CN' })], []],
  [
    'is not in the config',
    'sail',
    both,
    [template()],
    ['content.template.name: no template "sail" stands under templates in the config file; there are sale, spring'],
  ],
  ['is not at the provider', 'sale', both, [template({ name: 'other' })], ['content.template.name: whatsapp-cloud:main has no template "sale"']],
  ['has another name there', 'spring', { '1': 'a' }, [template({ name: 'spring_2026', params: ['1'] })], []],
  ['is not there under its other name', 'spring', {}, [template()], ['content.template.name: whatsapp-cloud:main has no template "spring_2026"']],
  ['waits for review', 'sale', both, [template({ status: 'pending' })], ['content.template.name: template "sale" of whatsapp-cloud:main is not approved yet']],
  ['was rejected', 'sale', both, [template({ status: 'rejected' })], ['content.template.name: template "sale" of whatsapp-cloud:main was rejected']],
  [
    'is paused',
    'sale',
    both,
    [template({ status: 'paused' })],
    ['content.template.name: template "sale" of whatsapp-cloud:main is paused by the provider, mostly because people blocked or reported it'],
  ],
  [
    'is disabled',
    'sale',
    both,
    [template({ status: 'disabled' })],
    ['content.template.name: template "sale" of whatsapp-cloud:main is disabled by the provider'],
  ],
  ['lacks a value', 'sale', { '1': 'a' }, [template()], ['content.template.params: template "sale" needs 2; it has 1, 2']],
  [
    'lacks all',
    'sale',
    {},
    [template()],
    ['content.template.params: template "sale" needs 1; it has 1, 2', 'content.template.params: template "sale" needs 2; it has 1, 2'],
  ],
  ['has one too many', 'sale', { ...both, '3': 'c' }, [template()], ['content.template.params.3: template "sale" has no variable 3; it has 1, 2']],
  ['has no variables', 'sale', { name: 'x' }, [template({ params: [] })], ['content.template.params.name: template "sale" has no variable name; it has none']],
  [
    'lacks the picture of its header',
    'sale',
    { '1': 'a' },
    [template({ params: ['header.image', '1'] })],
    ['content.template.params: template "sale" needs header.image; it has header.image, 1'],
  ],
  [
    'has a name like a property of all objects',
    'toString',
    {},
    [template()],
    ['content.template.name: no template "toString" stands under templates in the config file; there are sale, spring'],
  ],
  ['cannot be looked at: the list is not read yet', 'sale', {}, [], []],
  ['cannot be looked at: the account has no list', 'sale', {}, undefined, []],
])('a template that %s', (_title, name, params, templates, problems) => {
  const own = Object.hasOwn(config, name) ? config : { ...config };
  const found = templateProblems(
    { name, params },
    own,
    new Map([
      ['whatsapp-cloud:main', account('whatsapp-cloud', templates)],
      ['telegram:main', account('telegram')],
    ]),
  );
  expect(found.map(({ field, en }) => `${field}: ${en}`)).toEqual(problems);
  for (const { zh } of found) expect(zh).toMatch(/模板|变量/);
});

test('says whether anything could be checked', () => {
  const read = new Map([['whatsapp-cloud:main', account('whatsapp-cloud', [template()])]]);
  expect(isUnchecked('sale', config, read)).toBe(false);
  expect(isUnchecked('sale', config, new Map([['whatsapp-cloud:main', account('whatsapp-cloud', [])]]))).toBe(true);
  expect(isUnchecked('sale', config, new Map())).toBe(true);
  expect(isUnchecked('sale', config, new Map([...read, ['whatsapp-cloud:two', account('whatsapp-cloud')]]))).toBe(false);
});
