import { Alert } from '@mantine/core';
import { memo, useEffect, useMemo, useRef } from 'react';
import { Link } from 'wouter';
import { Nothing } from '../nothing.tsx';
import { boxHeight, boxWidth, layout } from './graph-layout.ts';
import type { Graph, Used } from './shapes.ts';
import { useFlowWords } from './use-flow-words.ts';

interface FlowGraphProps {
  graph: Graph | undefined;
  /** The text has errors by now. */
  stale: boolean;
  faq: boolean;
  /** Line of the cursor. */
  line: number;
  use: Used | undefined;
  /** File of another flow, where there is one. */
  fileOf(flow: string): string | undefined;
  onStep(line: number): void;
}

/** The steps of a flow, drawn; a click goes to its text. */
export const FlowGraph = memo(function FlowGraph({ graph, stale, faq, line, use, fileOf, onStep }: FlowGraphProps) {
  const { f, lang } = useFlowWords();
  const drawn = useMemo(() => graph && layout(graph), [graph]);
  const current = graph?.nodes.findLast((node) => node.line !== undefined && node.line <= line)?.id;
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const [pane, mark] = [box.current, box.current?.querySelector<HTMLElement>('[aria-current]')];
    if (pane && mark && (mark.offsetTop < pane.scrollTop || mark.offsetTop + boxHeight > pane.scrollTop + pane.clientHeight))
      pane.scrollTop = mark.offsetTop - pane.clientHeight / 3;
  }, []);
  if (!graph || !drawn) return <Nothing text={faq ? f.graphFaq : f.graphNone} />;
  const words = (texts: Record<string, string> | undefined): string | undefined => texts && (texts[lang] ?? texts.any ?? Object.values(texts)[0]);
  return (
    <section className="graph" ref={box} aria-label={f.graphLabel}>
      {stale && <Alert color="orange">{f.graphStale}</Alert>}
      <div className="graph-field" style={{ width: drawn.width, height: drawn.height }}>
        <svg width={drawn.width} height={drawn.height} aria-hidden="true">
          <defs>
            <marker id="graph-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path d="M0 0L8 4L0 8z" />
            </marker>
          </defs>
          {drawn.lines.map((way) => (
            <path key={`${way.from} ${way.to}`} className="way" d={way.d} markerEnd="url(#graph-arrow)" />
          ))}
        </svg>
        {graph.nodes.map(({ id, verb, name, text, line: at }) => {
          const place = drawn.boxes.get(id);
          const style = { left: place?.x, top: place?.y, width: boxWidth, height: boxHeight };
          const other = id.startsWith('flow:') && name !== undefined ? fileOf(name) : undefined;
          const counted = use?.steps[id];
          const label = words(graph.edges.find((edge) => edge.to === id && edge.label)?.label);
          const inner = (
            <>
              {label && <span className="step-way">{label}</span>}
              <span className="step-verb">{id.startsWith('flow:') ? f.toFlow : verb}</span> {name && <strong>{name}</strong>}
              {counted && <span className="step-count">{f.came(counted.came, counted.left)}</span>}
              <span className="step-text">{words(text)}</span>
            </>
          );
          if (at === undefined)
            return other ? (
              <Link key={id} className="step" data-verb="flow" style={style} to={`/flows/${encodeURIComponent(other)}`}>
                {inner}
              </Link>
            ) : (
              <span key={id} className="step" data-verb="flow" style={style}>
                {inner}
              </span>
            );
          return (
            <button
              key={id}
              type="button"
              className="step"
              data-verb={verb}
              aria-current={id === current ? 'step' : undefined}
              style={style}
              onClick={() => onStep(at)}
            >
              {inner}
            </button>
          );
        })}
      </div>
    </section>
  );
});
