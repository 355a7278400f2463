/** A decision table as its owner reads it: every row a sentence, whose words are pickers. */
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { BasisLabel } from '../../display/basis.tsx';
import type { Place } from '../../document/tables/document.ts';
import { useSay } from '../../words/say.ts';
import { SentenceWords } from './sentence-words.tsx';
import type { GridProps } from '../grid/grid.tsx';
import { useEditing } from '../grid/use-editing.ts';
import type { TablePort } from './desk.ts';

/** So many sentences are drawn at first. */
const MOST_AT_ONCE = 100;

export interface SentencesProps extends GridProps {
  table: TableDefinition;
  port: TablePort | undefined;
}

export function TableSentences(props: SentencesProps) {
  const { table, port, lit, selection, onSelect } = props;
  const { t } = useTranslation('rules');
  const say = useSay();
  const [most, setMost] = useState(MOST_AT_ONCE);
  const token = useRef<HTMLElement>(null);
  const editing = useEditing(props, token);
  const rest = table.rows.length - most;
  const begin = (place: Place) => {
    onSelect({ at: place, anchor: place });
    editing.begin(undefined, place);
  };
  return (
    <div className="table-sentences">
      <ol>
        {table.rows.slice(0, most).map((row, index) => (
          <li key={row.id ?? index} className={lit.has(index) ? 'is-lit' : undefined}>
            <div className="rule-words">
              <SentenceWords
                {...props}
                row={index}
                editing={editing}
                token={token}
                edited={
                  editing.text !== undefined && selection.at.row === index
                    ? selection.at.column
                    : undefined
                }
                onBegin={begin}
              />
            </div>
            {(row.note ?? row.basis) !== undefined && (
              <p className="quiet">
                {say(row.note)}{' '}
                {row.basis && <BasisLabel kind={row.basis.kind} source={row.basis.source} />}
              </p>
            )}
          </li>
        ))}
      </ol>
      {rest > 0 && (
        <Button size="small" disabled={false} onClick={() => setMost(most + MOST_AT_ONCE)}>
          {t('list.more', { count: rest })}
        </Button>
      )}
      {rest <= 0 && port !== undefined && (
        <Button
          size="small"
          onClick={() => port.perform({ do: 'insertRow', args: { at: table.rows.length } })}
        >
          {t('grid.insert')}
        </Button>
      )}
    </div>
  );
}
