/** Collects the problems of one file, worded in the language asked for. */

import type { Position, Problem } from '../flow-tree/flow-tree.ts';
import { commentLeft } from './comment-left.ts';
import { keepsWords } from './keeps-words.ts';
import { type ProblemCode, problemTexts } from './problem-texts.ts';

export type Lang = 'en' | 'zh';

export interface Extra {
  /** Whole line to write instead; shown only when it was tried and passed. */
  line?: { line: number; text: string };
  severity?: 'error' | 'warning';
}

/** Asks whether a file with this line written instead has fewer errors and none on that line. */
export type Trial = (line: number, text: string) => boolean;

/** Names of things in Chinese messages. */
const chinese: Readonly<Record<string, string>> = {
  '-': '（无）',
  option: '选项',
  entry: '条目',
  field: '字段',
  card: '卡片',
  way: '路径',
  flow: '流程',
  faq: '常见问题',
  step: '步骤',
  map: '键值',
  list: '列表',
};

function filled(text: string, params: Record<string, string>, lang: Lang): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    const none = value === '-' && (name === 'names' || name === 'keys');
    if (lang === 'zh' && (none || name === 'what')) return chinese[value] ?? value;
    return none ? 'none' : value;
  });
}

export class Diagnostics {
  readonly file: string;
  readonly source: string;
  readonly lines: readonly string[];
  readonly problems: Problem[] = [];
  readonly lang: Lang;
  private readonly starts: number[];
  private readonly trial: Trial | undefined;

  constructor(file: string, source: string, lang: Lang, trial?: Trial) {
    this.file = file;
    this.source = source;
    this.lang = lang;
    this.trial = trial;
    this.lines = source.split('\n');
    this.starts = [0];
    for (const line of this.lines) this.starts.push((this.starts.at(-1) ?? 0) + line.length + 1);
  }

  /** Returns the line and column of an offset. */
  place(offset: number): Position {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }

  lineAt(line: number): string {
    return this.lines[line - 1] ?? '';
  }

  get broken(): boolean {
    return this.problems.some((problem) => problem.severity === 'error');
  }

  /** Returns the line of a place with the text from there on, `wrong`, written as `right`; undefined when that does not stand there. */
  replaced(at: Position, wrong: string, right: string): { line: number; text: string } | undefined {
    const line = this.lineAt(at.line);
    if (!line.startsWith(wrong, at.column - 1)) return undefined;
    return { line: at.line, text: line.slice(0, at.column - 1) + right + line.slice(at.column - 1 + wrong.length) };
  }

  /** Reports a problem whose repair has been tried already. */
  reportWith(code: ProblemCode, at: Position, params: Record<string, string>, fix: { line: number; text: string }): void {
    this.report(code, at, params);
    const problem = this.problems.at(-1);
    if (problem && keepsWords(fix.text, this.lineAt(fix.line))) this.offer(problem, fix);
  }

  /** Gives a problem its repair, and says what of the line customers will not read. */
  private offer(problem: Problem, fix: { line: number; text: string }): void {
    const comment = commentLeft(fix.text, this.lineAt(fix.line));
    if (comment !== undefined)
      problem.message += this.lang === 'zh' ? `；“${comment}”仍是注释，顾客看不到` : `; "${comment}" stays a comment, which customers do not see`;
    Object.assign(problem, this.shown(fix));
  }

  private shown(fix: { line: number; text: string }): Pick<Problem, 'fix' | 'hint'> {
    const zh = this.lang === 'zh';
    const text = fix.text.trim();
    if (text !== this.lineAt(fix.line).trim()) return { fix, hint: `${zh ? '改为：' : 'write: '}${text}` };
    const spaces = fix.text.length - fix.text.trimStart().length;
    return { fix, hint: zh ? `缩进改为 ${spaces} 个空格：${text}` : `indent it by ${spaces} spaces: ${text}` };
  }

  report(code: ProblemCode, at: Position, params: Record<string, string> = {}, extra: Extra = {}): void {
    const entry = problemTexts[code];
    const words = entry[this.lang];
    const severity = extra.severity ?? entry.severity ?? 'error';
    const message = params.meant !== undefined && words.meant !== undefined ? words.meant : words.message;
    const problem: Problem = { file: this.file, line: at.line, column: at.column, severity, code, message: filled(message, params, this.lang) };
    const advice = words.hint === undefined ? undefined : filled(words.hint, params, this.lang);
    if (advice !== undefined && !/\{\w+\}/.test(advice.replace(/\{\{.*?\}\}/g, ''))) problem.hint = advice;
    const { line } = extra;
    if (
      line &&
      keepsWords(line.text, this.lineAt(line.line)) &&
      line.text !== this.lineAt(line.line) &&
      this.problems.length < 50 &&
      this.trial?.(line.line, line.text)
    ) {
      this.offer(problem, line);
    }
    this.problems.push(problem);
  }
}
