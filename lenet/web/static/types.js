// The types that the page's modules share; nothing here runs.

/** @import {History} from "./state/history.js" */

/**
 * @template {object} State
 * @typedef {object} Store
 * @property {() => Readonly<State>} now
 * @property {(change: Partial<State>) => void} change   keys that are equal already change nothing
 * @property {(keys: (keyof State)[], listen: (now: Readonly<State>, before: Readonly<State>) => void) => () => void} follow
 *   hears at once, then after every change of one of the keys; returns what ends it
 */

/** @typedef {[number, number]} Point      x right, y down, in pad units, 0 to PAD */
/** @typedef {Point[]} Stroke              one pen-down */
/** @typedef {"resize" | "box" | "mass"} Placement */
/** @typedef {[layer: string, map: number, row: number, column: number]} Unit */
/** @typedef {[layer: string, map: number]} Switched   a map that is off, or a unit of C5 or F6 */

/**
 * What the pad shows; never changed in place. A picture has no strokes, but the digits that the server found in it,
 * base64 by placement, and an image to show.
 * @typedef {object} Drawing
 * @property {Stroke[]} strokes
 * @property {Record<Placement, string>} [digits]
 * @property {HTMLCanvasElement} [image]
 */

/**
 * How the page looks at the drawing.
 * @typedef {object} View
 * @property {boolean} before                    values before the activation function
 * @property {Unit | null} unit                  whose arithmetic is wanted
 * @property {Record<string, number>} amounts    of each perturbation that is not neutral
 * @property {number | "live" | null} checkpoint   of training that reads; "live": the network that is in training
 *   now (state/checkpoint.js); null: the trained network
 * @property {Switched[]} off                        what is switched off
 * @property {"mean" | "zero"} offAs             what that keeps: its mean over MNIST, or zero
 */

/**
 * A drawing as it is asked about.
 * @typedef {object} Question
 * @property {number} number         counts up; a later one is newer
 * @property {Drawing} drawing
 * @property {Placement} placement
 * @property {string} network
 * @property {View} view
 */

/**
 * An array as it travels: its shape, and base64 of its bytes or half-precision numbers.
 * @typedef {{shape: number[], data: string}} Packed
 */

/** @typedef {[number: number, probability: number]} Ranked */

/**
 * @typedef {object} Reading
 * @property {number[]} probabilities
 * @property {Ranked[]} top3
 * @property {number | null} verdict     the class, or null: not a digit
 */

/**
 * What the server answers to a question.
 * @typedef {Reading & {digit: Packed, rubbish: number, maps: Record<string, Packed>, unit: Arithmetic | null,
 *   off: SwitchedOff | null, note: string}} Packet
 */

/**
 * What the network with all its parts on makes of a drawing, and of each part that is off, what it would be and keeps.
 * @typedef {object} SwitchedOff
 * @property {Reading & {rubbish: number, logits: number[]}} whole
 * @property {{part: Switched, would: Packed, keeps: Packed}[]} parts
 */

/**
 * How much the margin of an answer would lose without each map of C1 and C3, and each unit of F6. The margin is the
 * logit of `first`, which the network with all parts on finds likeliest, minus the largest other.
 * @typedef {{first: number, on: number, now: number, lost: Record<string, number[]>}} Margins
 */

/**
 * One unit's arithmetic: the parts' sums and the bias make `before`, the activation function makes `after` of it.
 * @typedef {object} Arithmetic
 * @property {Unit} unit
 * @property {Part[]} parts
 * @property {number | null} bias
 * @property {number} before
 * @property {number} after
 * @property {string | null} squash
 */

/**
 * @typedef {object} Part
 * @property {number} map
 * @property {number} row
 * @property {number} column
 * @property {number[][]} patch
 * @property {number[][]} kernel
 * @property {number} sum
 */

/**
 * packet: null for an empty pad. started: when it was asked, by performance.now(); null where nothing was asked.
 * kernels: C1's, of a network in training.
 * @typedef {{question: Question, packet: Packet | null, started: number | null, kernels?: Packed}} Answer
 */

