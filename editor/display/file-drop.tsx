/** A place where a file is chosen or dropped. */
import '../theme/exchange.css';
import { FileTextOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState, type DragEvent } from 'react';

interface FileDropProps {
  /** Endings of the files that are wanted: `.dmn,.xml`. */
  kinds: string;
  words: { choose: string; drop: string; large: string; unreadable: string };
  /** The most bytes of a file. */
  most: number;
  /** A file that cannot be read throws. */
  onFile: (file: File) => Promise<unknown>;
}

export function FileDrop({ kinds, words, most, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<'large' | 'unreadable'>();
  const [isOver, setIsOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > most) setWrong('large');
    else onFile(file).catch(() => setWrong('unreadable'));
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
          accept={kinds}
          aria-label={words.choose}
          onChange={(event) => take(event.target.files?.[0])}
        />
        <Button icon={<FileTextOutlined aria-hidden />} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <span className="quiet">{words.drop}</span>
      </div>
      {wrong !== undefined && (
        <p className="field-wrong" role="alert">
          {words[wrong]}
        </p>
      )}
    </>
  );
}
