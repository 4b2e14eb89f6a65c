/** The dashboard and the alerts ask for numbers that the program tells, in words that Prometheus reads. */
import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMetrics } from '../../src/server/operations/metrics.ts';

/** What Prometheus adds to every target by itself. */
const ofPrometheus = { metrics: ['up'], labels: ['job', 'instance', 'le'] };

const declared = new Map<string, readonly string[]>();
const { registry } = createMetrics({ runtime: () => ({}), notSent: async () => 0 });
for (const { name } of registry.getMetricsAsArray()) {
  const metric = registry.getSingleMetric(name);
  const labels = z.object({ labelNames: z.array(z.string()) }).parse(metric).labelNames;
  const isHistogram = metric?.constructor.name === 'Histogram';
  for (const end of isHistogram ? ['_bucket', '_sum', '_count'] : ['']) declared.set(`${name}${end}`, labels);
}

/** What is wrong with an expression; [] when nothing is. */
function problemsOf(written: string): string[] {
  const expression = written.replaceAll('$__rate_interval', '5m');
  const problems: string[] = [];
  const metrics: string[] = [];
  const labels: string[] = [];
  parser.parse(expression).iterate({
    enter({ type, from, to }) {
      const text = expression.slice(from, to);
      if (type.isError) problems.push(`${written}: not understood at "${expression.slice(Math.max(0, from - 10), to + 10)}"`);
      else if (type.name === 'VectorSelector') metrics.push(/^\w+/.exec(text)?.[0] ?? text);
      else if (type.name === 'LabelName') labels.push(text);
    },
  });
  const known = [...ofPrometheus.labels, ...metrics.flatMap((metric) => declared.get(metric) ?? [])];
  return [
    ...problems,
    ...metrics.filter((metric) => !declared.has(metric) && !ofPrometheus.metrics.includes(metric)).map((metric) => `no metric ${metric}`),
    ...labels.filter((label) => !known.includes(label)).map((label) => `${written}: no label ${label}`),
  ];
}

describe('what is asked of Prometheus', () => {
  it('is found wrong where it is', () => {
    expect(problemsOf('sum by (channel) (rate(zhanggui_sends_total{outcome="sent"}[5m]))')).toEqual([]);
    expect(problemsOf('sum(rate(zhanggui_sent_total[5m]))')).toEqual(['no metric zhanggui_sent_total']);
    expect(problemsOf('sum(rate(zhanggui_turn_seconds[5m]))')).toEqual(['no metric zhanggui_turn_seconds']);
    expect(problemsOf('zhanggui_outbox{state="held"}')).toEqual([expect.stringContaining('no label state')]);
    expect(problemsOf('sum by (kind (zhanggui_outbox)')).not.toEqual([]);
  });

  const dashboard = z
    .object({
      panels: z.array(z.looseObject({ id: z.number(), title: z.string(), targets: z.array(z.looseObject({ expr: z.string(), legendFormat: z.string() })) })),
    })
    .parse(JSON.parse(readFileSync('deploy/grafana/dashboard.json', 'utf8')));

  it.each(dashboard.panels.map((panel) => [panel.title, panel] as const))('the panel "%s"', (_title, { targets }) => {
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.flatMap(({ expr }) => problemsOf(expr))).toEqual([]);
  });

  it('the panels show every number of ours', () => {
    const all = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n');
    const ours = registry.getMetricsAsArray().map(({ name }) => name);
    expect(ours.filter((name) => !/^zhanggui_(process|nodejs)_/.test(name) && !all.includes(name))).toEqual([]);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });

  const rule = z.strictObject({
    alert: z.string().regex(/^Zhanggui[A-Z]\w+$/),
    expr: z.string(),
    for: z.string().optional(),
    labels: z.strictObject({ severity: z.enum(['page', 'warn']) }),
    annotations: z.strictObject({ en: z.string(), zh: z.string(), do_en: z.string(), do_zh: z.string() }),
  });
  const { groups } = z
    .strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule) })) })
    .parse(parse(readFileSync('deploy/prometheus/alerts.yaml', 'utf8')));

  it.each(groups.flatMap(({ rules }) => rules.map((one) => [one.alert, one] as const)))('the alert %s', (_name, { expr, annotations }) => {
    expect(problemsOf(expr)).toEqual([]);
    // What a text names must be in the answer of the expression.
    const named = Object.values(annotations).flatMap((text) => [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label));
    const grouped = /by \(([^)]*)\)/.exec(expr)?.[1]?.split(', ') ?? (/\bsum\(|\bmax\(/.test(expr) ? [] : ['instance', 'job']);
    expect(named.filter((label) => !grouped.includes(label))).toEqual([]);
  });
});
