// The page to embed: pad, answer, bars, C1 and C3 in somebody else's frame. It keeps nothing in the browser.

import { find } from "../controls/find.js";
import { createKeys } from "../controls/keys.js";
import { followLinks } from "../links.js";
import { buildKeyedPad } from "../pad/keyed_pad.js";
import { followTheme, themeOf } from "../paint/theme.js";
import { showAge } from "../reading/age.js";
import { buildAnswer } from "../reading/answer.js";
import { buildProbabilities } from "../reading/probabilities.js";
import { buildRejectClass } from "../reading/reject_class.js";
import { askOfDrawing } from "../server/ask_of_drawing.js";
import { load } from "../server/post.js";
import { firstState } from "../state/first.js";
import { createStore } from "../state/store.js";
import { stylesLoaded } from "../styles.js";
import { buildAbout } from "./about.js";
import { tellHeight } from "./height.js";
import { buildMaps } from "./maps.js";
import { passOnSlideKeys } from "./slide_keys.js";

/** @import {Hand, Network} from "../types.js" */

/** Mount the page on its own HTML, whose root says what the address asks for. */
export async function mount() {
  const described = load("embed");
  await stylesLoaded();
  if (asked().theme === "auto") followPreference();
  start(await described);
}

/** What the address asks for, as the server has checked it. */
const asked = () => /** @type {{network: string, theme: string, notice: string}} */ (document.documentElement.dataset);

/** Let the body have the class of the theme that the visitor's system prefers. */
function followPreference() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => document.body.classList.toggle("dark", dark.matches);
  show();
  dark.addEventListener("change", show);
}

/** @param {{networks: Network[], hands: [Hand]}} described */
function start({ networks, hands: [{ digits }] }) {
  const { network, notice } = asked();
  const store = createStore({ ...firstState(themeOf(document.body)), network });
  const keys = createKeys();
  const main = find(document, "main", HTMLElement);
  const sketchpad = buildKeyedPad(main, { store, keys });
  for (const [digit, strokes] of Object.entries(digits)) keys.bind({ [digit]: () => sketchpad.play(strokes) });
  find(main, ".paper canvas", HTMLCanvasElement).ariaLabel += " Or press a key from 0 to 9 for an example.";
  showAge(main, store);
  buildAnswer(main, store);
  buildProbabilities(find(main, "#probabilities", HTMLElement), store);
  buildRejectClass(main, store, networks);
  buildMaps(find(main, ".layers", HTMLElement), store, networks);
  buildAbout(find(main, ".about", HTMLElement), store, networks);
  followTheme((theme) => store.change({ theme }));
  askOfDrawing(store);
  document.documentElement.classList.add("ready"); // it is shown, and takes strokes, from now on
  tellHeight(main);
  passOnSlideKeys();
  const names = networks.map(({ name }) => name);
  followLinks(store, [network, ...names]); // one that names no network is read by the one that is asked for
  store.change({ notice: [notice, store.now().notice].filter(Boolean).join(" ") });
}
