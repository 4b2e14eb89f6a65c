import { Alert, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, memo, useEffect, useRef, useState } from 'react';
import { ask } from '../api.ts';
import { channelName, channelNames } from '../channels.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { whole } from '../times.ts';
import { type Talk, type TalkLine, talk, transcript } from './shapes.ts';
import { useFlowWords } from './use-flow-words.ts';

interface SimulatorProps {
  file: string;
  text: string;
  /** Name of the flow, absent for a FAQ. */
  flow: string | undefined;
  languages: readonly string[];
  onStep(line: number): void;
  onTranscript(text: string): void;
}

/** Local time as a field for date and time shows it. */
const local = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** A talk with the draft on the real engine; the server plays it, keeps nothing and sends nothing. */
export const Simulator = memo(function Simulator({ file, text, flow, languages, onStep, onTranscript }: SimulatorProps) {
  const { t } = useWords();
  const { f, lang } = useFlowWords();
  const [lines, setLines] = useState<TalkLine[]>([]);
  const [said, setSaid] = useState('');
  const [here, setHere] = useState(true);
  const [spoken, setSpoken] = useState<string>(lang);
  const [channel, setChannel] = useState('webchat');
  const [now, setNow] = useState(() => Math.floor(Date.now() / 60_000) * 60_000);
  const [closed, setClosed] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const [name, setName] = useState<string>();
  const setup = {
    ...(here && flow !== undefined && { flow }),
    ...(spoken && { lang: spoken }),
    channel,
    now,
    contact: agreed ? { marketing: true } : {},
    shop: closed ? { open: false, opens_at: now + 12 * 3_600_000 } : {},
  };
  const body = { file, text, setup, lines };
  const [asked, setAsked] = useState(body);
  const key = JSON.stringify(body);
  // What is typed into the text settles first; what is done in the talk shows at once.
  const [shownText, shownRest] = [asked.text, JSON.stringify({ ...asked, text: '' })];
  useEffect(() => {
    const next: typeof body = JSON.parse(key);
    if (shownRest !== JSON.stringify({ ...next, text: '' })) setAsked(next);
    if (shownText === next.text) return;
    const timer = setTimeout(() => setAsked(next), 600);
    return () => clearTimeout(timer);
  }, [key, shownText, shownRest]);
  const played = useQuery({
    queryKey: ['talk', asked],
    queryFn: ({ signal }) => ask(`/flows/simulate?lang=${lang}`, talk, { method: 'POST', body: asked, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const made = useMutation({
    mutationFn: (title: string) => ask(`/flows/transcript?lang=${lang}`, transcript, { method: 'POST', body: { ...body, name: title } }),
    onSuccess: (done) => {
      setName(undefined);
      onTranscript(done.transcript);
    },
  });
  const { data } = played;
  const log = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes to the end whenever something was said
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [data]);
  const add = (line: TalkLine) => setLines([...lines, line]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (said.trim() === '') return;
    add({ say: said.trim() });
    setSaid('');
  };
  const wrong = (data?.problems.length ?? 0) > 0;
  const last = data?.turns.length ?? 0;
  return (
    <section className="simulator" aria-label={f.tryIt}>
      <p className="quiet">{f.simLead}</p>
      <details>
        <summary>{f.settings}</summary>
        <div className="fields">
          {flow !== undefined && (
            <NativeSelect
              size="xs"
              label={f.begin}
              data={[
                { value: 'here', label: f.beginHere },
                { value: 'words', label: f.beginWords },
              ]}
              value={here ? 'here' : 'words'}
              onChange={({ currentTarget }) => setHere(currentTarget.value === 'here')}
            />
          )}
          <NativeSelect
            size="xs"
            label={f.custLang}
            data={[
              { value: '', label: f.anyLang },
              ...languages.map((value) => ({ value, label: new Intl.DisplayNames(lang, { type: 'language' }).of(value) ?? value })),
            ]}
            value={spoken}
            onChange={({ currentTarget }) => setSpoken(currentTarget.value)}
          />
          <NativeSelect
            size="xs"
            label={f.channel}
            data={Object.keys(channelNames).map((value) => ({ value, label: channelName(value, lang) }))}
            value={channel}
            onChange={({ currentTarget }) => setChannel(currentTarget.value)}
          />
          <TextInput
            size="xs"
            label={f.when}
            type="datetime-local"
            value={local(now)}
            onChange={({ currentTarget }) => Number.isFinite(Date.parse(currentTarget.value)) && setNow(Date.parse(currentTarget.value))}
          />
          <Checkbox size="xs" label={f.closed} checked={closed} onChange={({ currentTarget }) => setClosed(currentTarget.checked)} />
          <Checkbox size="xs" label={f.agreed} checked={agreed} onChange={({ currentTarget }) => setAgreed(currentTarget.checked)} />
        </div>
      </details>
      {played.error && (
        <Alert color="red" role="alert">
          {failureText(played.error, t)}
        </Alert>
      )}
      {wrong && <Alert color="orange">{f.simErrors}</Alert>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also where no button stands in it */}
      <div className="talk" ref={log} role="log" aria-label={f.tryIt} tabIndex={0}>
        {last === 0 && !wrong && <div className="quiet">{f.simEmpty}</div>}
        {data?.turns.map((turn, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the talk is played from the beginning each time
          <Turn key={at} turn={turn} newest={at === last - 1} onPress={(label) => add({ press: label })} />
        ))}
        {data?.looped && <div className="quiet">{f.looped}</div>}
      </div>
      <form className="compose-row" onSubmit={send}>
        <TextInput
          aria-label={f.sayHere}
          placeholder={f.sayHere}
          value={said}
          maxLength={4_000}
          onChange={({ currentTarget }) => setSaid(currentTarget.value)}
        />
        <Button type="submit">{f.send}</Button>
      </form>
      <div className="acts">
        <Button size="xs" variant="default" onClick={() => add({ after: '1h' })}>
          {f.hour}
        </Button>
        <Button size="xs" variant="default" onClick={() => add({ after: '1d' })}>
          {f.day}
        </Button>
        <Button size="xs" variant="default" onClick={() => add({ photo: 'photo.jpg' })}>
          {f.photo}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => add({ agent: data?.turns.some(({ line }) => line && 'agent' in line && line.agent === 'took') ? 'back' : 'took' })}
        >
          {data?.turns.some(({ line }) => line && 'agent' in line && line.agent === 'took') ? f.back : f.took}
        </Button>
        <Button size="xs" variant="default" onClick={() => setLines([])}>
          {f.restart}
        </Button>
        <Button size="xs" onClick={() => setName(name === undefined ? '' : undefined)} disabled={last === 0} aria-expanded={name !== undefined}>
          {f.makeTest}
        </Button>
      </div>
      {name !== undefined && (
        <form
          className="compose-row"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) made.mutate(name.trim());
          }}
        >
          <TextInput
            aria-label={f.testName}
            placeholder={f.testName}
            value={name}
            maxLength={120}
            autoFocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button type="submit" loading={made.isPending} disabled={name.trim() === ''}>
            {f.create}
          </Button>
        </form>
      )}
      {made.isSuccess && name === undefined && (
        <p className="quiet" role="status">
          {f.testMade}
        </p>
      )}
      {made.error && (
        <Alert color="red" role="alert">
          {failureText(made.error, t)}
        </Alert>
      )}
      {data && last > 0 && <Inside data={data} onStep={onStep} />}
    </section>
  );
});

