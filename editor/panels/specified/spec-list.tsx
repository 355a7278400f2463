/** Rows of the same fields, in order. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/say.ts';
import { useListFocus } from '../inputs/list-focus.ts';
import { moved } from '../inputs/moved.ts';
import { ExactProblems } from '../inputs/field.tsx';
import { OrderTools } from '../inputs/tool.tsx';
import { useIsReadOnly } from '../panel.ts';
import type { SpecProps } from './spec-props.ts';

interface ListProps extends SpecProps<'list'> {
  /** The fields of a row. */
  renderRow: (index: number) => ReactNode;
}

export function SpecList({ input, value, change, at, renderRow }: ListProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const isReadOnly = useIsReadOnly();
  const [list, focus] = useListFocus();
  const { of: specs, add } = input;
  const rows = value ?? [];
  const blank = () => Object.fromEntries(specs.map((one) => [one.field, one.blank]));
  return (
    <div ref={list} data-at={at}>
      <ExactProblems at={at} />
      <ol className="panel-rows">
        {[...rows.keys()].map((index) => (
          <li key={index} className="panel-card">
            <div className="panel-row-line">
              <span className="panel-row-note">{index + 1}</span>
              <OrderTools
                name={t('specified.row', { number: index + 1 })}
                index={index}
                count={rows.length}
                onMove={(by) => focus.keep(() => change(moved(rows, index, by)))}
                onRemove={() => focus.after(index, () => change(undefined, [index]))}
              />
            </div>
            {renderRow(index)}
          </li>
        ))}
      </ol>
      {!isReadOnly && (
        <Button
          type="dashed"
          block
          icon={<PlusOutlined aria-hidden />}
          onClick={() => change(blank(), [rows.length])}
        >
          {say(add)}
        </Button>
      )}
    </div>
  );
}
