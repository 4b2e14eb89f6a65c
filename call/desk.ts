/** The shop's page: with a one-time link it joins that call; without one it signs in and shows who is calling. */
import { ask, listen } from './line.ts';
import { callPage } from './session.ts';
import { link, readAs, ringing } from './shapes.ts';
import { button, element, show, title } from './view.ts';
import { voicePage } from './voice.ts';
import { say } from './words.ts';

const tokenKey = 'zhanggui-desk';
const token = location.hash.slice(1);
if (token) history.replaceState(null, '', location.pathname + location.search);
title('deskTitle');
const heading = () => element('h1', {}, say('deskTitle'));

if (token && new URLSearchParams(location.search).has('voice')) void voicePage(token);
else if (token || sessionStorage.getItem('zhanggui-call')) void callPage('shop', 'deskTitle', token);
else void desk(sessionStorage.getItem(tokenKey) ?? '');

function signIn(problem = ''): void {
  const secret = element('input', { type: 'password', id: 'token', required: true, autocomplete: 'off' });
  const name = element('input', { id: 'name', maxLength: 80, autocomplete: 'name', value: sessionStorage.getItem('zhanggui-name') ?? '' });
  const form = element(
    'form',
    {
      onsubmit(event) {
        event.preventDefault();
        sessionStorage.setItem('zhanggui-name', name.value);
        void desk(secret.value);
      },
    },
    element('label', {}, say('token'), secret),
    element('label', {}, say('name'), name),
    element('p', { id: 'state', role: 'status' }, problem),
    element('button', { id: 'enter' }, say('enter')),
  );
  show(heading(), form);
}

async function desk(admin: string): Promise<void> {
  if (!admin) return signIn();
  const list = element('ul', { id: 'ringing' });
  const state = element('p', { id: 'state', role: 'status' }, say('quiet'));
  let busy = false;
  show(heading(), element('h2', {}, say('ringing')), state, list);
  await listen(
    '/call/desk/stream',
    admin,
    ({ data }) => {
      const calls = readAs(ringing, data);
      if (busy || !calls) return;
      sessionStorage.setItem(tokenKey, admin);
      state.textContent = calls.length ? `${say('ringing')}: ${calls.length}` : say('quiet');
      list.replaceChildren(
        ...calls.map(({ id, conversation }) =>
          element(
            'li',
            {},
            element('span', {}, conversation),
            button('answer', () => answer(id), `answer-${id}`),
          ),
        ),
      );
    },
    () => {},
  );
  sessionStorage.removeItem(tokenKey);
  signIn(say('wrong'));

  async function answer(call: string): Promise<void> {
    const who = sessionStorage.getItem('zhanggui-name');
    const response = await ask('/call/desk/answer', admin, { call, ...(who && { who }) });
    if (!response?.ok) {
      state.textContent = say(response ? 'gone' : 'unreachable');
      return;
    }
    const given = readAs(link, await response.text().catch(() => ''));
    if (!given) {
      state.textContent = say('unreachable');
      return;
    }
    busy = true;
    await (given.voice ? voicePage(given.token) : callPage('shop', 'deskTitle', given.token));
  }
}
