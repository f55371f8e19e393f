// Motion that the visitor may have asked not to see.

/** Tell whether motion is to be left out. */
export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
