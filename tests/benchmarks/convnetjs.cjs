// ConvNetJS' published MNIST demo, trained by its own code: node convnetjs.cjs LIBRARY TRAINING TESTING SECONDS...
// LIBRARY is the package's build/convnet.js. TRAINING and TESTING hold digits, each as 784 grey levels and its class. Prints the
// error on TESTING, in per cent, after so many seconds of training, a line each; measuring does not count.

const { readFileSync } = require("node:fs");
const { resolve } = require("node:path");

const [library, training, testing, ...marks] = process.argv.slice(2);
const { Net, SGDTrainer, Vol, augment } = require(resolve(library));

const SIDE = 28;
const CROP = 24; // of which a random one is read, at each look
const LOOKS = 4; // whose probabilities are averaged to test

function digitsIn(/** @type {string} */ file) {
  const bytes = readFileSync(file);
  const size = SIDE * SIDE + 1;
  return Array.from({ length: bytes.length / size }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

function look(/** @type {Buffer} */ digit) {
  const input = new Vol(SIDE, SIDE, 1, 0);
  for (let at = 0; at < SIDE * SIDE; at++) input.w[at] = digit[at] / 255;
  return augment(input, CROP);
}

const classOf = (/** @type {Buffer} */ digit) => digit[SIDE * SIDE];

const net = new Net();
net.makeLayers([
  { type: "input", out_sx: CROP, out_sy: CROP, out_depth: 1 },
  { type: "conv", sx: 5, filters: 8, stride: 1, pad: 2, activation: "relu" },
  { type: "pool", sx: 2, stride: 2 },
  { type: "conv", sx: 5, filters: 16, stride: 1, pad: 2, activation: "relu" },
  { type: "pool", sx: 3, stride: 3 },
  { type: "softmax", num_classes: 10 },
]);
const trainer = new SGDTrainer(net, { method: "adadelta", batch_size: 20, l2_decay: 0.001 });

function isMisread(/** @type {Buffer} */ digit) {
  const summed = new Float64Array(10);
  for (let each = 0; each < LOOKS; each++) {
    const { w } = net.forward(look(digit));
    for (let at = 0; at < 10; at++) summed[at] += w[at];
  }
  return summed.indexOf(Math.max(...summed)) !== classOf(digit);
}

const [learned, tested] = [training, testing].map(digitsIn);
let spent = 0; // ms
for (const mark of marks.map(Number)) {
  while (spent < 1000 * mark) {
    const began = performance.now();
    const digit = learned[Math.floor(Math.random() * learned.length)];
    trainer.train(look(digit), classOf(digit));
    spent += performance.now() - began;
  }
  console.log(((100 * tested.filter(isMisread).length) / tested.length).toFixed(2));
}
