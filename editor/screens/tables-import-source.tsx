/** Where tables come from: a file that is chosen or dropped, or cells that are pasted. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileOf, MOST_BYTES, pastedFile, type TableFile } from '../api/exchange.ts';
import { FileDrop } from '../display/file-drop.tsx';
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
  const words = {
    choose: t('choose'),
    drop: t('drop'),
    large: t('wrong.large'),
    unreadable: t('wrong.unreadable'),
  };
  const take = (file: File) => fileOf(file).then(onChoose);
  return <FileDrop kinds={KINDS} words={words} most={MOST_BYTES} onFile={take} />;
}
