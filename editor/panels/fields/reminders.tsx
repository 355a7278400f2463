/** The shares of a limit at which whoever has the task is reminded. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../inputs/field.tsx';
import { useListFocus } from '../inputs/list-focus.ts';
import { FigureInput } from '../inputs/text-input.tsx';
import { Tool } from '../inputs/tool.tsx';
import { useIsReadOnly } from '../panel.ts';
import { newReminder, percentOf, shareOf } from './escalation.ts';
import type { LimitPartProps } from './limit-rows.tsx';

/** As many as the schema takes. */
const MOST = 10;

export function RemindersPart({ limit, change, at }: LimitPartProps) {
  const { t } = useTranslation('panels');
  const [list, focus] = useListFocus();
  const isReadOnly = useIsReadOnly();
  const shares = limit.reminders ?? [];
  // A reminder is what stands at its place: it has no name of its own.
  const rows = shares.map((share, place) => ({ share, place, key: `reminder ${place}` }));
  const without = (place: number) => {
    const left = shares.toSpliced(place, 1);
    change(left.length === 0 ? undefined : left, ['reminders']);
  };
  return (
    <Field
      label={t('limit.reminders')}
      help={t('limit.remindersHelp')}
      at={at && `${at}/reminders`}
      isGroup
    >
      {() => (
        <div ref={list}>
          <ol className="panel-rows">
            {rows.map(({ share, place, key }) => (
              <li key={key} className="panel-row-line" data-at={at && `${at}/reminders/${place}`}>
                <FigureInput
                  value={percentOf(share)}
                  suffix="%"
                  within={(figure) => figure > 0 && figure < 100}
                  refusal={t('notAShare')}
                  aria-label={t('limit.reminder', { place: place + 1 })}
                  write={(figure, burst) =>
                    figure !== undefined && change(shareOf(figure), ['reminders', place], burst)
                  }
                />
                <Tool
                  label={t('tool.remove', { name: t('limit.reminder', { place: place + 1 }) })}
                  icon={<DeleteOutlined aria-hidden />}
                  isDanger
                  onClick={() => focus.after(place, () => without(place))}
                />
              </li>
            ))}
          </ol>
          {!isReadOnly && shares.length < MOST && (
            <Button
              block
              type="dashed"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => change([...shares, newReminder(shares)], ['reminders'])}
            >
              {t('limit.addReminder')}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}
