/** On which example's record every part of the expression is worked out. */
import { useTranslation } from 'react-i18next';
import { ConfigProvider } from 'antd';
import { Choose } from '../inputs/choose.tsx';

interface LiveChooseProps {
  rows: readonly { index: number; title: string }[];
  current: number | undefined;
  onChoose: (index: number) => void;
}

export function LiveChoose({ rows, current, onChoose }: LiveChooseProps) {
  const { t } = useTranslation('derived');
  return (
    <ConfigProvider componentDisabled={false}>
      <span className="derived-live">
        <span className="quiet">{t('live.on')}</span>
        <Choose
          value={current === undefined ? undefined : String(current)}
          options={rows.map(({ index, title }) => ({ value: String(index), label: title }))}
          listWidth={320}
          onChange={(chosen) => onChoose(Number(chosen))}
          aria-label={t('live.on')}
        />
      </span>
    </ConfigProvider>
  );
}
