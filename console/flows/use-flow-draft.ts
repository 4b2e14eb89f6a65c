/** The text that is worked on: kept in this browser at once, on the server soon, and checked while it is typed. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import * as z from 'zod/mini';
import { ApiError, ask } from '../api.ts';
import { nothing } from '../shapes.ts';
import { type Checked, checked, type Draft, draft, draftPath, edited, type FormField, filePath, opened, rebased } from './shapes.ts';

/** Pause after the last key before the text is checked, and before it is saved, ms. */
const checkAfter = 300;
const saveAfter = 1_000;

const keptKey = (file: string): string => `zhanggui-flow:${file}`;
/** What this browser keeps of a text until the server has it, with the draft that it was written over. */
const keptText = z.object({ text: z.string(), revision: z.number() });

function readKept(file: string): z.infer<typeof keptText> | undefined {
  try {
    return keptText.parse(JSON.parse(localStorage.getItem(keptKey(file)) ?? ''));
  } catch {
    return undefined;
  }
}

/** Tells whether the address asks for a new file: any other that nobody wrote is none. */
const isWanted = (): boolean => new URLSearchParams(location.search).has('new');

/** Text that a new file begins with. */
function beginning(file: string): string {
  const name = file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  return `# yaml-language-server: $schema=./flow.schema.json\nflow: ${name}\nabout: { en: ${name}, zh: ${name} }\nstart:\n  - says:\n      - ${name}\nsteps:\n  - say: { en: Hello!, zh: 您好！ }\n`;
}

export interface FlowDraft {
  /** Undefined until the file is read. */
  text: string | undefined;
  /** Text that came from elsewhere than the keys in the editor; another object each time. */
  given: { text: string } | undefined;
  /** Text on the disk. */
  live: string | undefined;
  writable: boolean;
  draft: Draft | undefined;
  state: 'live' | 'unsaved' | 'saving' | 'saved' | 'new' | 'stale';
  error: unknown;
  checked: Checked | undefined;
  /** The last result that had a picture. */
  pictured: Checked | undefined;
  change(text: string): void;
  /** Puts one text of the form in its place. */
  edit(path: FormField['path'], text: string): Promise<void>;
  setTranscript(text: string): void;
  /** After a colleague saved another draft: theirs, or mine over it. */
  settle(whose: 'theirs' | 'mine'): void;
  rebase(how: 'merge' | 'mine'): Promise<boolean>;
  discard(): Promise<void>;
  /** Saves now what is not saved yet; resolves to the draft that is on the server. */
  flush(): Promise<Draft | undefined>;
  /** Reads everything anew, e.g. after a publication. */
  reload(): Promise<void>;
}

