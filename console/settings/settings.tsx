/** Settings of the shop, and the canned replies. */
import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { Page, Trouble } from '../page.tsx';
import { type ShopSettings, shopSettings } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';
import { Replies } from './replies.tsx';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const listed = (text: string): string[] => text.split(/[,，、;；\s]+/).filter((one) => one !== '');

export function Settings({ may }: { may(permission: string): boolean }) {
  const { t } = useWords();
  return (
    <Page
      title={t.settings}
      acts={
        may('settings') && (
          <>
            <Button variant="default" component={Link} href="/start">
              {t.firstSteps}
            </Button>
            <Button variant="default" component={Link} href="/keys">
              {t.apiKeys}
            </Button>
          </>
        )
      }
    >
      {may('settings') && <Shop />}
      <Replies mayTeam={may('settings')} />
    </Page>
  );
}

function Shop() {
  const { t } = useWords();
  const read = useQuery({ queryKey: ['settings'], queryFn: ({ signal }) => ask('/settings', shopSettings, { signal }) });
  return (
    <section>
      <h2>{t.shop}</h2>
      <Trouble error={read.error} onAgain={read.refetch} />
      {!read.data && !read.error && <Nothing text={t.loading} />}
      {read.data && <ShopForm now={read.data} />}
    </section>
  );
}

function ShopForm({ now }: { now: ShopSettings }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  // What is typed stands over what the server says, which others may change meanwhile.
  const [typed, setTyped] = useState<Record<string, string>>({});
  const names = Object.keys({ zh: '', en: '', ...now.name });
  const stored: Record<string, string> = {
    ...Object.fromEntries(names.map((one) => [`name.${one}`, now.name[one] ?? ''])),
    ...Object.fromEntries(days.map((day) => [day, (now.hours[day] ?? []).join(', ')])),
    langs: now.langs.join(', '),
    closed: now.closed_on.join(', '),
  };
  const textOf = (field: string): string => typed[field] ?? stored[field] ?? '';
  const field = (of: string) => ({
    value: textOf(of),
    onChange: ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement>) => setTyped((was) => ({ ...was, [of]: value })),
  });
  const save = useMutation({
    mutationFn: (_: Record<string, string>) =>
      ask('/settings', shopSettings, {
        method: 'PATCH',
        body: {
          name: Object.fromEntries(names.flatMap((one) => (textOf(`name.${one}`).trim() === '' ? [] : [[one, textOf(`name.${one}`)]]))),
          langs: listed(textOf('langs')),
          hours: Object.fromEntries(days.flatMap((day) => (listed(textOf(day)).length > 0 ? [[day, listed(textOf(day))]] : []))),
          closed_on: listed(textOf('closed')),
        },
      }),
    onSuccess: (after, saved) => {
      queries.setQueryData(['settings'], after);
      void ask('/console/start', nothing, { method: 'PATCH', body: { step: 'shop' } }).catch(() => undefined);
      setTyped((was) => Object.fromEntries(Object.entries(was).filter(([of, text]) => text !== saved[of])));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(typed);
  };
  const dayName = (at: number) => new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + at));
  return (
    <form className="stack" onSubmit={submit}>
      {now.waits && (
        <Alert color="orange" role="status" className="wide-alert">
          {t.settingsWait}
        </Alert>
      )}
      <div className="fields">
        {names.map((one) => (
          <TextInput key={one} label={`${t.shopName} (${one})`} maxLength={100} {...field(`name.${one}`)} />
        ))}
        <TextInput label={t.shopLangs} description={t.shopLangsHint} {...field('langs')} />
      </div>
      <fieldset>
        <legend>{t.shopHours}</legend>
        <p className="quiet">{t.shopHoursHint}</p>
        <div className="week">
          {days.map((day, at) => (
            <TextInput key={day} label={dayName(at)} placeholder={t.closedDay} {...field(day)} />
          ))}
        </div>
      </fieldset>
      <TextInput label={t.holidays} placeholder="2026-10-01, 2026-10-02" {...field('closed')} />
      <Trouble error={save.error} />
      <div className="acts">
        <Button type="submit" loading={save.isPending}>
          {t.save}
        </Button>
        <span className="quiet" role="status">
          {save.isSuccess && Object.keys(typed).length === 0 && `${t.savedNow} `}
        </span>
        <span className="quiet">{t.writtenTo(now.file)}</span>
      </div>
      <details>
        <summary>{t.elsewhere}</summary>
        <div className="wide">
          <table>
            <thead>
              <tr>
                <th scope="col">{t.setting}</th>
                <th scope="col">{t.value}</th>
                <th scope="col">{t.where}</th>
              </tr>
            </thead>
            <tbody>
              {now.elsewhere.map(({ key, value, where }) => (
                <tr key={key}>
                  <td>
                    <code>{key}</code>
                  </td>
                  <td>{value}</td>
                  <td>{where}</td>
                </tr>
              ))}
              <tr>
                <td>{t.keysOfChannels}</td>
                <td>{t.secret}</td>
                <td>.env</td>
              </tr>
            </tbody>
          </table>
        </div>
      </details>
    </form>
  );
}
