/** What the process says about itself: one JSON object a line on standard error. */
export type LogLevel = 'info' | 'warn' | 'error';
export type Log = (level: LogLevel, message: string, fields?: Record<string, unknown>) => void;

export function createLog(
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Log {
  return (level, message, fields = {}) => {
    write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
  };
}

/** An error's own words for the log; never sent to a caller. */
export function wordsOfError(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: error.message, ...(error.stack === undefined ? {} : { stack: error.stack }) };
}
