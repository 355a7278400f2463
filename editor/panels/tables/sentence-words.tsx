/** One row as a sentence: when what holds, what follows. What it says is edited where it stands. */
import { PlusOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableRow } from '@flowmeter/engine/definition/table.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { sayCell, sayColumnValue } from '@flowmeter/engine/tables/words.ts';
import type { Place } from '../../document/tables/document.ts';
import { useSay } from '../../words/say.ts';
import { CellEditor } from '../grid/cell-editor.tsx';
import type { GridColumn } from '../grid/sheet.ts';
import type { Editing } from '../grid/use-editing.ts';
import type { SentencesProps } from './table-sentences.tsx';

interface SentenceProps extends SentencesProps {
  row: number;
  editing: Editing;
  /** The column of this row that is being edited. */
  edited: number | undefined;
  /** What was edited last: it has the keyboard again when that is done. */
  token: RefObject<HTMLElement | null>;
  onBegin: (place: Place) => void;
}

export function SentenceWords(props: SentenceProps) {
  const { table, sheet, port, row, edited } = props;
  const { t } = useTranslation('rules');
  const held = table.rows[row];
  if (held === undefined) return null;
  const { length } = table.inputs;
  const places = sheet.columns.map((_, place) => place);
  const isSaid = (place: number) => (held.when[place] ?? []).length > 0 || place === edited;
  const whens = places.slice(0, length).filter(isSaid);
  const unsaid = places.slice(0, length).filter((place) => !isSaid(place));
  const token = (place: number) => <Token key={place} {...props} held={held} place={place} />;
  return (
    <>
      <span className="rule-when">{t('sentence.when')}</span>{' '}
      {whens.length === 0 ? t('sentence.always') : joined(whens.map(token), t('sentence.and'))}{' '}
      {port !== undefined && unsaid.length > 0 && <MoreWords {...props} unsaid={unsaid} />}
      <span className="rule-when">{t('sentence.then')}</span>{' '}
      {joined(places.slice(length).map(token), t('sentence.and'))}
    </>
  );
}

function joined(parts: ReactNode[], between: string): ReactNode[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]));
}

interface TokenProps extends SentenceProps {
  held: TableRow;
  place: number;
}

/** What a column says: its name, and its words to be clicked and typed over. */
function Token({
  sheet,
  port,
  row,
  edited,
  editing,
  token,
  held,
  place,
  onBegin,
  table,
}: TokenProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const column = sheet.columns[place];
  if (column === undefined) return null;
  const words = say(wordsAt(held, column, place, table.inputs.length));
  const name = say(column.name);
  if (port === undefined) return <span>{`${name} ${words}`}</span>;
  const isEdited = place === edited;
  return (
    <span className="sentence-token">
      {name}{' '}
      <span
        ref={isEdited ? token : undefined}
        tabIndex={-1}
        className={isEdited ? 'sentence-field' : undefined}
        data-anchor
      >
        {isEdited ? (
          <CellEditor
            label={t('grid.cellOf', { row: row + 1, column: place + 1 })}
            column={column}
            editing={editing}
          />
        ) : (
          <button
            type="button"
            className="sentence-words"
            onClick={() => onBegin({ row, column: place })}
          >
            {words}
          </button>
        )}
      </span>
    </span>
  );
}

/** What the row does not ask for yet. */
function MoreWords({ sheet, row, unsaid, onBegin }: SentenceProps & { unsaid: number[] }) {
  const { t } = useTranslation('grid');
  const say = useSay();
  const items = unsaid.map((place) => ({
    key: String(place),
    label: say(sheet.columns[place]?.name),
  }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => onBegin({ row, column: Number(key) }) }}
    >
      <button type="button" className="sentence-more" aria-label={t('askMore', { row: row + 1 })}>
        <PlusOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}

function wordsAt(row: TableRow, column: GridColumn, place: number, inputs: number): Localized {
  const { type, unit, options } = column;
  const said = { type, unit, options };
  if (column.isInput) return sayCell(said, row.when[place] ?? []);
  return sayColumnValue(said, row.then[place - inputs] ?? null);
}
