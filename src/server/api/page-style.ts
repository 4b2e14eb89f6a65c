/** How the page of the API looks: on a phone and on a desk, by day and by night. */
export const pageStyle = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
body { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1rem }
h1 { font-size: 1.6rem; margin: 0 } small { font-weight: 400; opacity: .65; font-size: .85rem }
section { border-top: 1px solid #8884; padding: .6rem 0 1.2rem }
h2 { font: 600 1rem/1.4 ui-monospace, monospace } #errors h2 { font: inherit; font-weight: 600; font-size: 1.2rem }
h3 { font-size: .85rem; font-weight: 600; margin: .8rem 0 .3rem; opacity: .8 }
b { color: light-dark(#b8321f, #ff8f7a); font: 600 1em ui-monospace, monospace; margin-right: .4em }
code { font: .9em ui-monospace, monospace; background: #8882; border-radius: 4px; padding: .1em .3em }
pre { overflow: auto; max-height: 24rem; margin: .3rem 0; padding: .8rem; background: #8881; border-radius: 6px; font: .8rem/1.5 ui-monospace, monospace; overflow-wrap: normal; tab-size: 2 }
details { margin-top: .5rem } summary { cursor: pointer; padding: .2rem 0; opacity: .85 }
dl { margin: .3rem 0 } dt { margin-top: .6rem } dd { margin: .1rem 0 0 1.2rem }
nav { margin: .6rem 0 1rem } nav ul { list-style: none; padding: 0; margin: .3rem 0 } nav li { padding: .3rem 0; font-size: .9rem } nav a { font-family: ui-monospace, monospace; margin-right: .4em; text-decoration: none } nav a:hover { text-decoration: underline } p a { white-space: nowrap }
a { color: light-dark(#0b57b8, #8ab8ff) }
`;
