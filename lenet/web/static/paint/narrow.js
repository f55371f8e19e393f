// Windows so narrow that the pad and the open tab take turns, as page.css has it.

export const NARROW = matchMedia("(max-width: 999px)");
