/** Signing in with more than a password: an app with codes, recovery codes, passkeys; the owner may demand it of everybody. */
import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import * as z from 'zod/mini';
import { ask } from '../api.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { Trouble } from '../page.tsx';
import { canPasskey, makePasskey } from '../passkey.ts';
import { Qr } from '../qr.tsx';
import { saveAs } from '../save-as.ts';
import { type Me, nothing } from '../shapes.ts';
import { whole } from '../times.ts';
import { secondWords } from './words.ts';

const second = z.object({
  totp: z.boolean(),
  codes: z.number(),
  demanded: z.boolean(),
  host: z.string(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), at: z.number(), seen: z.optional(z.number()) })),
});
const begun = z.object({ secret: z.string(), uri: z.string() });
const codesGiven = z.object({ codes: z.array(z.string()) });

export function SecondFactor({ me }: { me: Me }) {
  const { t, lang } = useWords();
  const s = useOwnWords(secondWords);
  const queries = useQueryClient();
  const [open, setOpen] = useState<'app' | 'end' | 'key'>();
  const [removing, setRemoving] = useState<{ id: string; name: string }>();
  const read = useQuery({ queryKey: ['second'], queryFn: ({ signal }) => ask('/console/second', second, { signal }) });
  const again = () => Promise.all([queries.invalidateQueries({ queryKey: ['second'] }), queries.invalidateQueries({ queryKey: ['me'] })]);
  const demand = useMutation({
    mutationFn: (demanded: boolean) => ask('/console/second', nothing, { method: 'PATCH', body: { demanded } }),
    onSuccess: again,
  });
  const now = read.data;
  const close = () => {
    setOpen(undefined);
    setRemoving(undefined);
    void again();
  };
  return (
    <section aria-label={s.title}>
      <h2>{s.title}</h2>
      <p className="quiet">{s.lead}</p>
      <Trouble error={read.error ?? demand.error} onAgain={read.error ? read.refetch : undefined} />
      {now && (
        <>
          <ul className="rows">
            <li>
              <div className="grow">
                <strong>{s.app}</strong> <div className="quiet">{now.totp ? s.appOn(now.codes) : s.appOff}</div>
              </div>
              <Button size="xs" variant="default" onClick={() => setOpen(now.totp ? 'end' : 'app')}>
                {now.totp ? s.appEnd : s.appBegin}
              </Button>
            </li>
            {now.passkeys.map(({ id, name, at, seen }) => (
              <li key={id}>
                <div className="grow">
                  <strong>{name}</strong>{' '}
                  <div className="quiet">
                    {[s.passkeyOf(whole(at, lang)), seen === undefined ? '' : t.lastSeen(whole(seen, lang))].filter(Boolean).join(' · ')}
                  </div>
                </div>
                <Button size="xs" variant="default" aria-label={`${t.remove}: ${name}`} onClick={() => setRemoving({ id, name })}>
                  {t.remove}
                </Button>
              </li>
            ))}
            <li>
              <div className="grow">
                <strong>{s.passkey}</strong> <div className="quiet">{canPasskey() ? s.passkeyIs : s.passkeyNot}</div>
              </div>
              {canPasskey() && (
                <Button size="xs" variant="default" onClick={() => setOpen('key')}>
                  {s.passkeyAdd}
                </Button>
              )}
            </li>
          </ul>
          {me.permissions.includes('settings') && (
            <label className="check">
              <input
                type="checkbox"
                checked={demand.isPending ? demand.variables : now.demanded}
                onChange={({ currentTarget }) => demand.mutate(currentTarget.checked)}
              />{' '}
              {s.demand}
            </label>
          )}
        </>
      )}
      {open === 'app' && <App onClose={close} />}
      {removing && <RemoveKey {...removing} onClose={close} />}
      {open === 'end' && <EndApp onClose={close} />}
      {open === 'key' && <NewKey me={me} has={now?.passkeys.map(({ id }) => id) ?? []} onClose={close} />}
    </section>
  );
}

interface Dialog {
  onClose(): void;
}

