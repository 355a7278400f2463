/** Tells why something that was asked of the canvas could not be done. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { message } from '../display/message.tsx';
import { useView } from './port.ts';

export function Refusal() {
  const { t } = useTranslation('canvas');
  const refused = useView((view) => view.refused);
  useEffect(() => {
    if (refused !== undefined) message.warning(t(`refused.${refused.why}`));
  }, [refused, t]);
  return null;
}
