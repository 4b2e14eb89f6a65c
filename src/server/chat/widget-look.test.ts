import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { withLook } from './widget-look.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: what must not be read as one
const names = { en: 'Tom\'s "best" `tea` ${x} </script>', zh: '茶\u2028\\' };

it.each(['"', "'", '`'])('a look reads back whole from a string in %s', (quote) => {
  const file = Buffer.from(`read(${quote}__ZHANGGUI_LOOK__${quote})`);
  let read: unknown;
  runInNewContext(withLook(file, { colour: '#0a7d4b', name: names, side: 'left' }).toString('utf8'), { read: (text: string) => (read = JSON.parse(text)) });
  expect(read).toEqual({ colour: '#0a7d4b', name: names, side: 'left' });
  expect(withLook(file, { name: names }).toString('utf8')).not.toContain('</script>');
});
