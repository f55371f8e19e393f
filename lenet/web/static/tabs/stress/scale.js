// A perturbation's amounts: where each lies between its ends.

/** @import {Perturbation} from "../../types.js" */

const NEAR = 0.008; // of the way between the ends: so near to neutral counts as neutral; an arrow key goes further

/** Factors are laid out by their logarithm. @param {Perturbation} perturbation */
const isFactor = ({ neutral }) => neutral === 1;

/**
 * Find where an amount lies, from 0 to 1.
 * @param {Perturbation} perturbation
 * @param {number} amount
 */
export function placeOf(perturbation, amount) {
  const [first, last] = perturbation.ends;
  return isFactor(perturbation) ? Math.log(amount / first) / Math.log(last / first) : (amount - first) / (last - first);
}

/**
 * Find the amount at a place from 0 to 1.
 * @param {Perturbation} perturbation
 * @param {number} place
 */
export function amountAt(perturbation, place) {
  const [first, last] = perturbation.ends;
  return isFactor(perturbation) ? first * (last / first) ** place : first + place * (last - first);
}

/**
 * Tell whether an amount is as good as none.
 * @param {Perturbation} perturbation
 * @param {number} amount
 */
export function isNeutral(perturbation, amount) {
  return Math.abs(placeOf(perturbation, amount) - placeOf(perturbation, perturbation.neutral)) < NEAR;
}
