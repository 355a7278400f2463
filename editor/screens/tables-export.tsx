/** Gives the version of a decision table in force out, for other tools. */
import { ExportOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { fetchFile, takeAway } from '../display/take-away.tsx';
import { exportPath } from '../api/exchange.ts';

const forms = ['dmn', 'csv', 'tsv'] as const;

export function ExportTable({ id }: { id: string }) {
  const { t, i18n } = useTranslation('exchange');
  const items = forms.map((form) => ({
    key: form,
    label: t(`exportAs.${form}`),
    onClick: () =>
      takeAway({
        name: `${id}.${form}`,
        take: (purpose) => fetchFile(exportPath(id, form, i18n.language), purpose),
      }),
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<ExportOutlined aria-hidden />}>{t('export')}</Button>
    </Dropdown>
  );
}
