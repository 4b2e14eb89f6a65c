import { h, icon } from './dom.ts';
import { createLog, type Log, type LogOptions } from './log.ts';
import type { Look } from './look.ts';
import { createMenu, type MenuItem } from './menu.ts';

export interface Panel {
  readonly element: HTMLElement;
  readonly log: Log;
  focus(): void;
  banner(text: string): void;
}

export interface PanelOptions extends Omit<LogOptions, 'onBehind'> {
  look: Look;
  title: string;
  /** What stands below the title. */
  line: string;
  menu: MenuItem[];
  onCall?: () => void;
  /** Records in the place of the line to write in; missing where that is not possible. */
  onRecord?: (place: HTMLElement) => Promise<void>;
  onText: (text: string) => void;
  onFile: (file: File) => void;
  onTyping: () => void;
  /** Missing where the window is part of the page. */
  onClose?: () => void;
}

const maxUpload = 10 * 1024 * 1024;

/** Creates the chat window: header, messages, and the line to write in. Where it can be closed, Tab stays inside and Esc closes. */
export function createPanel(options: PanelOptions): Panel {
  const { words, look, title, line, menu, onText, onFile, onTyping, onCall, onRecord, onClose } = options;
  const jump = h('button.jump', { hidden: true, onclick: () => log.toEnd() }, words.more);
  const log = createLog({
    ...options,
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
  const picker = (accept: string, capture?: string) => {
    const input = h('input', {
      type: 'file',
      hidden: true,
      accept,
      capture,
      onchange: () => {
        const file = input.files?.[0];
        if (file) attach(file);
        input.value = '';
      },
    });
    return input;
  };
  const files = picker('image/*,audio/*,video/*,.pdf');
  // A mouse has no camera of its own worth a button: the picker of files offers it.
  const camera = matchMedia('(pointer: coarse)').matches && picker('image/*', 'environment');
  const microphone =
    onRecord &&
    h(
      'button.round',
      {
        'aria-label': words.record,
        onclick: () => {
          form.classList.add('records');
          void onRecord(form).finally(() => {
            form.classList.remove('records');
            microphone?.focus();
          });
        },
      },
      icon('microphone'),
    );
  const attach = (file: File) => {
    if (file.size > maxUpload) show(words.tooLarge);
    else onFile(file);
  };
  const show = (text: string) => {
    banner.textContent = text;
    banner.hidden = !text;
  };
  /** Who has written nothing can speak; who has written can send. */
  const offer = () => {
    send.disabled = !area.value.trim();
    if (!microphone) return;
    microphone.hidden = !send.disabled;
    send.hidden = send.disabled;
  };
  const grow = () => {
    offer();
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
  const form = h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    files,
    camera,
    h('button.round', { 'aria-label': words.attach, onclick: () => files.click() }, icon('clip')),
    camera && h('button.round', { 'aria-label': words.camera, onclick: () => camera.click() }, icon('camera')),
    area,
    microphone,
    send,
  );
  const element = h(
    'section.panel',
    {
      role: onClose ? 'dialog' : 'region',
      'aria-label': title,
      hidden: Boolean(onClose),
      onkeydown: (event) => {
        const { key, shiftKey, isComposing } = event as KeyboardEvent;
        if (isComposing || !onClose) return;
        if (key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
        if (key === 'Tab') keepInside(event, shiftKey);
      },
    },
    h(
      'header',
      {},
      seal,
      h('div', {}, h('h2', {}, title), h('p', {}, line)),
      onCall && h('button.round', { 'aria-label': words.call, onclick: onCall }, icon('phone')),
      createMenu(words.menu, menu),
      onClose && h('button.round', { 'aria-label': words.close, onclick: onClose }, icon('down')),
    ),
    banner,
    log.element,
    jump,
    form,
  );
  offer();

  const keepInside = (event: Event, back: boolean) => {
    const stops = [...element.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, audio, video, [tabindex]')].filter(
      (stop) => stop.tabIndex >= 0 && !('disabled' in stop && stop.disabled) && stop.getClientRects().length,
    );
    const edge = back ? stops[0] : stops.at(-1);
    if ((element.getRootNode() as ShadowRoot).activeElement !== edge) return;
    event.preventDefault();
    (back ? stops.at(-1) : stops[0])?.focus();
  };

  return { element, log, banner: show, focus: () => area.focus() };
}
