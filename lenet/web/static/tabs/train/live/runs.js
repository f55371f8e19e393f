// The runs that are kept beside each other: how one begins and grows, and what each is called.

/** @import {Run, Settings, Status, Training} from "../types.js" */

export const WITH_DRAWINGS = "lenet5"; // which alone learns from pen digits, too
export const WITH_PLAIN = "sigmoid"; // which alone has a start of its own, and one as in tutorials
export const MOST = 6; // runs whose curves are kept

const FIRST_STAGE = 200; // examples seen at the first stage whose kernels are kept
const STAGE_RATIO = 4; // from one stage to the next

/**
 * Begin the run that a status is of, unless the newest is that one already; where there are too many, the oldest is
 * given up.
 * @param {Run[]} runs
 * @param {Status} status
 * @returns {Run[]}
 */
export function begun(runs, { phase, run: id, settings }) {
  if (settings === undefined || runs.at(-1)?.id === id) return runs;
  const kept = runs.slice(-(MOST - 1));
  const colours = Array.from({ length: MOST }, (_, colour) => colour);
  const colour = colours.find((each) => kept.every((run) => run.colour !== each)) ?? 0;
  const number = (runs.at(-1)?.number ?? 0) + 1;
  const isWatched = phase === "watching";
  return [...kept, { number, id, colour, settings, isWatched, isShown: true, points: [], trace: [], stages: [] }];
}

/**
 * Let the newest run grow by what is told of it; after a lost connection, points may be told that it has.
 * @param {Run[]} runs
 * @param {Training} training
 * @returns {Run[]}
 */
export function grown(runs, { run, seen, points, c1, drawing }) {
  const last = runs.at(-1);
  if (last === undefined || last.id !== run) return runs; // it is late: of a run before
  const known = last.points.at(-1)?.[0] ?? -1;
  const traced = drawing && last.trace.at(-1)?.seen !== seen;
  return withLast(runs, {
    points: [...last.points, ...points.filter(([at]) => at > known)],
    trace: traced
      ? [...last.trace, { seen, probabilities: drawing.probabilities, rubbish: drawing.rubbish }]
      : last.trace,
    stages: c1 && isStage(last, seen) ? [...last.stages, { seen, c1 }] : last.stages,
  });
}

/**
 * Forget what the newest run made of the drawing: there is another.
 * @param {Run[]} runs
 */
export const untraced = (runs) => (runs.at(-1)?.trace.length ? withLast(runs, { trace: [] }) : runs);

/**
 * Tell whether the kernels of a moment are kept: of the first, then of one after each of the stages.
 * @param {Run} run
 * @param {number} seen
 */
function isStage({ stages }, seen) {
  const last = stages.at(-1);
  return last === undefined || seen >= Math.max(FIRST_STAGE, STAGE_RATIO * last.seen);
}

/**
 * @param {Run[]} runs
 * @param {Partial<Run>} change
 */
function withLast(runs, change) {
  const last = runs.at(-1);
  return last === undefined ? runs : [...runs.slice(0, -1), { ...last, ...change }];
}

/**
 * Show or hide a run's curves.
 * @param {Run[]} runs
 * @param {number} number
 */
export const toggled = (runs, number) =>
  runs.map((run) => (run.number === number ? { ...run, isShown: !run.isShown } : run));

/**
 * How a setting is told of a run, in the order in which they are; "" where its network does not have it.
 * @type {Record<keyof Settings, (settings: Settings) => string>}
 */
const WORDS = {
  network: ({ network }) => network,
  plain: ({ network, plain }) => (network === WITH_PLAIN ? (plain ? "default start" : "its own start") : ""),
  digits: ({ digits }) => `${digits.toLocaleString("en")} digits`,
  distortions: ({ distortions }) => (distortions ? "distorted" : "undistorted"),
  drawings: ({ network, drawings }) => (network === WITH_DRAWINGS ? (drawings ? "with pen digits" : "MNIST only") : ""),
  rate: ({ rate }) => `rate ${rate}`,
  seed: ({ seed }) => `seed ${seed}`,
};

const NAMES = /** @type {(keyof Settings)[]} */ (Object.keys(WORDS));

/**
 * List what differs between settings.
 * @param {Settings[]} all
 */
export const differing = (all) => NAMES.filter((name) => all.some((each) => each[name] !== all[0][name]));

/**
 * Call each run by what differs between them; by its digits, where nothing does.
 * @param {Pick<Run, "settings">[]} runs
 */
export function labelsOf(runs) {
  const names = differing(runs.map(({ settings }) => settings));
  const told = names.length > 0 ? names : /** @type {(keyof Settings)[]} */ (["digits"]);
  return runs.map(({ settings }) =>
    told
      .map((name) => WORDS[name](settings))
      .filter(Boolean)
      .join(", "),
  );
}
