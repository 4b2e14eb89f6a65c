import { h, icon } from './dom.ts';
import { createLog, type Log, type LogOptions } from './log.ts';
import { look } from './look.ts';
import type { Words } from './words.ts';

export interface Panel {
  readonly element: HTMLElement;
  readonly log: Log;
  focus(): void;
  banner(text: string): void;
}

export interface PanelOptions extends Omit<LogOptions, 'onBehind' | 'words'> {
  title: string;
  /** What stands below the title. */
  line: string;
  onText: (text: string) => void;
  onFile: (file: File) => void;
  onTyping: () => void;
  onClose: () => void;
}

const maxUpload = 10 * 1024 * 1024;

/** Creates the chat window: header, messages, and the line to write in. Tab stays inside, Esc closes. */
export function createPanel(options: PanelOptions, words: Words): Panel {
  const { title, line, onText, onFile, onTyping, onClose } = options;
  const jump = h('button.jump', { hidden: true, onclick: () => log.toEnd() }, words.more);
  const log = createLog({
    ...options,
    words,
    onBehind: (behind) => {
      jump.hidden = !behind;
    },
  });
  const banner = h('div.banner', { role: 'status', hidden: true });
  const area = h('textarea', {
    maxlength: '4000',
    placeholder: words.write,
    'aria-label': words.write,
    enterkeyhint: 'send',
    oninput: () => {
      grow();
      if (area.value.trim()) onTyping();
    },
    onkeydown: (event) => {
      const { key, shiftKey, isComposing } = event as KeyboardEvent;
      if (key !== 'Enter' || shiftKey || isComposing) return;
      event.preventDefault();
      submit();
    },
    onpaste: (event) => {
      const file = (event as ClipboardEvent).clipboardData?.files[0];
      if (file) attach(file);
    },
  });
  const send = h('button.round send', { type: 'submit', disabled: true, 'aria-label': words.send }, icon('send'));
  const picker = h('input', {
    type: 'file',
    hidden: true,
    accept: 'image/*,audio/*,video/*,.pdf',
    onchange: () => {
      const file = picker.files?.[0];
      if (file) attach(file);
      picker.value = '';
    },
  });
  const attach = (file: File) => {
    if (file.size > maxUpload) show(words.tooLarge);
    else onFile(file);
  };
  const show = (text: string) => {
    banner.textContent = text;
    banner.hidden = !text;
  };
  const grow = () => {
    send.disabled = !area.value.trim();
    area.style.height = '44px';
    area.style.height = `${Math.min(132, area.scrollHeight + 2)}px`;
  };
  const submit = () => {
    const text = area.value.trim();
    if (!text) return;
    area.value = '';
    grow();
    area.focus();
    onText(text);
  };

  const seal = h('span.seal', { 'aria-hidden': 'true' }, look.logo ? h('img', { src: look.logo, alt: '' }) : (look.seal ?? '掌'));
  const close = h('button.round', { 'aria-label': words.close, onclick: onClose }, icon('down'));
  const element = h(
    'section.panel',
    {
      role: 'dialog',
      'aria-label': title,
      hidden: true,
      onkeydown: (event) => {
        const { key, shiftKey, isComposing } = event as KeyboardEvent;
        if (isComposing) return;
        if (key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
        if (key === 'Tab') keepInside(event, shiftKey);
      },
    },
    h('header', {}, seal, h('div', {}, h('h2', {}, title), h('p', {}, line)), close),
    banner,
    log.element,
    jump,
    h(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          submit();
        },
      },
      picker,
      h('button.round', { 'aria-label': words.attach, onclick: () => picker.click() }, icon('clip')),
      area,
      send,
    ),
  );

  const keepInside = (event: Event, back: boolean) => {
    const stops = [...element.querySelectorAll<HTMLElement>('button, a[href], textarea, audio, video, [tabindex]')].filter(
      (stop) => stop.tabIndex >= 0 && !('disabled' in stop && stop.disabled) && stop.getClientRects().length,
    );
    const edge = back ? stops[0] : stops.at(-1);
    if ((element.getRootNode() as ShadowRoot).activeElement !== edge) return;
    event.preventDefault();
    (back ? stops.at(-1) : stops[0])?.focus();
  };

  return { element, log, banner: show, focus: () => area.focus() };
}
