/** Shape of a tool that an assistant may use. */
import type { z } from 'zod';
import type { AskApi, Said } from './ask-api.ts';

/** Shown before anything is done: what would happen, in the words of the API, and what the merchant should look at. */
export type Preview =
  /** `keep`: what the write needs to do what was shown, and nothing newer. */
  { ok: true; shown: unknown; keep?: Readonly<Record<string, unknown>> } | { ok: false; message: string };

interface Declared<S extends z.ZodObject> {
  name: string;
  title: string;
  /** What it does, for a model: it reads this to choose. */
  about: string;
  input: S;
}
export type ReadTool<S extends z.ZodObject = z.ZodObject> = Declared<S> & { read(args: z.output<S>, ask: AskApi): Promise<Said> };
/** Changes something: `preview` first, `write` once the token of the preview is confirmed. `once` is the same for every try of one confirmation. */
export type WriteTool<S extends z.ZodObject = z.ZodObject> = Declared<S> & {
  preview(args: z.output<S>, ask: AskApi): Promise<Preview>;
  write(args: z.output<S>, ask: AskApi, once: string, keep: Readonly<Record<string, unknown>> | undefined): Promise<Said>;
};
export type Tool = ReadTool | WriteTool;

/** Declares a tool; its functions get what its schema lets through. */
export const reads = <S extends z.ZodObject>(tool: ReadTool<S>): Tool => tool as unknown as Tool;
export const writes = <S extends z.ZodObject>(tool: WriteTool<S>): Tool => tool as unknown as Tool;
