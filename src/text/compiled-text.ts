/** Texts, conditions and expressions of a flow as the compiler leaves them and text.ts reads them. */
import type { Json } from '../json.ts';

/** A compiled text in one or more languages; `any` when it was written without languages. Render with text.ts. */
export interface Text {
  langs: Record<string, Template>;
  any?: Template;
}

/** A literal, or a Liquid template that was checked at load. Opaque to all but text.ts. */
export type Template = string | { readonly source: string; readonly nodes: unknown };

/** A condition; all of `tests` hold. */
export interface Cond {
  source: string;
  readonly tests: readonly unknown[];
}

/** A Liquid expression without braces. */
export interface Expr {
  source: string;
  readonly node: unknown;
}

/** A value of `set`, `with`, `end`: literal, template (exactly one `{{ }}` keeps its type), text in several languages, or list and map of values. */
export type Value = { literal: Json } | { template: Template; single?: Expr } | { text: Text } | { list: Value[] } | { map: Record<string, Value> };
