import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { replayed } from './shapes.ts';
import { useFlowWords } from './use-flow-words.ts';

/** Which of the last conversations would go otherwise with the draft. */
export function Replay({ file, text }: { file: string; text: string }) {
  const { t } = useWords();
  const { f, lang } = useFlowWords();
  const play = useMutation({ mutationFn: () => ask(`/flows/replay?lang=${lang}`, replayed, { method: 'POST', body: { file, text, limit: 20 } }) });
  const { data } = play;
  return (
    <section className="replay" aria-label={f.replay}>
      <h2>{f.replay}</h2>
      <p className="quiet">{f.replayLead}</p>
      <Button size="xs" variant="default" loading={play.isPending} onClick={() => play.mutate()}>
        {f.replayGo}
      </Button>
      {play.error && (
        <Alert color="red" role="alert">
          {failureText(play.error, t)}
        </Alert>
      )}
      {data && (
        <div role="status">
          <p>
            {data.problems.length > 0 ? f.simErrors : data.differences.length === 0 ? f.replayNone(data.of) : f.replaySome(data.differences.length, data.of)}
          </p>
          <ul className="rows">
            {data.differences.map((one) => (
              <li key={one.conversation}>
                <dl>
                  <div>
                    <dt>{f.customerSaid}</dt>
                    <dd>
                      <Link to={`/inbox/${encodeURIComponent(one.conversation)}`}>{one.said}</Link>
                    </dd>
                  </div>
                  <div>
                    <dt>{f.liveSays}</dt>
                    <dd>{one.live.join('\n') || f.saysNothing}</dd>
                  </div>
                  <div>
                    <dt>{f.draftSays}</dt>
                    <dd>{one.draft.join('\n') || f.saysNothing}</dd>
                  </div>
                </dl>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
