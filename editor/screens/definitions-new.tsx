/** A new definition, of whichever kind the screen is about: one button or a choice of kinds; for process owners. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewKind } from '../document/blank.ts';
import { NewDialog } from './definitions-new-dialog.tsx';
import { useIsOwner } from './flows-edit.tsx';

interface NewDefinitionProps {
  kinds: readonly [NewKind, ...NewKind[]];
  /** Is it what the screen is for? */
  isPrimary?: boolean;
}

/** Nothing for those who may not change definitions. */
export function NewDefinition({ kinds, isPrimary = true }: NewDefinitionProps) {
  const { t } = useTranslation('begin');
  const [kind, setKind] = useState<NewKind>();
  if (!useIsOwner()) return null;
  const look = {
    type: isPrimary ? ('primary' as const) : ('default' as const),
    icon: <PlusOutlined aria-hidden />,
  };
  const [only, ...others] = kinds;
  return (
    <>
      {others.length === 0 ? (
        <Button {...look} onClick={() => setKind(only)}>
          {t(`title.${only}`)}
        </Button>
      ) : (
        <Dropdown
          trigger={['click']}
          menu={{
            items: kinds.map((key) => ({ key, label: t(`title.${key}`) })),
            onClick: ({ key }) => setKind(kinds.find((one) => one === key)),
          }}
        >
          <Button {...look}>{t('open')}</Button>
        </Dropdown>
      )}
      {kind !== undefined && <NewDialog kind={kind} onClose={() => setKind(undefined)} />}
    </>
  );
}
