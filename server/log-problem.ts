/** Why a log cannot be read, and where, in both languages. */
import type { XesProblem, XesProblemCode } from '@flowmeter/engine/history/xes.ts';
import { fill, type Localized, problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { LogFileCode, LogFileError } from './log-files.ts';

/** `{name}` is filled from the details of what was found. */
const reasons: Record<LogFileCode | XesProblemCode, Localized> = {
  log_not_found: { zh: '文件不存在', en: 'there is no such file' },
  log_unreadable: { zh: '无法打开文件：{reason}', en: 'the file cannot be opened: {reason}' },
  log_truncated: { zh: '文件不完整', en: 'the file is cut off' },
  log_damaged: { zh: '压缩数据已损坏', en: 'the compressed data is damaged' },
  log_wrong_encoding: {
    zh: '不是有效的 {encoding} 编码',
    en: 'this is no character in {encoding}',
  },
  log_unknown_encoding: { zh: '未知的编码 {encoding}', en: 'unknown encoding {encoding}' },
  log_too_large: { zh: '超过 {limit} 字节', en: 'it has more than {limit} bytes' },
  xes_missing_timestamp: {
    zh: '事件“{activity}”没有时间',
    en: 'the event “{activity}” has no time',
  },
  xes_bad_timestamp: {
    zh: '时间“{value}”无效或没有时区',
    en: 'the time “{value}” is none, or has no offset',
  },
  xes_missing_activity: { zh: '事件没有活动名称', en: 'the event has no activity name' },
  xes_event_outside_trace: { zh: '事件不属于任何案件', en: 'the event belongs to no trace' },
  xes_not_xml: { zh: '不是有效的 XML：{reason}', en: 'not valid XML: {reason}' },
  xes_truncated: { zh: '文件不完整：{reason}', en: 'the file is cut off: {reason}' },
  xes_doctype_refused: { zh: '不接受 DOCTYPE', en: 'a DOCTYPE is not accepted' },
  xes_no_log_element: { zh: '不是 XES 日志', en: 'it is no XES log' },
  xes_too_deep: { zh: '嵌套超过 {depth} 层', en: 'it nests deeper than {depth} elements' },
  xes_too_large: { zh: '单个案件过大', en: 'one trace is too large' },
};

export function fileProblem({ code, details }: LogFileError): Problem {
  const { offset, path } = details;
  const place =
    offset === undefined
      ? same(String(path ?? '–'))
      : { zh: `第 ${offset} 字节`, en: `byte ${offset}` };
  return unreadable(code, details, place);
}

export function xesProblem({ code, details, line, column }: XesProblem): Problem {
  const { trace, traceNumber, event } = details;
  const at: Localized = {
    zh: `第 ${line} 行第 ${column} 列`,
    en: `line ${line}, column ${column}`,
  };
  if (traceNumber === undefined) return unreadable(code, details, at);
  return unreadable(code, details, {
    zh: `第 ${traceNumber} 个案件“${trace}”第 ${event} 个事件，${at.zh}`,
    en: `trace ${traceNumber} “${trace}”, event ${event}, ${at.en}`,
  });
}

function unreadable(
  code: LogFileCode | XesProblemCode,
  details: Record<string, string | number>,
  place: Localized,
): Problem {
  return problem('log_unreadable', { reason: wordsOfReason(code, details), place });
}

/** Why a file's bytes are no text, for files of other kinds. */
export function fileReason({ code, details }: LogFileError): Localized {
  return wordsOfReason(code, details);
}

function wordsOfReason(
  code: LogFileCode | XesProblemCode,
  details: Record<string, string | number>,
): Localized {
  const { zh, en } = reasons[code];
  return { zh: fill(zh, details), en: fill(en, details) };
}

function same(text: string): Localized {
  return { zh: text, en: text };
}
