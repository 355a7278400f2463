/** Gives the version of a decision table in force out, for other tools. */
import { ExportOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { exportPath } from '../api/exchange.ts';

const forms = ['dmn', 'csv', 'tsv'] as const;

export function ExportTable({ id }: { id: string }) {
  const { t, i18n } = useTranslation('exchange');
  const items = forms.map((form) => ({
    key: form,
    label: (
      <a href={exportPath(id, form, i18n.language)} download>
        {t(`exportAs.${form}`)}
      </a>
    ),
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<ExportOutlined aria-hidden />}>{t('export')}</Button>
    </Dropdown>
  );
}