/**
 * The page's state. What the pad shows is `live`, else `history.now`.
 * @typedef {object} State
 * @property {History<Drawing>} history
 * @property {Drawing | null} live        the drawing while a pen or an example moves on it
 * @property {string} network
 * @property {Placement} placement
 * @property {View} view
 * @property {Unit | null} unit           pointed at, or pinned
 * @property {boolean} pinned
 * @property {Slide | null} slide         of the pinned unit over its map
 * @property {Unit | null} term           a unit that the pinned one reads, whose term is pointed at in the dock
 * @property {Question} question          the newest
 * @property {Answer} answer              the newest
 * @property {Margins | null} margins     the newest that are known, of a drawing that rests
 * @property {string} tab                 the open one's name
 * @property {boolean} onPad              whether a narrow window shows the pad, not the open tab
 * @property {boolean} answerHidden       until a class has predicted it
 * @property {boolean} largeType
 * @property {boolean} singleKeys     whether keys without a modifier are heard
 * @property {"layer" | "map" | "network"} scale   of the feature maps' colours
 * @property {Theme} theme
 * @property {string} notice              one sentence about what went wrong, or ""
 */

/** @typedef {{unit: Unit, plays: boolean}} Slide   unit: as far as the window has come, row by row */

/** @typedef {[number, number, number]} Colour   red, green, blue, 0 to 255 */
/** @typedef {{table: Uint8ClampedArray, paper: Colour, ink: Colour}} Theme   table: see paint/colour.js */

/**
 * A layer; the input counts as one, with window null and reads [].
 * @typedef {object} Layer
 * @property {string} name
 * @property {number[]} shape                                                (maps, height, width) or (units)
 * @property {[kernel: number, stride: number, padding: number] | null} window   null: it reads all
 * @property {number[][] | null} reads                                       by map, the maps it reads; null: all
 * @property {number} [parameters]
 * @property {number} [connections]
 * @property {string | null} squash
 * @property {boolean} [signed]
 * @property {number} limit                                                  |value| at which colours end
 * @property {number | null} [kernelLimit]                                   the same of its kernels; null: it has none
 */

/**
 * @typedef {object} Network
 * @property {string} name
 * @property {string} title
 * @property {string} line
 * @property {number} parameters
 * @property {{mnist: number, drawn: number}} errors   per cent
 * @property {Record<string, number[]>} errorsWithout   per cent on MNIST without each map of C1 and C3
 * @property {number} rejectAbove      the share of the reject class above which a drawing is no digit
 * @property {number} side
 * @property {Packed} kernels          C1's, (6, 5, 5)
 * @property {Layer[]} layers
 */

/**
 * @typedef {object} Perturbation
 * @property {string} name
 * @property {[number, number]} ends
 * @property {number} neutral
 * @property {[number, number] | null} claim   of the 1998 paper
 */

/**
 * What can be trained: the settings to begin with, the ends of some, and experiments.
 * @typedef {object} Training
 * @property {import("./tabs/train/types.js").Settings} settings
 * @property {[least: number, most: number]} digits
 * @property {[least: number, most: number]} rates
 * @property {number} seeds                 from 0 on
 * @property {import("./tabs/train/types.js").Experiment[]} experiments
 */

/** @typedef {{digits: number, errors: Record<string, number>, c1: Packed}} Checkpoint   digits: seen in training so far */

/**
 * A step from 1998 to today, measured: test error in per cent, and the 95 % interval of its mean over the seeds.
 * @typedef {object} Rung
 * @property {string} name
 * @property {string} what
 * @property {boolean} isAside                     whether the ladder goes on without it
 * @property {number} error
 * @property {[number, number] | null} interval    null: of one seed
 */

/**
 * What so many training digits come to, in per cent.
 * @typedef {{digits: number, error: number, interval: [number, number] | null, trainingError: number}} LearnedFrom
 */

/** @typedef {{seeds: number, ladder: Rung[], convolution: Rung[], digits: LearnedFrom[]}} Comparisons */

/** @typedef {{name: string, digits: Record<string, Stroke[]>}} Hand   one person's ten example digits, by digit */

/**
 * What every part of the page is given.
 * @typedef {object} Page
 * @property {Store<State>} store
 * @property {Network[]} networks
 * @property {Perturbation[]} perturbations
 * @property {Checkpoint[]} checkpoints      of the first network's training
 * @property {Training} training             what can be trained
 * @property {Comparisons | null} comparisons   null: not measured
 * @property {Hand[]} hands                  of the example digits
 * @property {import("./controls/keys.js").Keys} keys
 */

/**
 * Fill a tab's empty panel, when it is first opened; the function that it returns is called with every answer while
 * the tab is open, and when it opens or the theme changes.
 * @typedef {(panel: HTMLElement, page: Page) => (answer: Answer) => void} Build
 */

export {};
