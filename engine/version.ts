/** The version of this engine, as its package says; what it made names it. */
export const engineVersion = '0.1.0';
