/** What is opened below a draft: its problems, a trial. */
import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface DrawerProps {
  children: ReactNode;
  /** More than a list: there is work in it. */
  isTall?: boolean;
  onClose: () => void;
}

export function Drawer({ children, isTall = false, onClose }: DrawerProps) {
  const { t } = useTranslation('display');
  return (
    <div className={isTall ? 'editor-drawer is-tall' : 'editor-drawer'}>
      {children}
      <Button
        type="text"
        size="small"
        className="editor-drawer-close"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('close')}
        onClick={onClose}
      />
    </div>
  );
}
