/** What a route is sent and what it answers, once, as data: shown to people and checked with the route's schemas. */
import type { z } from 'zod';

/** Data that nobody changes, such as `as const` makes. */
export type Frozen<T> = T extends readonly (infer Item)[] ? readonly Frozen<Item>[] : T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

/** A file that is sent as it is. */
export interface ExampleFile {
  readonly name: string;
  readonly text: string;
}

/** An example of any route. */
export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  readonly file?: ExampleFile;
  /** 200 unless given. */
  readonly status?: 200 | 201 | 202;
  readonly answer: unknown;
}

/** What may be left out when the schema takes nothing at all. */
type Given<Name extends string, Type> =
  Record<string, never> extends Type ? { readonly [Key in Name]?: Frozen<Type> } : { readonly [Key in Name]: Frozen<Type> };

/** An example of the route with these schemas. */
export type ExampleOf<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Pick<Example, 'file' | 'status'> &
  Given<'params', z.input<P>> &
  Given<'query', z.input<Q>> &
  (undefined extends z.input<B> ? { readonly body?: undefined } : { readonly body: Frozen<z.input<B>> }) & { readonly answer: Frozen<z.input<R>> };
