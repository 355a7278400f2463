/** New columns, opened at once to say what they are. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { widthOf } from '../../document/tables/document.ts';
import type { TablePort } from './desk.ts';

interface AddColumnsProps {
  table: TableDefinition;
  port: TablePort;
  /** Is told its place, so that it is opened. */
  onAdded: (column: number) => void;
}

export function AddColumns({ table, port, onAdded }: AddColumnsProps) {
  const { t } = useTranslation('rules');
  const addInput = () => {
    const id = freshId(table, 'input');
    const input = { id, name: { zh: '新输入', en: 'New input' }, type: 'number' as const };
    port.perform({ do: 'addColumn', args: { input } });
    onAdded(table.inputs.length);
  };
  const addOutput = () => {
    const id = freshId(table, 'output');
    const output = {
      id,
      name: { zh: '新输出', en: 'New output' },
      type: 'string' as const,
      nullable: true,
    };
    port.perform({ do: 'addColumn', args: { output } });
    onAdded(widthOf(table));
  };
  return (
    <>
      <Button size="small" type="text" onClick={addInput}>
        {t('column.addInput')}
      </Button>
      <Button size="small" type="text" onClick={addOutput}>
        {t('column.addOutput')}
      </Button>
    </>
  );
}

function freshId({ inputs, outputs }: TableDefinition, base: string): string {
  const used = new Set([...inputs, ...outputs].map(({ id }) => id));
  for (let n = 1; ; n += 1) if (!used.has(`${base}_${n}`)) return `${base}_${n}`;
}
