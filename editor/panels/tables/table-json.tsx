/** The table as it is written, to be read, copied and changed; kept when the field is left. */
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseContent } from '@flowmeter/engine/changes/check-change.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { type Problem, problem } from '@flowmeter/engine/problem.ts';
import { CodeField } from '../inputs/code-field.tsx';
import { useProblems } from '../panel.ts';
import { isSame } from '../subject.ts';
import { writtenTable } from './written-table.ts';

interface TableJsonProps {
  table: TableDefinition;
  onChange: (table: TableDefinition) => void;
}

const none: readonly Problem[] = [];

export function TableJson({ table, onChange }: TableJsonProps) {
  const { t } = useTranslation('rules');
  const checked = useProblems();
  const [typed, setTyped] = useState<string>();
  const written = useMemo(() => writtenTable(table), [table]);
  const asked = useDeferredValue(typed);
  const unkept = useMemo(() => {
    const read = asked === undefined ? undefined : readTable(asked, table.id);
    return read !== undefined && 'problems' in read ? read.problems : none;
  }, [asked, table.id]);
  const keep = () => {
    if (typed === undefined) return;
    const read = readTable(typed, table.id);
    if ('problems' in read) return;
    setTyped(undefined);
    if (!isSame(read.table, table)) onChange(read.table);
  };
  const isWrong = unkept.length > 0;
  return (
    <div className="rule-json table-json">
      {isWrong && (
        <p className="panel-help" role="alert">
          {t('json.notKept')}
        </p>
      )}
      <CodeField
        label={t('json.table')}
        text={typed ?? written}
        problems={isWrong ? unkept : checked}
        isWrong={isWrong}
        onText={setTyped}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          setTyped(undefined);
        }}
      />
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