export function useFlowDraft(file: string, lang: string): FlowDraft {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['flow', file],
    queryFn: ({ signal }): Promise<z.infer<typeof opened>> =>
      ask(filePath(file), opened, { signal }).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 404 && (isWanted() || readKept(file))) return { file, writable: true };
        throw error;
      }),
    staleTime: 0,
    gcTime: 0,
  });
  const [text, setText] = useState<string>();
  const [given, setGiven] = useState<{ text: string }>();
  const [kept, setKept] = useState<Draft>();
  const [transcript, setTranscript] = useState<string>();
  const [state, setState] = useState<FlowDraft['state']>('live');
  const [result, setResult] = useState<Checked>();
  const [pictured, setPictured] = useState<Checked>();
  const [failed, setFailed] = useState<unknown>();
  const now = useRef({ text: '', transcript: '', kept: undefined as Draft | undefined });
  /** Texts of the form, and saves, one after the other: what comes next waits for them. */
  const writing = useRef<Promise<unknown>>(Promise.resolve());
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const { data } = query;
  const live = data?.text;

  const take = useCallback(
    (found: Draft | undefined, base: string | undefined, own?: string, stale = false) => {
      const next = own ?? found?.text ?? base ?? beginning(file);
      now.current = { text: next, transcript: found?.transcript ?? '', kept: found };
      setKept(found);
      setTranscript(found?.transcript);
      setText(next);
      setGiven({ text: next });
      setState(stale ? 'stale' : own !== undefined && own !== found?.text ? 'unsaved' : found ? 'saved' : base === undefined ? 'new' : 'live');
    },
    [file],
  );

  useEffect(() => {
    if (!data || text !== undefined) return;
    const own = readKept(file);
    // Somebody saved another draft since: neither is put over the other unasked.
    take(data.draft, data.text, own?.text, own !== undefined && own.text !== data.draft?.text && own.revision !== (data.draft?.revision ?? 0));
  }, [data, text, file, take]);

  const put = useCallback(async (): Promise<Draft | undefined> => {
    const { text: mine, transcript: added, kept: before } = now.current;
    if (before?.text === mine && (before.transcript ?? '') === added) {
      localStorage.removeItem(keptKey(file));
      setState('saved');
      return before;
    }
    if (!before && added === '' && mine === live) {
      localStorage.removeItem(keptKey(file));
      setState('live');
      return undefined;
    }
    setState('saving');
    try {
      const body = { text: mine, revision: before?.revision ?? 0, ...(added !== '' && { transcript: added }) };
      const saved = await ask(draftPath(file), draft, { method: 'POST', body });
      now.current.kept = saved;
      setKept(saved);
      setFailed(undefined);
      if (now.current.text === mine && now.current.transcript === added) {
        localStorage.removeItem(keptKey(file));
        setState('saved');
      }
      return saved;
    } catch (error) {
      setState(error instanceof ApiError && error.status === 409 ? 'stale' : 'unsaved');
      if (!(error instanceof ApiError && error.status === 409)) setFailed(error);
      return undefined;
    }
  }, [file, live]);

  const save = useCallback((): Promise<Draft | undefined> => {
    const done = Promise.all([saving.current, writing.current]).then(put);
    saving.current = done;
    return done;
  }, [put]);

  // Saved soon after the last key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key in the transcript counts, too
  useEffect(() => {
    if (text === undefined || state !== 'unsaved') return;
    const timer = setTimeout(() => void save(), saveAfter);
    return () => clearTimeout(timer);
  }, [text, transcript, state, save]);

  useEffect(() => {
    if (text === undefined) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask(`/flows/check?lang=${lang}`, checked, { method: 'POST', body: { file, text }, signal: abort.signal }).then(
        (found) => {
          setResult(found);
          setFailed(undefined);
          if (found.graph) setPictured(found);
        },
        (error: unknown) => abort.signal.aborted || setFailed(error),
      );
    }, checkAfter);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, file, lang]);

  const reload = useCallback(async () => {
    const before = now.current.text;
    const { data: fresh } = await query.refetch();
    // What was typed while it was read stays, and is not put over the other unasked.
    const own = now.current.text === before ? undefined : now.current.text;
    if (own === undefined) localStorage.removeItem(keptKey(file));
    if (fresh) take(fresh.draft, fresh.text, own, own !== undefined);
    await queries.invalidateQueries({ queryKey: ['flows'] });
    await queries.invalidateQueries({ queryKey: ['flow-versions', file] });
  }, [file, query.refetch, queries, take]);

  const change = useCallback(
    (next: string) => {
      // The editor tells of what it was given, too.
      if (next === now.current.text) return;
      now.current.text = next;
      localStorage.setItem(keptKey(file), JSON.stringify({ text: next, revision: now.current.kept?.revision ?? 0 }));
      setText(next);
      setState((before) => (before === 'stale' ? before : 'unsaved'));
    },
    [file],
  );

  return {
    text,
    given,
    live,
    writable: data?.writable ?? true,
    draft: kept,
    state,
    error: query.error ?? failed,
    checked: result,
    pictured,
    change,
    edit: useCallback(
      (path, value) => {
        setState((before) => (before === 'stale' ? before : 'unsaved'));
        const done = writing.current.then(async () => {
          // Whoever types in the text meanwhile loses nothing: it is written into that text once more.
          let written: string;
          let base: string;
          do {
            base = now.current.text;
            ({ text: written } = await ask('/flows/texts', edited, { method: 'POST', body: { text: base, edits: [{ path, text: value }] } }));
          } while (now.current.text !== base);
          change(written);
          setGiven({ text: written });
        });
        writing.current = done.catch(() => undefined);
        return done;
      },
      [change],
    ),
    setTranscript: useCallback((next: string) => {
      now.current.transcript = next;
      setTranscript(next);
      setState((before) => (before === 'stale' ? before : 'unsaved'));
    }, []),
    async settle(whose) {
      const fresh = await ask(filePath(file), opened);
      if (whose === 'theirs') {
        localStorage.removeItem(keptKey(file));
        take(fresh.draft, fresh.text);
      } else take(fresh.draft, fresh.text, now.current.text);
    },
    async rebase(how) {
      await save();
      const done = await ask(draftPath(file, '/rebase'), rebased, { method: 'POST', body: { how } });
      if (!done.conflict) await reload();
      return !done.conflict;
    },
    async discard() {
      await Promise.all([saving.current, writing.current]);
      await ask(draftPath(file), nothing, { method: 'DELETE' });
      await reload();
    },
    flush: save,
    reload,
  };
}
