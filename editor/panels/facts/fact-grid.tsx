/** The facts of a dictionary as rows: found by name in both languages or id; walked by the arrows. */
import { LockOutlined } from '@ant-design/icons';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { Nothing } from '../../display/nothing.tsx';
import { useLanguage, useSay } from '../../words/say.ts';
import { useProblems } from '../panel.ts';
import { ProblemCount } from '../problem-count.tsx';
import { problemsAt } from '../problem-order.ts';
import { useFactsDesk } from './desk.ts';
import { useDomainWords } from './domain.ts';

interface FactGridProps {
  rows: readonly [string, Fact][];
  open: string | undefined;
  onOpen: (id: string) => void;
}

export function FactGrid({ rows, open, onOpen }: FactGridProps) {
  const { t } = useTranslation('facts');
  const frame = useRef<HTMLTableSectionElement>(null);
  const entry = rows.some(([id]) => id === open) ? open : rows[0]?.[0];
  useEffect(() => {
    const row = frame.current?.querySelector(`[data-fact="${CSS.escape(open ?? '')}"]`);
    row?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  if (rows.length === 0) return <Nothing text={t('grid.empty')} />;
  return (
    <table className="fact-grid" role="grid" aria-label={t('grid.label')}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`grid.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={frame} onKeyDown={(event) => walk(event, frame.current)}>
        {rows.map(([id, fact]) => (
          <FactRow
            key={id}
            id={id}
            fact={fact}
            isOpen={id === open}
            isEntry={id === entry}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  );
}

const columns = ['name', 'type', 'domain', 'uses'] as const;

interface FactRowProps {
  id: string;
  fact: Fact;
  isOpen: boolean;
  isEntry: boolean;
  onOpen: (id: string) => void;
}

function FactRow({ id, fact, isOpen, isEntry, onOpen }: FactRowProps) {
  const { t } = useTranslation('facts');
  const say = useSay();
  const domainOf = useDomainWords();
  const { uses } = useFactsDesk();
  const other = useLanguage() === 'zh' ? fact.name.en : fact.name.zh;
  const problems = problemsAt(useProblems(), `/facts/${id}`);
  const count = uses.get(id)?.length ?? 0;
  return (
    <tr aria-selected={isOpen} data-fact={id} onClick={() => onOpen(id)}>
      <th scope="row">
        <button
          type="button"
          className="fact-open"
          tabIndex={isEntry ? 0 : -1}
          onFocus={(event) => event.currentTarget.matches(':focus-visible') && onOpen(id)}
        >
          <span className="row-title">{say(fact.name)}</span>
          <span className="row-step">
            {other} <code>{id}</code>
          </span>
        </button>
        <ProblemCount problems={problems} />
      </th>
      <td>
        <TypeWords fact={fact} />
      </td>
      <td>
        {domainOf(fact)}
        {fact.personal && (
          <span className="fact-personal">
            <LockOutlined aria-hidden /> {t('personal')}
          </span>
        )}
      </td>
      <td className="figures">{count === 0 ? <span className="quiet">—</span> : count}</td>
    </tr>
  );
}

/** Its type, of a list that of its items, and its unit. */
function TypeWords({ fact: { type, item, unit } }: { fact: Fact }) {
  const say = useSay();
  const words = useMemo(() => {
    const own = say(typeNames[type]);
    const of = type === 'list' ? `${own} · ${say(typeNames[item ?? 'string'])}` : own;
    return unit === undefined ? of : `${of} · ${say(unitName(unit))}`;
  }, [say, type, item, unit]);
  return <span>{words}</span>;
}

/** Arrows, Home and End lead through the rows; what has the keyboard is opened. */
function walk(event: KeyboardEvent, body: HTMLElement | null): void {
  const rows = [...(body?.querySelectorAll<HTMLElement>('.fact-open') ?? [])];
  const at = rows.findIndex((row) => row === document.activeElement);
  const last = rows.length - 1;
  const to: Record<string, number> = {
    ArrowDown: Math.min(last, at + 1),
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: last,
  };
  const next = to[event.key];
  if (next === undefined) return;
  event.preventDefault();
  rows[next]?.focus();
}
