// Motion that the visitor may have asked not to see.

/** Tell whether the visitor prefers reduced motion. */
export const prefersReducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
