/** One example: its title and whether it holds; opened, what is given and what comes of it. */
import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../display/mark.tsx';
import { TextInput } from '../inputs/text-input.tsx';

interface ExampleRowProps {
  title: string;
  holds: boolean;
  /** What was agreed, and what comes of it; undefined where the row cannot be read. */
  expected: ReactNode | undefined;
  actual: ReactNode | undefined;
  onTitle: (title: string, burst: string) => void;
  /** Takes what comes of it as agreed. */
  onAccept: () => void;
  onRemove: () => void;
  children: ReactNode;
}

export function ExampleRow(props: ExampleRowProps) {
  const { title, holds, expected, actual, onTitle, onAccept, onRemove, children } = props;
  const { t } = useTranslation(['figures', 'rules']);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="rule-example" data-holds={holds}>
      <button
        type="button"
        className="rule-example-line"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <Mark plain colour={holds ? 'green' : 'red'} icon={holds ? 'done' : 'cross'}>
          <span className="unseen">{t(holds ? 'examples.holds' : 'examples.fails')}</span>
        </Mark>
        <span className="rule-example-title">{title || t('examples.unreadable')}</span>
        <span className={holds ? 'quiet' : 'rule-example-differs'}>{expected}</span>
      </button>
      {isOpen && (
        <div className="example-editor">
          <TextInput
            value={title}
            accepts={(text) => text.trim() !== ''}
            maxLength={200}
            write={onTitle}
            aria-label={t('rules:examples.titleLabel')}
          />
          {children}
          <dl className="example-then">
            <dt>{t('examples.expected')}</dt>
            <dd>{expected}</dd>
            <dt>{t('examples.actual')}</dt>
            <dd className={holds ? undefined : 'rule-example-differs'}>{actual}</dd>
          </dl>
          <div className="rule-tools">
            {!holds && actual !== undefined && (
              <Button size="small" onClick={onAccept}>
                {t('examples.accept')}
              </Button>
            )}
            <Button size="small" type="text" danger onClick={onRemove}>
              {t('rules:examples.remove')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
