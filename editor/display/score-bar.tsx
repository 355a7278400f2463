/** A share of a whole as a bar; the figure stands beside it in words. */
interface ScoreBarProps {
  score: number | null;
  /** What fills the bar. */
  top?: number;
  /** `judged` colours by how good the score is; `plain` only measures. */
  tone?: 'judged' | 'plain';
}

export function ScoreBar({ score, top = 100, tone = 'judged' }: ScoreBarProps) {
  const width = score === null ? 0 : Math.max(0, Math.min(top, score)) * (100 / top);
  return (
    <svg
      className={`score-bar score-${tone === 'plain' ? 'plain' : levelOf(score)}`}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden
    >
      <rect className="share-ground" width="100" height="8" rx="2" />
      <rect className="share-fill" width={width} height="8" rx="2" />
    </svg>
  );
}

function levelOf(score: number | null): 'none' | 'well' | 'fair' | 'poor' {
  if (score === null) return 'none';
  if (score >= 90) return 'well';
  return score >= 60 ? 'fair' : 'poor';
}
