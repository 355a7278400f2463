/** What happened in a case, in sentences, from the first entry on. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { entriesOf, type Entry } from '../api/cases.ts';
import { Waiting } from '../display/answered.tsx';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { MoreRows } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

export function CaseTimeline({ id }: { id: string }) {
  const query = useInfiniteQuery(entriesOf(id));
  if (query.data === undefined) {
    if (query.error !== null) return <Failure error={query.error} again={query.refetch} />;
    return <Waiting rows={6} />;
  }
  const entries = query.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <ol className="timeline">
        {entries.map((entry) => (
          <TimelineEntry key={entry.version} entry={entry} />
        ))}
      </ol>
      <MoreRows query={query} count={entries.length} />
    </>
  );
}

function TimelineEntry({ entry }: { entry: Entry }) {
  const say = useSay();
  const format = useFormat();
  // Two events may say the same thing, e.g. the same limit set for two branches.
  const [first, ...others] = new Set(entry.sentences.map(say));
  return (
    <li>
      <div className="timeline-when">
        <time dateTime={entry.at} className="figures">
          {format.instant(entry.at)}
        </time>
        <span className="quiet">{say(entry.actor.name)}</span>
      </div>
      <div className="timeline-what">
        <p>{first ?? entry.command}</p>
        {others.length > 0 && (
          <ul>
            {others.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
