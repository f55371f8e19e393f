// The types that live training's modules share, as they travel and as they are kept; nothing here runs.

/** @import {Packed, Packet, Store} from "../../types.js" */

/**
 * What a run is trained with.
 * @typedef {object} Settings
 * @property {string} network
 * @property {number} digits           it learns from
 * @property {boolean} distortions
 * @property {boolean} drawings        with pen digits, too: lenet5 alone
 * @property {number} rate             of learning
 * @property {number} seed
 * @property {boolean} plain           initialised as tutorials do: sigmoid alone
 */

/** @typedef {"off" | "missing" | "fetching" | "preparing" | "ready" | "training" | "paused" | "finished" | "busy" | "watching" | "failed"} Phase */

/**
 * How it stands, as the server tells it; "lost" and "connecting" are the page's own.
 * @typedef {object} Status
 * @property {Phase | "connecting" | "lost"} phase
 * @property {string} sentence
 * @property {number} [bytes]       to fetch
 * @property {number} [done]        bytes fetched
 * @property {number} [of]          bytes to fetch in all
 * @property {number} [seconds]     that the run may still take
 * @property {boolean} [over]       whether the run is over: others may start one
 * @property {boolean} [here]       whether the run that makes it busy may be watched
 * @property {Settings} [settings]  of the run
 * @property {string | number} [run]   which it is
 */

/**
 * A point of a run's curves: examples seen, then loss and error in per cent, in training and in validation; null
 * where it was not measured.
 * @typedef {[seen: number, loss: number | null, error: number | null, heldOutLoss: number | null, heldOutError: number | null]} CurvePoint
 */

/**
 * A batch at work, at most 32 digits of it; classes are 10 where they are no digit.
 * @typedef {{digits: Packed, classes: number[], read: number[], loss: number}} Batch
 */

/**
 * How a run stands, several times a second.
 * @typedef {object} Training
 * @property {string | number} run
 * @property {number} seen           digits
 * @property {number} batches
 * @property {number} rate           batches a second, lately
 * @property {number | null} heldOutError
 * @property {CurvePoint[]} points   new ones
 * @property {Packed} [c1]           its kernels; these three are missing where nothing but the drawing is new
 * @property {Record<string, number | null>} [gradients]   norms, by layer; null where it has left all bounds
 * @property {Batch | null} [batch]
 * @property {{probabilities: number[], rubbish: number} | null} drawing
 * @property {Packet} [packet]
 * @property {number} [look]         which look drawing and packet answer, counted from 1 over the connection
 */

/** @typedef {{name: string, weights: string, card: object}} Saved   weights: base64 of a safetensors file */

/** What a network in training made of the drawing. @typedef {{seen: number, probabilities: number[], rubbish: number}} Traced */

/** @typedef {{seen: number, c1: Packed}} Stage */

/**
 * A run, as the page keeps it.
 * @typedef {object} Run
 * @property {number} number         counts up
 * @property {string | number | undefined} id   the server's
 * @property {number} colour         one of MOST, of no other run that is kept
 * @property {Settings} settings
 * @property {boolean} isWatched     it is somebody else's
 * @property {boolean} isShown       its curves are drawn
 * @property {CurvePoint[]} points
 * @property {Traced[]} trace        since the drawing is as it is
 * @property {Stage[]} stages        C1's kernels along the way, from the beginning on
 */

/**
 * An experiment that sets itself up: its runs follow each other.
 * @typedef {object} Experiment
 * @property {string} name
 * @property {string} title
 * @property {string} sentence       what to look for
 * @property {Settings[]} runs
 * @property {number} seen           digits, after which a run has shown it
 */

/**
 * @typedef {object} Lab
 * @property {Status} status
 * @property {Settings} settings     for the next run
 * @property {Run[]} runs            the newest last
 * @property {Partial<Training> | null} training   the newest of the newest run, with what newer frames have not told anew
 * @property {{experiment: Experiment, at: number} | null} trial   at: which of its runs; after the last, it is over
 * @property {boolean} isUsed        above, in place of the network that is chosen there
 * @property {boolean} isSaving        its weights are on their way
 * @property {string} refusal        one sentence, or ""
 */

/** @typedef {Store<Lab>} LabStore */

export {};
