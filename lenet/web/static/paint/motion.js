// Motion that the visitor may have asked not to see.

const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");
