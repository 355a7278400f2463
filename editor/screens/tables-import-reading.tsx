/** What was read of a file: its tables, how each sheet is mapped, and what was not kept or guessed. */
import { useTranslation } from 'react-i18next';
import type { Mapping } from '@flowmeter/engine/exchange/mapping.ts';
import type { TableReading } from '../api/exchange.ts';
import { Mark } from '../display/mark.tsx';
import { ProblemList } from '../display/failure.tsx';
import { useSay } from '../words/say.ts';
import { HitPolicyName } from './rules-sections.tsx';
import { ImportSheet } from './tables-import-sheet.tsx';

interface ImportReadingProps {
  reading: TableReading;
  onMap: (sheet: string, mapping: Mapping) => void;
}

export function ImportReading({ reading, onMap }: ImportReadingProps) {
  const { t } = useTranslation('exchange');
  const say = useSay();
  const { tables, sheets, problems } = reading;
  const errors = problems.filter(({ level }) => level === 'error');
  const warnings = problems.filter(({ level }) => level === 'warning');
  return (
    <>
      <ul className="import-found" aria-label={t('found')}>
        {tables.map((table) => (
          <li key={table.id}>
            <strong>{say(table.name)}</strong>
            <span className="figures quiet">{table.id}</span>
            <HitPolicyName hit={table.hit} />
            <span className="quiet">
              {t('size', {
                inputs: table.inputs.length,
                outputs: table.outputs.length,
                rows: table.rows.length,
              })}
            </span>
          </li>
        ))}
        {tables.length === 0 && (
          <li>
            <Mark colour="red" icon="cross">
              {t(sheets.length === 0 ? 'none' : 'blocked')}
            </Mark>
          </li>
        )}
      </ul>
      {sheets.map((sheet) => (
        <ImportSheet
          key={sheet.name}
          sheet={sheet}
          onChange={(mapping) => onMap(sheet.name, mapping)}
        />
      ))}
      <div className="import-problems">
        <ProblemList problems={errors} />
        <ProblemList problems={warnings} />
      </div>
    </>
  );
}
