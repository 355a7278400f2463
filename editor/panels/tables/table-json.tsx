/** The table as it is written: what it is line by line, and a row in a line. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { DocumentJson } from '../inputs/document-json.tsx';
import { readContent } from '../inputs/written.ts';
import { useProblems } from '../panel.ts';
import { writtenTable } from './written-table.ts';

interface TableJsonProps {
  table: TableDefinition;
  typed: string | undefined;
  onTyped: (text: string | undefined) => void;
  onChange: (table: TableDefinition) => void;
}

export function TableJson({ table, ...typing }: TableJsonProps) {
  const { t } = useTranslation('rules');
  const problems = useProblems();
  const { id } = table;
  const read = useCallback((text: string) => readContent(text, { kind: 'table', id }), [id]);
  return (
    <div className="table-json">
      <DocumentJson
        label={t('json.table')}
        value={table}
        write={writtenTable}
        read={read}
        problems={problems}
        {...typing}
      />
    </div>
  );
}
