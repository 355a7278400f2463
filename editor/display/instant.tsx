import { useFormat } from './format.ts';

/** A moment as day and time, in figures of one width. */
export function Instant({ at, zone }: { at: string; zone?: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} className="figures">
      {format.instant(at, zone)}
    </time>
  );
}
