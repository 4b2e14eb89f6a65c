/** compose.yaml, the Kubernetes manifests and Caddy's file fit their schemas, each other and the program. */
import { readdirSync, readFileSync } from 'node:fs';
import { DCLinter } from 'dclint';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { envExample } from '../../scripts/docs/config-reference.ts';
import { findChannels } from '../../src/channel-host/channel-registry.ts';
import { readEnvironment, variables } from '../../src/config/environment.ts';
import { loadConfig } from '../../src/config/load.ts';
import { configSchemaWith } from '../../src/config/schema.ts';
import { problemsOf } from './kubernetes-schema.ts';

const folder = 'deploy/kubernetes';
const channels = await findChannels();
const known = new Set([...variables.map(({ name }) => name), ...[...envExample(channels).matchAll(/^# ([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name)]);

/** The port that the image exposes and asks for its health. */
const port = Number(/^EXPOSE (\d+)$/m.exec(readFileSync('Dockerfile', 'utf8'))?.[1]);

function checkConfig(text: string, name: string) {
  return loadConfig(text, name, configSchemaWith(channels));
}

describe('compose.yaml', () => {
  const text = readFileSync('compose.yaml', 'utf8');
  const service = z.looseObject({
    environment: z.record(z.string(), z.string()).default({}),
    depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).default([]),
    networks: z.array(z.string()).default([]),
    restart: z.string(),
    volumes: z.array(z.string()).default([]),
    stop_grace_period: z.string().optional(),
    ports: z.array(z.string()).default([]),
  });
  const composed = z
    .object({ services: z.record(z.string(), service), networks: z.record(z.string(), z.unknown()), volumes: z.record(z.string(), z.unknown()) })
    .parse(parse(text, { merge: true }));
  const apps = Object.entries(composed.services).filter(([name]) => name.startsWith('app-'));

  it('fits the schema of Compose', async () => {
    const order = { 'service-keys-order': 0, 'services-alphabetical-order': 0, 'top-level-properties-order': 0 } as const;
    // The ports of the proxy are open to everybody: that is its purpose.
    const linter = new DCLinter({ rules: { ...order, 'no-unbound-port-interfaces': 0 }, quiet: false, debug: false, exclude: [] });
    const found: unknown = await linter.lintFiles(['compose.yaml'], false);
    expect(found).toMatchObject([{ filePath: expect.stringContaining('compose.yaml'), messages: [] }]);
  });

  it('runs two or more of the program, all alike', () => {
    expect(apps.length).toBeGreaterThanOrEqual(2);
    for (const [, app] of apps) {
      expect({ ...app.environment, ROLE: '' }).toEqual({ ...apps[0]?.[1].environment, ROLE: '' });
      expect(app.volumes).toEqual(apps[0]?.[1].volumes);
      expect(app.environment.PORT).toBe(String(port));
    }
  });

  it('gives the program variables that it knows and takes', () => {
    for (const [, { environment }] of apps) {
      expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([]);
      const filled = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replace(/\$\{[^}]*\}/g, 'something-that-is-set')]));
      expect(readEnvironment(filled)).toMatchObject({ ok: true });
    }
  });

  it('names only what it has', () => {
    for (const { depends_on, networks, volumes } of Object.values(composed.services)) {
      for (const name of Array.isArray(depends_on) ? depends_on : Object.keys(depends_on)) expect(Object.keys(composed.services)).toContain(name);
      for (const name of networks) expect(Object.keys(composed.networks)).toContain(name);
      for (const [source = ''] of volumes.map((volume) => volume.split(':')))
        if (!source.startsWith('.')) expect(Object.keys(composed.volumes)).toContain(source);
    }
  });

  it('leaves MongoDB and Redis to the program alone', () => {
    for (const [name, { networks, ports }] of Object.entries(composed.services)) {
      if (name === 'caddy') expect(networks).toEqual(['outside']);
      else expect(ports.filter((one) => !one.startsWith('127.0.0.1:') || !one.endsWith(`:${port}`))).toEqual([]);
      if (/^(mongo|redis)/.test(name)) expect({ networks, ports }).toEqual({ networks: ['inside'], ports: [] });
    }
    expect(composed.networks.inside).toMatchObject({ internal: true });
  });

  it('has a proxy that knows every one of them, and a config that knows the proxy', () => {
    const upstreams = /reverse_proxy (.+) \{/.exec(readFileSync('deploy/caddy/Caddyfile', 'utf8'))?.[1]?.split(' ');
    expect(upstreams?.sort()).toEqual(apps.map(([name]) => `${name}:${port}`).sort());
    expect(checkConfig(readFileSync('deploy/config/shop.yaml', 'utf8'), 'shop.yaml')).toMatchObject({ ok: true, value: { server: { proxies: 1 } } });
  });
});

