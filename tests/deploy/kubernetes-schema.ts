/** Checks a Kubernetes manifest against the schemas of Kubernetes' own API, without a cluster and without the network. */
import * as apps from 'kubernetes-models/apps/v1';
import * as networking from 'kubernetes-models/networking.k8s.io/v1';
import * as policy from 'kubernetes-models/policy/v1';
import * as core from 'kubernetes-models/v1';
import { z } from 'zod';

interface Model {
  validate(): void;
}
type Kind = new (data: unknown) => Model;

const groups: Readonly<Record<string, object>> = { v1: core, 'apps/v1': apps, 'networking.k8s.io/v1': networking, 'policy/v1': policy };
const headSchema = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({ name: z.string() }) });

function isKind(value: unknown): value is Kind {
  return typeof value === 'function';
}

/**
 * What is wrong with the manifest; [] when nothing is. Kubernetes' schemas let unknown keys pass, so the validator is watched: a key that it never
 * looks at is unknown to the schema, mostly a slip of the pen.
 */
export function problemsOf(manifest: unknown): string[] {
  const head = headSchema.safeParse(manifest);
  if (!head.success) return head.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { apiVersion, kind } = head.data;
  const model: unknown = Reflect.get(groups[apiVersion] ?? {}, kind);
  if (!isKind(model)) return [`there is no ${kind} in ${apiVersion}`];
  const unread = new Set<string>();
  const made = new model(head.data);
  for (const [key, value] of Object.entries(made)) Reflect.set(made, key, watched(value, key, unread));
  try {
    made.validate();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return [...unread].map((path) => `${path}: not in the schema of ${kind}`);
}

/** The same value; `unread` holds the paths below it that nobody has read yet. */
function watched(value: unknown, path: string, unread: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const [key, child] of Object.entries(value)) {
    unread.add(`${path}.${key}`);
    Reflect.set(value, key, watched(child, `${path}.${key}`, unread));
  }
  return new Proxy(value, {
    get(target, key, receiver): unknown {
      if (typeof key === 'string') unread.delete(`${path}.${key}`);
      return Reflect.get(target, key, receiver);
    },
  });
}
