/** Templates compiled into functions: literal text, outputs, `if` and `unless`. They mean what Liquid means by them, and count the same steps. */
import { type Context, IfTag, type Template as Node, Output, toValue, UnlessTag, type Value } from 'liquidjs';
import { type Closure, compileClosure, type Reads } from './closure.ts';
import type { Scope } from './liquid.ts';
import type { Work } from './work.ts';

/** What a template says in a scope, at a time in epoch ms. */
export type Rendered = (scope: Scope, now: number, work: Work) => string;

/** What of a template no function can be made of: Liquid has to render it. */
class Uncompiled extends Error {}

function closureOf(value: Value, reads: Reads<Scope>, context: Context): Closure<Scope> {
  const closure = compileClosure(value, reads, context);
  if (!closure) throw new Uncompiled();
  return closure;
}

function isThere(value: unknown): boolean {
  const own: unknown = toValue(value);
  return own !== false && own !== undefined && own !== null;
}

function nodeOf(node: Node, reads: Reads<Scope>, context: Context): Rendered {
  if ('str' in node && typeof node.str === 'string') {
    const { str } = node;
    return () => str;
  }
  if (node instanceof Output) {
    const closure = closureOf(node.value, reads, context);
    // The last filter of an output makes a text of it.
    return (scope, now) => String(closure(scope, now));
  }
  if (!(node instanceof IfTag || node instanceof UnlessTag)) throw new Uncompiled();
  const branches = node.branches.map(({ value, templates }, at) => ({
    test: closureOf(value, reads, context),
    // The first branch of `unless` is the one that is taken where its condition does not hold.
    wanted: !(node instanceof UnlessTag && at === 0),
    then: nodesOf(templates, reads, context),
  }));
  const otherwise = nodesOf(node.elseTemplates ?? [], reads, context);
  return (scope, now, work) => (branches.find(({ test, wanted }) => isThere(test(scope, now)) === wanted)?.then ?? otherwise)(scope, now, work);
}

function nodesOf(nodes: readonly Node[], reads: Reads<Scope>, context: Context): Rendered {
  const parts = nodes.map((node) => nodeOf(node, reads, context));
  return (scope, now, work) => {
    work.step();
    let text = '';
    for (const part of parts) {
      work.step();
      text += part(scope, now, work);
    }
    return text;
  };
}

/** Compiles a template; `context` has to count the work and hold the reading of each rendering. Returns undefined for loops, assignments and the like. */
export function compileTemplate(nodes: readonly Node[], reads: Reads<Scope>, context: Context): Rendered | undefined {
  try {
    return nodesOf(nodes, reads, context);
  } catch (error) {
    if (error instanceof Uncompiled) return undefined;
    throw error;
  }
}
