/** A browser as people call it. */
export function agentName(agent: string): string {
  const browser = /Edg\/|OPR\/|MicroMessenger|Firefox\/|Chrome\/|Safari\//.exec(agent)?.[0] ?? '';
  const names: Record<string, string> = {
    'Edg/': 'Edge',
    'OPR/': 'Opera',
    MicroMessenger: 'WeChat',
    'Firefox/': 'Firefox',
    'Chrome/': 'Chrome',
    'Safari/': 'Safari',
  };
  const system = /Windows|iPhone|iPad|Android|Mac OS|Linux/.exec(agent)?.[0] ?? '';
  return [names[browser] ?? agent.slice(0, 40), system].filter(Boolean).join(' · ');
}
