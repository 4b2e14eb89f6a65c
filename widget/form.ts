/** The questions of a form, answered at once. A part of its own: most conversations have none. What is typed is judged by the server alone. */
import type { WireField, WireForm } from '../channels/webchat/browser-message.ts';
import { h } from './dom.ts';
import type { WindowWords } from './window-words.ts';

export interface FormOptions {
  words: WindowWords;
  /** What was typed before, by the names of the questions: it stands there again where the shop asks once more. */
  values: Map<string, string>;
  onFill(form: WireForm, answers: Record<string, string>, text: string): void;
}

const inputs: Record<WireField['kind'], { type: string; inputmode?: string; autocomplete?: string }> = {
  text: { type: 'text' },
  number: { type: 'text', inputmode: 'decimal' },
  date: { type: 'date' },
  time: { type: 'time' },
  email: { type: 'email', autocomplete: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
};
let forms = 0;

/** Shows the form in `place`. An `over` event at `place` closes it: it is not the question any more. */
export function showForm(place: HTMLElement, form: WireForm, { words, values, onFill }: FormOptions): void {
  forms += 1;
  const fields = form.fields.map((field) => {
    const id = `field-${forms}-${field.name}`;
    const control = field.options
      ? h('select', { id }, h('option', { value: '' }), ...field.options.map((label) => h('option', {}, label)))
      : h('input', { id, maxlength: '1000', ...inputs[field.kind] });
    control.value = values.get(field.name) ?? '';
    const label = h('label', { for: id }, field.label, field.optional && h('small', {}, words.optional));
    return { field, control, line: h('div.line', {}, label, control) };
  });
  const send = () => {
    const answers: Record<string, string> = {};
    const lines: string[] = [];
    for (const { field, control } of fields) {
      const said = control.value.trim();
      answers[field.name] = said;
      values.set(field.name, said);
      if (said) lines.push(`${field.label} ${said}`);
    }
    if (!lines.length) return fields[0]?.control.focus();
    close();
    onFill(form, answers, lines.join('\n').slice(0, 4_000));
  };
  const set = h('fieldset.fill', {}, h('legend.sr', {}, words.form), ...fields.map(({ line }) => line), h('button.choice done', { onclick: send }, words.send));
  const close = () => {
    set.disabled = true;
  };
  set.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    send();
  });
  place.addEventListener('over', close);
  if (place.dataset.over) close();
  place.replaceChildren(set);
}
