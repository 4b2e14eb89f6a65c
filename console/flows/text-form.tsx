import { Alert, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import type { FormField } from './shapes.ts';
import { useFlowWords } from './use-flow-words.ts';
import type { FlowWords } from './words.ts';

/** Pause after the last key before a text is written into the file, ms. */
const writeAfter = 300;

interface TextFormProps {
  form: readonly FormField[];
  onWrite(path: FormField['path'], text: string): Promise<void>;
}

const nameOf = (field: string, f: FlowWords): string => (Object.hasOwn(f.fields, field) ? f.fields[field as keyof FlowWords['fields']] : field);

/** A step without a name is called by what it does. */
const titleOf = (of: string, f: FlowWords): string => (Object.hasOwn(f.verbs, of) ? f.verbs[of as keyof FlowWords['verbs']] : of || f.flows);

/** The words of a file as fields: the server writes each into its place, so that comments and order stay. */
export function TextForm({ form, onWrite }: TextFormProps) {
  const { f } = useFlowWords();
  const { t } = useWords();
  const [failed, setFailed] = useState<unknown>();
  const groups: { key: string; of: string; fields: FormField[] }[] = [];
  for (const field of form) {
    const key = field.path[0] === 'steps' || field.path[0] === 'entries' ? `${field.path.slice(0, 2).join('/')} ${field.of}` : '';
    const last = groups.at(-1);
    if (last && last.key === key) last.fields.push(field);
    else groups.push({ key, of: field.of, fields: [field] });
  }
  const write = async (path: FormField['path'], value: string): Promise<boolean> => {
    try {
      await onWrite(path, value);
      setFailed(undefined);
      return true;
    } catch (error) {
      setFailed(error);
      return false;
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
        <fieldset key={group.fields[0]?.path.join('/')}>
          <legend>{titleOf(group.of, f)}</legend>
          {group.fields.map((field) => (
            <Field key={field.path.join('/')} field={field} onWrite={write} />
          ))}
        </fieldset>
      ))}
    </section>
  );
}

/** Shows what is typed at once, and writes it into the file soon, or when the field is left. */
function Field({ field, onWrite }: { field: FormField; onWrite(path: FormField['path'], text: string): Promise<boolean> }) {
  const { f, lang } = useFlowWords();
  const [value, setValue] = useState(field.text);
  const typing = useRef(false);
  /** Counts how often the field was come to and left. */
  const visits = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef<string | undefined>(field.text);
  useEffect(() => {
    // What is typed here goes before what came back of it.
    if (typing.current) return;
    written.current = field.text;
    setValue(field.text);
  }, [field.text]);
  const write = async (text: string): Promise<void> => {
    clearTimeout(timer.current);
    if (text === written.current) return;
    written.current = text;
    if (!(await onWrite(field.path, text))) written.current = undefined;
  };
  const language = field.lang === undefined ? '' : ` (${new Intl.DisplayNames(lang, { type: 'language' }).of(field.lang) ?? field.lang})`;
  return (
    <Textarea
      label={`${nameOf(field.field, f)}${language}`}
      autosize
      minRows={1}
      maxRows={12}
      value={value}
      lang={field.lang}
      onFocus={() => {
        typing.current = true;
        visits.current += 1;
      }}
      onChange={({ currentTarget: { value: typed } }) => {
        setValue(typed);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void write(typed), writeAfter);
      }}
      onBlur={() => {
        visits.current += 1;
        const visit = visits.current;
        // Until it is in the file, what comes back is older; whoever came back to the field types on.
        void write(value).finally(() => {
          if (visits.current === visit) typing.current = false;
        });
      }}
    />
  );
}
