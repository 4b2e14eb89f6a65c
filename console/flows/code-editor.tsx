import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { flowCompletions, type Known } from './completions.ts';
import type { Problem } from './shapes.ts';

interface CodeEditorProps {
  /** What the editor begins with. */
  text: string;
  /** Put in place of what stands in the editor, once for each object: the editor's own text is ahead of what the page was told of it. */
  given: { text: string };
  label: string;
  problems: readonly Problem[];
  repair: string;
  known: Known;
  /** Line to go to; another object each time. */
  goTo: { line: number } | undefined;
  onChange(text: string): void;
  onLine(line: number): void;
}

/** Colours come from the page's variables, which reach into the shadow tree. */
const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13.5px', backgroundColor: 'var(--ground)', color: 'var(--mantine-color-text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)', paddingBottom: '40vh' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': { backgroundColor: 'var(--under)', color: 'var(--quiet)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--accent) 8%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-tooltip, .cm-panels': { backgroundColor: 'var(--ground)', color: 'var(--mantine-color-text)', border: '1px solid var(--line)' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--mantine-primary-color-filled)', color: '#fff' },
  '.cm-completionInfo': { maxWidth: '320px', padding: '6px 10px' },
  '.cm-diagnostic': { padding: '6px 10px', whiteSpace: 'pre-wrap' },
  '.cm-diagnosticAction': { backgroundColor: 'var(--mantine-primary-color-filled)', color: '#fff', borderRadius: '6px', padding: '3px 10px' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--under)', color: 'inherit' },
  '.cm-textfield': { backgroundColor: 'var(--ground)', color: 'inherit' },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--mantine-color-blue-light-color)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--mantine-color-text)' },
  { tag: [tags.keyword, tags.atom, tags.bool, tags.number], color: 'var(--mantine-color-orange-light-color)' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--quiet)' },
]);

/** A text editor for flows. It lives in a shadow tree: its styles are adopted sheets there, which the page's policy allows. */
export default function CodeEditor(props: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const now = useRef(props);
  now.current = props;
  const taken = useRef(props.given);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const parent = document.createElement('div');
    parent.style.height = '100%';
    root.replaceChildren(parent);
    const made = new EditorView({
      root,
      parent,
      state: EditorState.create({
        doc: now.current.text,
        extensions: [
          lineNumbers(),
          highlightActiveLineGutter(),
          history(),
          foldGutter(),
          lintGutter(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          search({ top: true }),
          autocompletion({ override: [flowCompletions(() => now.current.known)], icons: false }),
          keymap.of([...completionKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, indentWithTab]),
          EditorState.tabSize.of(2),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': now.current.label, tabindex: '0' }),
          yaml(),
          syntaxHighlighting(colours),
          look,
          EditorView.updateListener.of((update) => {
            if (update.docChanged) now.current.onChange(update.state.doc.toString());
            if (update.docChanged || update.selectionSet) now.current.onLine(update.state.doc.lineAt(update.state.selection.main.head).number);
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const made = view.current;
    const { text } = props.given;
    if (!made || taken.current === props.given) return;
    taken.current = props.given;
    if (made.state.doc.toString() !== text) made.dispatch({ changes: { from: 0, to: made.state.doc.length, insert: text } });
  }, [props.given]);

  useEffect(() => {
    const made = view.current;
    if (made)
      made.dispatch(
        setDiagnostics(
          made.state,
          props.problems.map((problem) => marked(made.state, problem, props.repair)),
        ),
      );
  }, [props.problems, props.repair]);

  useEffect(() => {
    const made = view.current;
    if (!made || !props.goTo) return;
    const { from } = made.state.doc.line(Math.min(props.goTo.line, made.state.doc.lines));
    made.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    made.focus();
  }, [props.goTo]);

  return <div className="code" ref={host} />;
}

/** A problem of the server's compiler at its place: from its column to the end of the word. */
function marked({ doc }: EditorState, { line, column, severity, message, hint, fix }: Problem, repair: string): Diagnostic {
  const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
  const from = Math.min(at.from + column - 1, at.to);
  const word = /^[^\s:,\]}]+/.exec(at.text.slice(from - at.from))?.[0].length ?? 0;
  const fixed = fix && fix.line <= doc.lines ? doc.line(fix.line) : undefined;
  return {
    from,
    to: Math.min(at.to, from + Math.max(1, word)),
    severity,
    message: hint ? `${message}\n${hint}` : message,
    ...(fix && fixed && { actions: [{ name: repair, apply: (view) => view.dispatch({ changes: { from: fixed.from, to: fixed.to, insert: fix.text } }) }] }),
  };
}
