/** What a row says besides its cells: its note, and the days on which it counts. */
import { CalendarOutlined } from '@ant-design/icons';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableRow } from '@flowmeter/engine/definition/table.ts';
import { DayInput } from '../inputs/day-input.tsx';
import { Field } from '../inputs/field.tsx';
import { Tool } from '../inputs/tool.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import type { TablePort } from './desk.ts';

interface RowAboutProps {
  port: TablePort;
  /** From 0. */
  index: number;
  row: TableRow;
}

const days = ['valid_from', 'valid_to'] as const;

export function RowAbout({ port, index, row }: RowAboutProps) {
  const { t } = useTranslation(['rules', 'display']);
  const [isOpen, setIsOpen] = useState(false);
  const change = (part: 'note' | (typeof days)[number], value: unknown, burst?: string) =>
    port.perform({ do: 'changeRow', args: { row: index, path: [part], value } }, burst);
  return (
    <>
      <Tool
        label={t('grid.about')}
        icon={<CalendarOutlined aria-hidden />}
        onClick={() => setIsOpen(true)}
      />
      <Modal
        open={isOpen}
        title={t('grid.aboutRow', { row: index + 1 })}
        footer={null}
        destroyOnHidden
        onCancel={() => setIsOpen(false)}
      >
        <div className="rule-form">
          <Field label={t('grid.rowNote')} at={`/rows/${index}/note`} isGroup>
            {() => (
              <WordsInput
                label={t('grid.rowNote')}
                value={row.note}
                isLong
                isOptional
                write={(words, burst) => change('note', words, burst)}
              />
            )}
          </Field>
          {days.map((part) => (
            <Field key={part} label={t(`field.${part}`)} at={`/rows/${index}/${part}`} isGroup>
              {() => (
                <DayInput
                  label={t(`field.${part}`)}
                  value={row[part]}
                  onChange={(day) => change(part, day)}
                />
              )}
            </Field>
          ))}
        </div>
      </Modal>
    </>
  );
}
