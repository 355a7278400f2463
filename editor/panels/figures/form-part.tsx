import { type ReactNode, useId } from 'react';

interface FormPartProps {
  title: string;
  /** Beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a form, under a title of its own. */
export function FormPart({ title, aside, children }: FormPartProps) {
  const id = useId();
  return (
    <section className="figure-part" aria-labelledby={id}>
      <div className="figure-part-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
