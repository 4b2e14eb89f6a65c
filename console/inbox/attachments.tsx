/** Files that go with an answer: chosen, pasted or dropped, kept by the program before they are sent. */
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { ApiError, send } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { type KeptFile, keptFile } from '../shapes.ts';

interface Attached {
  key: string;
  name: string;
  file?: KeptFile;
  error?: unknown;
}

/** Most files of one answer: with its text there are ten parts. */
const most = 9;
const largest = 16 * 1024 * 1024;

export function useAttachments() {
  const [items, setItems] = useState<readonly Attached[]>([]);
  const change = (key: string, to: Partial<Attached>) => setItems((before) => before.map((one) => (one.key === key ? { ...one, ...to } : one)));
  return {
    items,
    busy: items.some(({ file, error }) => !file && !error),
    files: items.flatMap(({ file }) => (file ? [file] : [])),
    add(given: FileList | readonly File[]) {
      for (const file of [...given].slice(0, most - items.length)) {
        const key = crypto.randomUUID();
        setItems((before) => [...before, { key, name: file.name }]);
        const kept =
          file.size > largest ? Promise.reject(new ApiError(413, 'too_large', '')) : send(`/files?name=${encodeURIComponent(file.name)}`, file, keptFile);
        kept.then(
          (done) => change(key, { file: done }),
          (error: unknown) => change(key, { error }),
        );
      }
    },
    remove: (key: string) => setItems((before) => before.filter((one) => one.key !== key)),
    clear: () => setItems([]),
  };
}

export function Attachments({ attached }: { attached: ReturnType<typeof useAttachments> }) {
  const { t } = useWords();
  if (attached.items.length === 0) return null;
  return (
    <ul className="attached" aria-label={t.attached}>
      {attached.items.map(({ key, name, file, error }) => (
        <li key={key}>
          {file?.type === 'image' && <img src={`/media/${file.stored}`} alt="" />}
          <span>{name}</span>
          {!file && !error && <span className="quiet">{t.loading}</span>}
          {error !== undefined && <span role="alert">{error instanceof ApiError && error.code === 'too_large' ? t.fileTooLarge : failureText(error, t)}</span>}
          <button type="button" className="bare" aria-label={t.removeFile(name)} onClick={() => attached.remove(key)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

export function AttachButton({ onFiles }: { onFiles(files: FileList): void }) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        data-attach
        onChange={({ currentTarget }) => {
          if (currentTarget.files) onFiles(currentTarget.files);
          currentTarget.value = '';
        }}
      />
      <Button variant="default" aria-label={t.attach} title={t.attach} onClick={() => field.current?.click()}>
        <svg className="sign" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.6 1.6 0 0 1-2.3-2.3L14.5 7" />
        </svg>
      </Button>
    </>
  );
}
