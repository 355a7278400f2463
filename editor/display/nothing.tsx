/** Nothing to show: said in words, with what to do next where there is something. */
import { InboxOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export function Nothing({ text, children }: { text?: string; children?: ReactNode }) {
  const { t } = useTranslation('display');
  return (
    <div className="nothing">
      <InboxOutlined aria-hidden />
      <p>{text ?? t('empty')}</p>
      {children}
    </div>
  );
}
