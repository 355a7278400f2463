/** Where tables come from: a file that is chosen or dropped, or cells that are pasted. */
import { FileTextOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fileOf, MOST_BYTES, pastedFile, type TableFile } from '../api/exchange.ts';
import { TextField } from '../display/text-field.tsx';

const KINDS = '.dmn,.xml,.xlsx,.csv,.tsv,.txt';
const MOST_TEXT = 1_000_000;

interface SourceProps {
  onChoose: (file: TableFile) => void;
}

export function ImportSource({ onChoose }: SourceProps) {
  const { t } = useTranslation('exchange');
  const [text, setText] = useState('');
  return (
    <>
      <p className="quiet">{t('help')}</p>
      <ChosenFile onChoose={onChoose} />
      <TextField
        label={t('paste')}
        help={t('pasteHelp')}
        most={MOST_TEXT}
        rows={5}
        value={text}
        onChange={setText}
      />
      <Button
        className="import-read"
        disabled={text.trim() === ''}
        onClick={() => onChoose(pastedFile(text))}
      >
        {t('read')}
      </Button>
    </>
  );
}

function ChosenFile({ onChoose }: SourceProps) {
  const { t } = useTranslation('exchange');
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<'large' | 'unreadable'>();
  const [isOver, setIsOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > MOST_BYTES) setWrong('large');
    else fileOf(file).then(onChoose, () => setWrong('unreadable'));
  };
  const over = (isNow: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setIsOver(isNow);
  };
  return (
    <>
      <div
        className="import-drop"
        data-over={isOver}
        onDragOver={over(true)}
        onDragLeave={over(false)}
        onDrop={(event) => {
          over(false)(event);
          take(event.dataTransfer.files[0]);
        }}
      >
        <input
          ref={input}
          type="file"
          className="unseen"
          tabIndex={-1}
          accept={KINDS}
          aria-label={t('choose')}
          onChange={(event) => take(event.target.files?.[0])}
        />
        <Button icon={<FileTextOutlined aria-hidden />} onClick={() => input.current?.click()}>
          {t('choose')}
        </Button>
        <span className="quiet">{t('drop')}</span>
      </div>
      {wrong !== undefined && (
        <p className="field-wrong" role="alert">
          {t(`wrong.${wrong}`)}
        </p>
      )}
    </>
  );
}
