import { Input } from 'antd';
import type { ReactNode } from 'react';
import { figureOf } from './figure.ts';
import { useTyping } from './typing.ts';

interface TextInputProps {
  value: string;
  write: (text: string, burst: string) => void;
  accepts?: (text: string) => boolean;
  /** Why what is typed is not kept. */
  refusal?: string;
  maxLength?: number;
  placeholder?: string;
  prefix?: ReactNode;
  suffix?: ReactNode;
  /** Figures bring up a numeric keyboard. */
  isFigure?: boolean;
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
}

/** A line of text. */
export function TextInput({ value, write, accepts, isFigure, refusal, ...rest }: TextInputProps) {
  const typing = useTyping({ value, write, ...(accepts ? { accepts } : {}) });
  return (
    <span className="panel-text">
      <Input
        value={typing.text}
        autoComplete="off"
        {...(isFigure ? { inputMode: 'decimal' as const } : {})}
        {...(typing.isRefused ? { status: 'error' as const, 'aria-invalid': true } : {})}
        {...typing.handlers}
        {...rest}
      />
      {typing.isRefused && refusal !== undefined && (
        <span className="panel-problem panel-error" role="alert">
          {refusal}
        </span>
      )}
    </span>
  );
}

interface FigureInputProps
  extends Omit<TextInputProps, 'value' | 'write' | 'accepts' | 'isFigure'> {
  value: number | undefined;
  write: (value: number | undefined, burst: string) => void;
  isInteger?: boolean;
  /** May the figure be there or not? */
  isOptional?: boolean;
  /** Which figures can be kept. */
  within?: (figure: number) => boolean;
}

/** A number as it is typed; what is no number in its bounds is not kept. */
export function FigureInput(props: FigureInputProps) {
  const { value, write, isInteger = false, isOptional = false, within, ...rest } = props;
  const accepts = (text: string) => {
    if (text.trim() === '') return isOptional;
    const figure = figureOf(text, isInteger);
    return figure !== undefined && (within?.(figure) ?? true);
  };
  return (
    <TextInput
      value={value === undefined ? '' : String(value)}
      write={(text, burst) => write(figureOf(text, isInteger), burst)}
      accepts={accepts}
      isFigure
      {...rest}
    />
  );
}
