// A picture for a slide: the digit, the answer, ten probabilities, the maps of C1 and C3.

import { SIDE } from "../constants.js";
import { make } from "../controls/find.js";
import { context2d, gridOf, paintGrid } from "../paint/grid.js";
import { paintInk } from "../paint/ink.js";
import { bytesOf, halvesOf, percent } from "../state/numbers.js";
import { offWords } from "../state/off.js";
import { answerOf } from "../state/verdict.js";

/** @import {Network, Packet, Placement, Theme} from "../types.js" */

const [WIDTH, HEIGHT] = [1600, 900];
const FONT = "system-ui, sans-serif";
const PLACED = {
  resize: "whole pad stretched to 28×28",
  box: "centred on the bounding box",
  mass: "centred on the centre of mass",
};
const MAPS = [
  { name: "C1", across: 3, cell: 4 }, // cell: pixels of the picture
  { name: "C3", across: 8, cell: 10 },
];

/**
 * Paint the picture, in the page's colours.
 * @param {Network} network
 * @param {Placement} placement
 * @param {Packet} packet
 * @param {Theme} theme
 */
export function posterOf(network, placement, packet, theme) {
  const canvas = make("canvas", { width: WIDTH, height: HEIGHT });
  const brush = createBrush(context2d(canvas));
  brush.bar(0, 0, WIDTH, HEIGHT, "--page");
  brush.words(network.title, 60, 80, 40, "--ink", 700);
  const off = packet.off ? [offWords(packet.off.parts.map(({ part }) => part))] : [];
  brush.words([network.line, PLACED[placement], ...off].join(" · "), 60, 118, 22, "--ink2");
  brush.grid(digitOf(packet, theme), 60, 160, 280);
  const [[first, probability]] = packet.top3;
  brush.words(answerOf(packet), 390, 390, 260, "--ink", 700);
  brush.words(packet.verdict === null ? "not a digit" : percent(probability), 390, 440, 34, "--ink", 600);
  for (const [digit, share] of packet.probabilities.entries()) paintShare(brush, share, digit, digit === first);
  paintMaps(brush, network, packet, theme);
  return canvas;
}

/**
 * @param {Packet} packet
 * @param {Theme} theme
 */
function digitOf({ digit }, theme) {
  const grid = gridOf(SIDE, SIDE, "digit");
  paintInk(grid, bytesOf(digit.data), theme);
  return grid;
}

/**
 * @param {ReturnType<typeof createBrush>} brush
 * @param {number} share
 * @param {number} digit
 * @param {boolean} isBest
 */
function paintShare(brush, share, digit, isBest) {
  const y = 170 + digit * 30;
  const [colour, weight] = isBest ? ["--ink", 700] : ["--ink2", 400];
  brush.words(String(digit), 700, y + 18, 24, colour, weight);
  brush.bar(740, y, 600, 20, "--track");
  brush.bar(740, y, 600 * share, 20, isBest ? "--accent" : "--bar");
  brush.words(percent(share), 1360, y + 18, 22, colour, weight);
}

/**
 * @param {ReturnType<typeof createBrush>} brush
 * @param {Network} network
 * @param {Packet} packet
 * @param {Theme} theme
 */
function paintMaps(brush, network, packet, theme) {
  let x = 60;
  for (const { name, across, cell } of MAPS) {
    const layer = network.layers.find((each) => each.name === name);
    if (!layer) continue;
    const [maps, height, width] = layer.shape;
    const values = halvesOf(packet.maps[name]);
    brush.words(`${name}  ${maps}@${width}×${height}`, x, 520, 26, "--ink", 650);
    for (let map = 0; map < maps; map++) {
      const grid = gridOf(height, width, name);
      paintGrid(grid, values, layer.limit, theme.table, map * height * width);
      const [column, row] = [map % across, Math.floor(map / across)];
      brush.grid(grid, x + column * (width * cell + 10), 545 + row * (height * cell + 10), width * cell);
    }
    x += across * (width * cell + 10) + 60;
  }
}

/**
 * Create what paints with the page's colours, by the names of their CSS tokens.
 * @param {CanvasRenderingContext2D} context
 */
function createBrush(context) {
  const style = getComputedStyle(document.body);
  const colourOf = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  context.imageSmoothingEnabled = false;
  return {
    /** @type {(text: string, x: number, y: number, size: number, colour: string, weight?: number) => void} */
    words(text, x, y, size, colour, weight = 400) {
      context.font = `${weight} ${size}px ${FONT}`;
      context.fillStyle = colourOf(colour);
      context.fillText(text, x, y);
    },
    /** @type {(x: number, y: number, width: number, height: number, colour: string) => void} */
    bar(x, y, width, height, colour) {
      context.fillStyle = colourOf(colour);
      context.fillRect(x, y, width, height);
    },
    /** @type {(grid: HTMLCanvasElement, x: number, y: number, width: number) => void} */
    grid(grid, x, y, width) {
      const height = (width * grid.height) / grid.width;
      context.drawImage(grid, x, y, width, height);
      context.strokeStyle = colourOf("--line");
      context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
    },
  };
}