describe('the Kubernetes manifests', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml');
  const read = (file: string): unknown[] => parseAllDocuments(readFileSync(`${folder}/${file}`, 'utf8')).map((document) => document.toJS() as unknown);
  const envEntry = z.object({ name: z.string(), value: z.string() });
  const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
  const deployment = z.object({
    kind: z.literal('Deployment'),
    metadata: z.object({ name: z.string() }),
    spec: z.object({
      template: z.object({
        metadata: z.object({ labels: z.record(z.string(), z.string()) }),
        spec: z.looseObject({
          terminationGracePeriodSeconds: z.number(),
          containers: z.array(
            z.looseObject({
              image: z.string(),
              ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
              env: z.array(envEntry),
              volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
              livenessProbe: probe,
              readinessProbe: probe,
            }),
          ),
          volumes: z.array(z.looseObject({ name: z.string(), configMap: z.object({ name: z.string() }).optional() })),
        }),
      }),
    }),
  });
  const roles = files.filter((file) => file.startsWith('role-')).map((file) => deployment.parse(read(file)[0]));

  it.each(files)('%s fits the schema', (file) => {
    const documents = read(file);
    expect(documents.length).toBeGreaterThan(0);
    expect(documents.flatMap(problemsOf)).toEqual([]);
  });

  it('would be found wrong where they are', () => {
    const [good] = read('role-worker.yaml');
    const text = JSON.stringify(good);
    expect(problemsOf(JSON.parse(text.replace('"livenessProbe"', '"livenesProbe"')))).toContainEqual(expect.stringContaining('livenesProbe'));
    expect(problemsOf(JSON.parse(text.replace('"replicas":2', '"replicas":"two"')))).toContainEqual(expect.stringContaining('replicas'));
    expect(problemsOf(JSON.parse(text.replace('"500m"', '"half"')))).toContainEqual(expect.stringContaining('cpu'));
    expect(problemsOf(JSON.parse(text.replace('"Deployment"', '"Deploymint"')))).toEqual(['there is no Deploymint in apps/v1']);
  });

  it('have a Deployment and a budget of disruption for each role', () => {
    expect(roles.map(({ metadata }) => metadata.name).sort()).toEqual(['zhanggui-ingress', 'zhanggui-sender', 'zhanggui-worker']);
    const budgets = z.array(z.object({ spec: z.object({ selector: z.object({ matchLabels: z.object({ role: z.string() }) }) }) }));
    expect(budgets.parse(read('disruption.yaml')).map(({ spec }) => spec.selector.matchLabels.role)).toEqual(['ingress', 'worker', 'sender']);
  });

  it.each(roles.map((role) => [role.metadata.name, role] as const))('%s starts the program as it wants to be started', (name, { spec: { template } }) => {
    const { containers, volumes, terminationGracePeriodSeconds } = template.spec;
    const [container] = containers;
    if (!container) throw new Error('no container');
    const env = Object.fromEntries(container.env.map((entry) => [entry.name, entry.value]));
    expect(Object.keys(env).filter((variable) => !known.has(variable))).toEqual([]);
    expect(readEnvironment({ ...env, MONGODB_URL: 'mongodb://mongo/zhanggui', REDIS_URL: 'redis://redis:6379' })).toMatchObject({
      ok: true,
      value: { role: name.replace('zhanggui-', ''), port },
    });
    expect(template.metadata.labels.role).toBe(env.ROLE);
    expect(container.ports).toEqual([{ name: 'http', containerPort: port }]);
    expect([container.livenessProbe.httpGet.path, container.readinessProbe.httpGet.path]).toEqual(['/healthz', '/readyz']);
    // preStop 5 s, then the program's own 10 s.
    expect(terminationGracePeriodSeconds).toBeGreaterThanOrEqual(20);
    const mounts = Object.fromEntries(container.volumeMounts.map(({ mountPath, name: volume }) => [mountPath, volume]));
    expect([mounts[env.DATA_DIR ?? ''], mounts[env.FLOWS_DIR ?? ''], mounts['/config'], mounts['/tmp']]).toEqual(['data', 'flows', 'config', 'tmp']);
    expect(Object.values(mounts).sort()).toEqual(volumes.map((volume) => volume.name).sort());
    expect(volumes.flatMap(({ configMap }) => configMap?.name ?? [])).toEqual(['zhanggui-config', 'zhanggui-flows']);
  });

  it('differ between roles only by what the role needs', () => {
    const plain = roles.map((role) =>
      JSON.stringify(role)
        .replaceAll(role.spec.template.metadata.labels.role ?? '', 'ROLE')
        .replace(/"sizeLimit":"\d+Mi"/g, ''),
    );
    expect(new Set(plain.map((text) => text.replace(/"cpu":"\d+m"/g, ''))).size).toBe(1);
  });

  it('have a config that the program takes, and a Secret without a value', () => {
    const [config] = z.array(z.object({ data: z.object({ 'shop.yaml': z.string() }) })).parse(read('config.yaml'));
    expect(checkConfig(config?.data['shop.yaml'] ?? '', 'shop.yaml')).toMatchObject({ ok: true, value: { server: { proxies: 1 } } });
    const [secret] = z.array(z.object({ stringData: z.record(z.string(), z.string()) })).parse(read('secret.example.yaml'));
    expect(Object.keys(secret?.stringData ?? {}).filter((variable) => !known.has(variable))).toEqual([]);
    expect(new Set(Object.values(secret?.stringData ?? {}))).toEqual(new Set(['']));
  });

  it('are all in the kustomization, but the examples', () => {
    const { resources } = z.object({ resources: z.array(z.string()) }).parse(parse(readFileSync(`${folder}/kustomization.yaml`, 'utf8')));
    expect(resources.sort()).toEqual(files.filter((file) => !file.includes('.example.')).sort());
  });
});