function Turn({ turn, newest, onPress }: { turn: Talk['turns'][number]; newest: boolean; onPress(label: string): void }) {
  const { f } = useFlowWords();
  const { line } = turn;
  return (
    <>
      {line && 'say' in line && <div className="talk-customer">{line.say}</div>}
      {line && 'press' in line && <div className="talk-customer">{line.press}</div>}
      {line && 'photo' in line && <div className="talk-customer">🖼 {line.photo}</div>}
      {line && 'after' in line && <div className="talk-note">{f.passed[line.after === '1h' ? '1h' : '1d']}</div>}
      {line && 'agent' in line && <div className="talk-note">{line.agent === 'took' ? f.took : f.back}</div>}
      {turn.refused && <div className="talk-note">{f.noButton}</div>}
      {turn.items.map((item, at) =>
        item.kind === 'choices' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one answer keep their order
          <div key={at} className="acts talk-choices">
            {item.labels?.map((label) => (
              <Button key={label} size="xs" variant="default" disabled={!newest} onClick={() => onPress(label)}>
                {label}
              </Button>
            ))}
          </div>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one answer keep their order
          <div key={at} className="talk-bot">
            {item.card ? <strong>{item.card.title}</strong> : item.kind === 'text' ? item.text : `${item.kind}: ${item.text}`}
            {item.card?.text && <p>{item.card.text}</p>}
          </div>
        ),
      )}
      {turn.handoff && <div className="talk-note">{f.handedOff}</div>}
      {line && ('say' in line || 'press' in line) && turn.items.length === 0 && !turn.handoff && !turn.refused && <div className="talk-note">{f.silent}</div>}
      {turn.problems.map((problem) => (
        <div key={problem} className="talk-note">
          {problem}
        </div>
      ))}
    </>
  );
}

function Inside({ data, onStep }: { data: Talk; onStep(line: number): void }) {
  const { f, lang } = useFlowWords();
  const steps = data.turns.flatMap((turn) => turn.steps);
  const calls = data.turns.flatMap((turn) => turn.calls);
  const vars = Object.entries({ ...data.vars, ...Object.fromEntries(Object.entries(data.contact.vars).map(([name, value]) => [`contact.${name}`, value])) });
  const shown = (value: unknown): string => {
    const text = JSON.stringify(value) ?? '';
    return text.length > 200 ? `${text.slice(0, 200)}…` : text;
  };
  const { place } = data;
  return (
    <details className="inside" open>
      <summary>{f.inside}</summary>
      <dl>
        <div>
          <dt>{f.place}</dt>
          <dd>
            {place ? (
              <button type="button" className="to-line" disabled={place.line === undefined} onClick={() => place.line !== undefined && onStep(place.line)}>
                {place.flow} {place.at}
              </button>
            ) : (
              f.placeEnd
            )}
          </dd>
        </div>
        {data.next !== undefined && (
          <div>
            <dt>{f.nextTimer}</dt>
            <dd>{whole(data.next, lang)}</dd>
          </div>
        )}
        {vars.length > 0 && (
          <div>
            <dt>{f.vars}</dt>
            <dd>
              {vars.map(([name, value]) => (
                <p key={name}>
                  <code>{name}</code> = <code>{shown(value)}</code>
                </p>
              ))}
            </dd>
          </div>
        )}
        {calls.length > 0 && (
          <div>
            <dt>{f.calls}</dt>
            <dd>
              {calls.map(({ name, args, outcome }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: calls keep their order
                <p key={at}>
                  <code>
                    {name} {shown(args)} → {shown(outcome)}
                  </code>
                </p>
              ))}
            </dd>
          </div>
        )}
        {steps.length > 0 && (
          <div>
            <dt>{f.trace}</dt>
            <dd>
              {steps.slice(-12).map((step, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: steps keep their order
                <p key={at}>
                  {step.flow} {step.at} {step.verb}
                </p>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </details>
  );
}
