import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ask, pathOf } from '../api.ts';
import { failureText } from '../failure-text.ts';
import { useWords } from '../language.tsx';
import { type Conversation, type Me, note } from '../shapes.ts';
import { walkTabs } from '../walk-tabs.ts';
import { AttachButton, Attachments, useAttachments } from './attachments.tsx';
import { CannedList, cannedListId, useCanned } from './canned.tsx';
import { before, behind, useDraft, useNoteDraft } from './drafts.ts';
import type { SendResult, Wish } from './outgoing.ts';
import { SuggestedAnswer, useSuggestedAnswer } from './suggested-answer.tsx';
import { TemplateForm } from './template-form.tsx';
import { TimeMenu } from './time-menu.tsx';

interface Props {
  one: Conversation;
  me: Me;
  onSend(wish: Wish): Promise<SendResult>;
  /** Text of an answer that was taken back; another object each time. */
  restored: { text: string } | undefined;
  onTyping(typing: boolean): void;
  /** The keys of the page are wanted. */
  onLeave(): void;
}

/** Who stops typing is no longer shown as typing after, ms. */
const typingMs = 4_000;

/** Answers to the customer, and notes for colleagues. What is typed is kept until it is sent. */
export function Composer({ one, me, onSend, onTyping, onLeave, restored }: Props) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const [answer, typeAnswer] = useDraft(me.id, one.id);
  const [noted, typeNote] = useNoteDraft(me.id, one.id);
  const [noting, setNoting] = useState(noted !== '');
  const [text, type] = noting ? [noted, typeNote] : [answer, typeAnswer];
  // Whoever chose what to write goes on with writing it.
  const field = useRef<HTMLTextAreaElement>(null);
  const goes = useRef(false);
  const [, draw] = useState({});
  useLayoutEffect(() => {
    if (goes.current) field.current?.focus();
    goes.current = false;
  });
  const choose = (to: boolean) => {
    goes.current = true;
    setNoting(to);
    draw({});
  };
  const [asking, setAsking] = useState<Wish>();
  const attached = useAttachments();
  const customerLang = one.contact.lang ?? lang;
  const { offered, draft: suggested } = useSuggestedAnswer(one.id);
  const canned = useCanned(noting ? '' : text, customerLang, type);
  useEffect(() => {
    onTyping(text !== '' && !noting);
    const timer = setTimeout(() => onTyping(false), typingMs);
    return () => clearTimeout(timer);
  }, [text, noting, onTyping]);
  const saved = useMutation({
    mutationFn: (words: string) => ask(pathOf('conversations', one.id, '/notes'), note, { method: 'POST', body: { text: words } }),
    onSuccess: (_done, words) => {
      typeNote((typed) => behind(words, typed));
      return queries.invalidateQueries({ queryKey: ['notes', one.id] });
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it comes back once for each answer that was taken back
  useEffect(() => {
    if (!restored) return;
    typeAnswer((typed) => before(restored.text, typed));
    choose(false);
  }, [restored]);
  const send = async (wish: Wish) => {
    typeAnswer('');
    attached.clear();
    const result = await onSend(wish);
    if (result !== 'taken') return;
    typeAnswer((typed) => before(wish.text, typed));
    setAsking(wish);
  };
  const nothing = noting ? text.trim() === '' : text.trim() === '' && attached.files.length === 0;
  const submit = (at?: number) => {
    const words = text.trim();
    if (nothing || saved.isPending || attached.busy) return;
    if (noting) saved.mutate(words);
    else void send({ text: words, files: attached.files, anyway: false, ...(at !== undefined && { at }) });
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // 229: the key went to an input method, which some browsers tell in no other way.
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (canned.press(event)) return;
    if (event.key === 'Escape') onLeave();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    submit();
  };
  const windowClosed = one.window !== undefined && !one.window.open;
  const others = one.state === 'handoff' && one.owner !== 'bot' && one.owner !== me.name;
  const hint = one.state === 'closed' ? t.reopenHint : one.state === 'open' ? t.botHas : others ? t.otherHas(one.owner) : t.sendKeys;
  return (
    <div className="composer" data-note={noting || undefined}>
      <div className="queues">
        <div className="queues" role="tablist" aria-label={t.writeWhat} onKeyDown={walkTabs}>
          <button type="button" role="tab" data-key="r" aria-selected={!noting} onClick={() => choose(false)}>
            {t.reply}
          </button>
          <button type="button" role="tab" data-key="n" aria-selected={noting} onClick={() => choose(true)}>
            {t.note}
          </button>
        </div>
        {!noting && !windowClosed && <span className="quiet hint">{hint}</span>}
      </div>
      {saved.error && <p role="alert">{failureText(saved.error, t)}</p>}
      {!noting && windowClosed ? (
        <TemplateForm one={one} />
      ) : (
        <>
          {!noting && <Attachments attached={attached} />}
          {offered && !noting && (
            <Button variant="subtle" size="compact-sm" loading={suggested.isPending} onClick={() => suggested.mutate()}>
              {t.suggest}
            </Button>
          )}
          {!noting && <SuggestedAnswer draft={suggested} onUse={(words) => type((typed) => before(words, typed))} />}
          <CannedList canned={canned} lang={customerLang} />
          <div className="compose-row">
            <Textarea
              id="composer"
              ref={field}
              aria-label={noting ? t.note : t.reply}
              placeholder={noting ? t.noteHint : t.replyHint}
              rows={2}
              maxLength={8_000}
              {...(canned.found.length > 0 && {
                'aria-autocomplete': 'list' as const,
                'aria-controls': cannedListId,
                'aria-activedescendant': `canned-${canned.chosen}`,
              })}
              value={text}
              onChange={({ currentTarget }) => type(currentTarget.value)}
              onKeyDown={press}
              onPaste={(event) => {
                if (noting || event.clipboardData.files.length === 0) return;
                event.preventDefault();
                attached.add(event.clipboardData.files);
              }}
              onDrop={(event) => {
                if (noting || event.dataTransfer.files.length === 0) return;
                event.preventDefault();
                attached.add(event.dataTransfer.files);
              }}
            />
            {!noting && <AttachButton onFiles={attached.add} />}
            <Button onClick={() => submit()} disabled={nothing || attached.busy} color={noting ? 'orange' : undefined}>
              {noting ? t.saveNote : t.send}
            </Button>
            {!noting && (
              <TimeMenu
                title={t.sendLater}
                onPick={submit}
                target={
                  <Button variant="default" aria-label={t.sendLater} title={t.sendLater} disabled={nothing || attached.busy}>
                    <svg className="sign" viewBox="0 0 24 24" aria-hidden="true">
                      <path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 7v5l3 2" />
                    </svg>
                  </Button>
                }
              />
            )}
          </div>
        </>
      )}
      <Modal
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={t.takenTitle(one.owner)}
        lockScroll={false}
        closeButtonProps={{ 'aria-label': t.cancel }}
      >
        <p>{t.takenText(one.owner)}</p>
        <div className="acts">
          <Button
            onClick={() => {
              setAsking(undefined);
              if (asking !== undefined) void send({ ...asking, anyway: true });
            }}
          >
            {t.answerAnyway}
          </Button>
          <Button variant="default" onClick={() => setAsking(undefined)}>
            {t.cancel}
          </Button>
        </div>
      </Modal>
    </div>
  );
}