function Password({ value, onChange }: { value: string; onChange(to: string): void }) {
  const { t } = useWords();
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
      label={t.presentPassword}
      autoComplete="current-password"
      required
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function App({ onClose }: Dialog) {
  const { t } = useWords();
  const s = useOwnWords(secondWords);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const begin = useMutation({ mutationFn: () => ask('/console/second/totp', begun, { method: 'POST', body: { password } }) });
  const confirm = useMutation({ mutationFn: () => ask('/console/second/totp/confirm', codesGiven, { method: 'POST', body: { code } }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (begin.data) confirm.mutate();
    else begin.mutate();
  };
  const codes = confirm.data?.codes;
  return (
    <Modal opened onClose={onClose} title={s.app} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      {codes ? (
        <div className="stack">
          <p role="status">{s.codesOnce}</p>
          <ul className="codes">
            {codes.map((one) => (
              <li key={one}>
                <code>{one}</code>
              </li>
            ))}
          </ul>
          <div className="acts">
            <Button variant="default" onClick={() => saveAs('zhanggui-codes.txt', 'text/plain', codes.join('\n'))}>
              {s.codesSave}
            </Button>
            <Button onClick={onClose}>{t.done}</Button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          {begin.data ? (
            <>
              <p>{s.scan}</p>
              <Qr text={begin.data.uri} label={s.picture} />
              <p className="quiet">
                {s.orType} <code>{begin.data.secret}</code>
              </p>
              <TextInput
                label={t.code}
                autoComplete="one-time-code"
                inputMode="numeric"
                required
                maxLength={10}
                value={code}
                onChange={({ currentTarget }) => setCode(currentTarget.value)}
              />
            </>
          ) : (
            <Password value={password} onChange={setPassword} />
          )}
          <Trouble error={begin.data ? confirm.error : begin.error} />
          <Button type="submit" loading={begin.isPending || confirm.isPending}>
            {begin.data ? s.confirm : s.next}
          </Button>
        </form>
      )}
    </Modal>
  );
}

function RemoveKey({ id, name, onClose }: Dialog & { id: string; name: string }) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const remove = useMutation({
    mutationFn: () => ask(`/console/passkeys/${encodeURIComponent(id)}`, nothing, { method: 'DELETE', body: { password } }),
    onSuccess: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={`${t.remove}: ${name}`} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <form className="stack" onSubmit={submit}>
        <Password value={password} onChange={setPassword} />
        <Trouble error={remove.error} />
        <Button type="submit" color="red" loading={remove.isPending}>
          {t.remove}
        </Button>
      </form>
    </Modal>
  );
}

function EndApp({ onClose }: Dialog) {
  const { t } = useWords();
  const s = useOwnWords(secondWords);
  const [password, setPassword] = useState('');
  const end = useMutation({ mutationFn: () => ask('/console/second/totp/end', nothing, { method: 'POST', body: { password } }), onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={s.appEnd} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <form className="stack" onSubmit={submit}>
        <p>{s.endText}</p>
        <Password value={password} onChange={setPassword} />
        <Trouble error={end.error} />
        <Button type="submit" color="red" loading={end.isPending}>
          {s.appEnd}
        </Button>
      </form>
    </Modal>
  );
}

function NewKey({ me, has, onClose }: Dialog & { me: Me; has: readonly string[] }) {
  const { t } = useWords();
  const s = useOwnWords(secondWords);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      const made = await makePasskey(me, has);
      if (made) await ask('/console/passkeys', nothing, { method: 'POST', body: { ...made, name, password } });
      return made !== null;
    },
    onSuccess: (done) => done && onClose(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={s.passkeyAdd} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={s.passkeyName}
          placeholder={s.passkeyNameHint}
          required
          maxLength={60}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Password value={password} onChange={setPassword} />
        {add.data === false && <p role="alert">{s.passkeyNone}</p>}
        <Trouble error={add.error} />
        <Button type="submit" loading={add.isPending}>
          {s.passkeyAdd}
        </Button>
      </form>
    </Modal>
  );
}
