/** Gives the version that is shown out as a file or on paper. */
import { ExportOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { DefinitionVersion } from '../api/definitions.ts';
import { documentOf } from '../document/document.ts';
import { takeDefinition } from './draft-file.ts';
import { useFlowFiles } from './flow-export.ts';
import { useFlowSurroundings } from './flow-view-surroundings.ts';

export function FlowFiles({ shown }: { shown: DefinitionVersion }) {
  const { t } = useTranslation('interchange');
  const flow = shown.definition as FlowDefinition;
  const files = useFlowFiles(() => documentOf(flow, shown.layout), useFlowSurroundings());
  const json = { key: 'json', label: t('export.json'), onClick: () => takeDefinition(flow) };
  const [first, ...rest] = files;
  const items = first === undefined ? [json] : [first, json, ...rest];
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<ExportOutlined aria-hidden />}>{t('export.open')}</Button>
    </Dropdown>
  );
}
