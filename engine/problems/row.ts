/** One expected failure: the HTTP status that answers it, and its words; `{name}` is a detail. */
export interface ProblemRow {
  status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 421 | 422 | 429 | 500 | 503;
  zh: string;
  en: string;
}
