import { NativeSelect } from '@mantine/core';
import { langs, useWords } from './language.tsx';

const options = Object.entries(langs).map(([value, label]) => ({ value, label }));

export function LanguageMenu() {
  const { lang, t, speak } = useWords();
  return <NativeSelect label={t.language} data={options} value={lang} onChange={({ currentTarget }) => speak(currentTarget.value === 'zh' ? 'zh' : 'en')} />;
}
