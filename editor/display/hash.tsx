/** A hash: its first figures to be compared by eye, all of it to be copied. */
import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const SHORT = 10;
/** How long it says that it was copied, in ms. */
const SAID = 2000;

export function shortHash(hash: string): string {
  return hash.slice(0, SHORT);
}

export function Hash({ hash, label }: { hash: string; label?: string }) {
  const { t } = useTranslation('display');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => void copyText(hash).then(() => setCopied(true));
  const words = copied ? t('copied') : t('copyHash', { hash: shortHash(hash) });
  return (
    <span className="hash">
      {label !== undefined && <span>{label}</span>}
      <code title={hash}>{shortHash(hash)}</code>
      <button type="button" className="hash-copy" aria-label={words} title={words} onClick={copy}>
        {copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      </button>
    </span>
  );
}

/** By the clipboard; where the page came over plain HTTP there is none, and a selection does it. */
export async function copyText(text: string): Promise<void> {
  if ('clipboard' in navigator) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
  return undefined;
}
