/** What a paste could not take: with its place, its text and the reason; nothing of it is lost. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../document/tables/document.ts';
import { useSay } from '../../words/say.ts';
import type { Filled } from './filling.ts';

interface RefusedProps {
  refused: Filled['refused'];
  onShow: (place: Place) => void;
  onClose: () => void;
}

/** So many are listed; the rest is counted. */
const MOST_LISTED = 200;

export function Refused({ refused, onShow, onClose }: RefusedProps) {
  const { t } = useTranslation(['rules', 'grid']);
  const say = useSay();
  if (refused.length === 0) return null;
  const rest = refused.length - MOST_LISTED;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      closable={{ onClose }}
      title={t('grid.refused', { count: refused.length })}
      description={
        <ul className="grid-refused">
          {refused.slice(0, MOST_LISTED).map(({ row, column, text, reason }) => (
            <li key={`${row} ${column}`}>
              <Button type="link" size="small" onClick={() => onShow({ row, column })}>
                {t('grid.refusedAt', { row: row + 1, column: column + 1 })}
              </Button>{' '}
              <code>{text}</code> {say(reason)}
            </li>
          ))}
          {rest > 0 && <li>{t('grid:rest', { count: rest })}</li>}
        </ul>
      }
    />
  );
}
