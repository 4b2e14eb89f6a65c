/** Packages that their makers have given up and that come along all the same stand in SECURITY.md, with whether our use reaches them. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';

const needs = z.record(z.string(), z.string()).optional();
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        dev: z.boolean().optional(),
        deprecated: z.string().optional(),
        dependencies: needs,
        optionalDependencies: needs,
        peerDependencies: needs,
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** Given up by their makers below the major version named. A registry may keep `deprecated` to itself, and then the lock has none of it. */
const givenUp: Record<string, number> = {
  request: Number.POSITIVE_INFINITY,
  'har-validator': Number.POSITIVE_INFINITY,
  'tough-cookie': 4,
  'form-data': 3,
  'http-signature': 1.3,
  uuid: 7,
  cheerio: 1,
  'lodash.pick': Number.POSITIVE_INFINITY,
  'lodash.get': Number.POSITIVE_INFINITY,
  'lodash.isequal': Number.POSITIVE_INFINITY,
  'lodash.omit': Number.POSITIVE_INFINITY,
  'lodash.template': Number.POSITIVE_INFINITY,
  xml2js: 0.6,
  phin: 3,
  mkdirp: 1,
  rimraf: 4,
  glob: 11,
  inflight: Number.POSITIVE_INFINITY,
  'fluent-ffmpeg': Number.POSITIVE_INFINITY,
  cuid: Number.POSITIVE_INFINITY,
  fstream: Number.POSITIVE_INFINITY,
  querystring: Number.POSITIVE_INFINITY,
  abab: Number.POSITIVE_INFINITY,
  domexception: Number.POSITIVE_INFINITY,
  'node-domexception': Number.POSITIVE_INFINITY,
  'whatwg-encoding': Number.POSITIVE_INFINITY,
  npmlog: Number.POSITIVE_INFINITY,
  gauge: Number.POSITIVE_INFINITY,
  'are-we-there-yet': Number.POSITIVE_INFINITY,
  'abstract-leveldown': Number.POSITIVE_INFINITY,
  'deferred-leveldown': Number.POSITIVE_INFINITY,
  'encoding-down': Number.POSITIVE_INFINITY,
  'level-codec': Number.POSITIVE_INFINITY,
  'level-concat-iterator': Number.POSITIVE_INFINITY,
  'level-errors': Number.POSITIVE_INFINITY,
  'level-js': Number.POSITIVE_INFINITY,
  'level-packager': Number.POSITIVE_INFINITY,
  leveldown: Number.POSITIVE_INFINITY,
  levelup: Number.POSITIVE_INFINITY,
};

/** Paths of what the optional channels bring: they are peers that a shop installs for itself, and development packages here. */
function ofOptionalChannels(): Set<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    for (let at = from; ; at = at.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
      const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
      const known = lock.packages[path];
      if (known) {
        if (found.has(path)) return;
        found.add(path);
        for (const next of Object.keys({ ...known.dependencies, ...known.optionalDependencies })) visit(next, path);
        return;
      }
      if (at === '') return;
    }
  };
  for (const name of Object.keys(lock.packages['']?.peerDependencies ?? {})) visit(name, '');
  return found;
}
const optional = ofOptionalChannels();

const installed = Object.entries(lock.packages).flatMap(([path, { version, dev, deprecated }]) => {
  const name = path.replace(/^.*node_modules\//, '');
  return version === undefined || (dev && !optional.has(path))
    ? []
    : [{ name, version, deprecated: deprecated !== undefined || Number.parseFloat(version) < (givenUp[name] ?? 0) }];
});
const listed = [...readFileSync('SECURITY.md', 'utf8').matchAll(/^\| ([\w@/.-]+) \| (\d+\.\d+\.\d+) \|/gm)].map(([, name, version]) => `${name}@${version}`);

it('lists each, in the version of the lock, and nothing that is gone', () => {
  const wanted = installed.filter(({ deprecated }) => deprecated).map(({ name, version }) => `${name}@${version}`);
  expect(wanted.length).toBeGreaterThan(0);
  expect(new Set(listed)).toEqual(new Set(wanted));
});

it('has none of them in what runs without the optional channels', () => {
  const paths = z
    .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
    .parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))).packages;
  const always = Object.entries(paths)
    .filter(([, { dev }]) => !dev)
    .map(([path]) => `${path.replace(/^.*node_modules\//, '')}@${lock.packages[path]?.version}`);
  expect(listed.filter((one) => always.includes(one))).toEqual([]);
});
