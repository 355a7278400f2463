/** The table as it is written, to be read, copied and changed; kept when the field is left. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseContent } from '@flowmeter/engine/changes/check-change.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { type Problem, problem } from '@flowmeter/engine/problem.ts';
import { ProblemNotes } from '../inputs/field.tsx';
import { useIsReadOnly } from '../panel.ts';
import { isSame } from '../subject.ts';

interface TableJsonProps {
  table: TableDefinition;
  onChange: (table: TableDefinition) => void;
}

export function TableJson({ table, onChange }: TableJsonProps) {
  const { t } = useTranslation('rules');
  const isReadOnly = useIsReadOnly();
  const [typed, setTyped] = useState<string>();
  const [unkept, setUnkept] = useState<{ text: string; problems: readonly Problem[] }>();
  const keep = () => {
    if (typed === undefined) return;
    const read = readTable(typed, table.id);
    setTyped(undefined);
    setUnkept('problems' in read ? { text: typed, problems: read.problems } : undefined);
    if ('table' in read && !isSame(read.table, table)) onChange(read.table);
  };
  return (
    <div className="rule-json table-json">
      <Input.TextArea
        className="panel-code"
        value={typed ?? unkept?.text ?? JSON.stringify(table, null, 2)}
        readOnly={isReadOnly}
        rows={24}
        spellCheck={false}
        aria-label={t('json.table')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        {...(unkept ? { status: 'error' as const, 'aria-invalid': true } : {})}
      />
      {unkept !== undefined && (
        <>
          <p className="panel-help" role="alert">
            {t('json.notKept')}
          </p>
          <ul className="placed-problems">
            {unkept.problems.map((one) => (
              <li key={`${one.code}${one.at ?? ''}`}>
                {one.at !== undefined && <code>{one.at}</code>}
                <ProblemNotes problems={[one]} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Kind and id of the table stay. */
function readTable(
  text: string,
  id: string,
): { table: TableDefinition } | { problems: readonly Problem[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { problems: [problem('not_json', { reason })] };
  }
  const parsed = parseContent(json, { kind: 'table', id });
  if (!parsed.ok) return parsed;
  return { table: parsed.value as TableDefinition };
}
