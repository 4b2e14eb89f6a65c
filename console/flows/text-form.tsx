import { Alert, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { ask } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { edited, type FormField } from './shapes.ts';
import { useFlowWords } from './use-flow-words.ts';
import type { FlowWords } from './words.ts';

interface TextFormProps {
  text: string;
  form: readonly FormField[];
  onChange(text: string): void;
}

const nameOf = (field: string, f: FlowWords): string => (Object.hasOwn(f.fields, field) ? f.fields[field as keyof FlowWords['fields']] : field);

/** The words of a file as fields: the server writes each into its place, so that comments and order stay. */
export function TextForm({ text, form, onChange }: TextFormProps) {
  const { f } = useFlowWords();
  const { t } = useWords();
  const [failed, setFailed] = useState<unknown>();
  const now = useRef(text);
  now.current = text;
  const groups: { key: string; of: string; fields: FormField[] }[] = [];
  for (const field of form) {
    const key = field.path[0] === 'steps' || field.path[0] === 'entries' ? `${field.path.slice(0, 2).join('/')} ${field.of}` : '';
    const last = groups.at(-1);
    if (last && last.key === key) last.fields.push(field);
    else groups.push({ key, of: field.of, fields: [field] });
  }
  const write = async (path: FormField['path'], value: string): Promise<void> => {
    try {
      onChange((await ask('/flows/texts', edited, { method: 'POST', body: { text: now.current, edits: [{ path, text: value }] } })).text);
      setFailed(undefined);
    } catch (error) {
      setFailed(error);
    }
  };
  if (form.length === 0) return <Nothing text={f.formNone} />;
  return (
    <section className="text-form" aria-label={f.form}>
      <p className="quiet">{f.formLead}</p>
      {failed !== undefined && (
        <Alert color="red" role="alert">
          {failureText(failed, t)}
        </Alert>
      )}
      {groups.map((group) => (
        <fieldset key={group.key + group.fields[0]?.path.join('/')}>
          <legend>{group.of || f.flows}</legend>
          {group.fields.map((field) => (
            <Field key={field.path.join('/')} field={field} onWrite={write} />
          ))}
        </fieldset>
      ))}
    </section>
  );
}

/** Shows what is typed at once, and writes it into the file when the field is left. */
function Field({ field, onWrite }: { field: FormField; onWrite(path: FormField['path'], text: string): Promise<void> }) {
  const { f, lang } = useFlowWords();
  const [value, setValue] = useState(field.text);
  useEffect(() => setValue(field.text), [field.text]);
  const language = field.lang === undefined ? '' : ` (${new Intl.DisplayNames(lang, { type: 'language' }).of(field.lang) ?? field.lang})`;
  return (
    <Textarea
      label={`${nameOf(field.field, f)}${language}`}
      autosize
      minRows={1}
      maxRows={12}
      value={value}
      lang={field.lang}
      onChange={({ currentTarget }) => setValue(currentTarget.value)}
      onBlur={() => value !== field.text && void onWrite(field.path, value)}
    />
  );
}
