// Written by `python -m lenet.web.constants` from the program's own constants; do not edit.

export const SIDE = 28; // pixels of a digit
export const BOX = 20; // pixels of its ink's longer side
export const CENTRE = 14; // the pixel where MNIST's centres of mass lie, counted from 0
export const PEN_WIDTH = 2.3; // pixels of the digit
export const PAD = 280; // the pad's side, in its own units
export const MAX_POINTS = 20000; // of a drawing
export const MAX_STROKES = 1000; // of a drawing
export const MAX_PICTURE = 4000000; // bytes of a picture's file
export const SEEDS = 4294967296; // of a search for a misread digit, from 0 on
export const MAPS = { C1: 6, S2: 6, C3: 16, S4: 16, C5: 120, F6: 84 }; // of layers that can be off
export const NETWORK = "lenet5"; // the one that reads first
export const PLACEMENT = "mass"; // the one that is used first
export const PLACEMENTS = ["resize", "box", "mass"]; // in the order of what they do
