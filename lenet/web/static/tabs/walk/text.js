// How it works, in words; a figure's place is named by what is painted there.

export const TEXT = `
<article>
  <section>
    <div class="figures"><figure data-figure="placed"></figure></div>
    <div>
      <h3>1. Preprocessing</h3>
      <p>The page stores your drawing as strokes. They are scaled so that the longer side is 20 pixels, redrawn with a fixed round brush and shifted so that the centre of mass falls on pixel (14, 14) of 28×28 (counting from 0). MNIST’s 70,000 digits were scaled and centred in the same way, so that is what a network trained on them expects. Switch to Stretch above and watch a good network fail on a good drawing.</p>
    </div>
  </section>
  <section>
    <figure data-figure="c1"></figure>
    <div>
      <h3>2. C1: six small windows slide over the digit</h3>
      <p>Each of C1’s six feature maps has one 5×5 kernel. It slides over the input; at each position the 25 products are summed, a bias is added and an activation function (the paper’s “squashing function”) applied. Weight sharing keeps this small: 26 numbers per map, 156 parameters in all, for 122,304 connections when the maps are 28×28. A map lights up where its pattern occurs: a slanted edge, say, or the end of a stroke.</p>
    </div>
  </section>
  <section>
    <figure data-figure="s2"></figure>
    <div>
      <h3>3. S2: subsampling, so small shifts matter less</h3>
      <p>Each 2×2 block becomes one value. In 1998 the four were summed, scaled by a trainable coefficient, shifted by a trainable bias (one pair per map) and passed through tanh. Most networks here use plain average pooling, as textbooks do. None uses max pooling.</p>
    </div>
  </section>
  <section>
    <figure data-figure="c3"></figure>
    <div>
      <h3>4. C3: patterns of patterns, and Table I</h3>
      <p>Each of C3’s sixteen maps reads several S2 maps at once, again through 5×5 windows; the receptive field of one C3 cell is 14×14 pixels of the input. In 1998 only one C3 map read all six S2 maps: by Table I, six read three neighbouring maps and nine read four. That limits connections and breaks symmetry, so maps learn different features. With its 60 kernels, the 1998 C3 has 1,516 parameters; the fully connected C3 of the textbooks has 2,416.</p>
    </div>
  </section>
  <section>
    <figure data-figure="c5"></figure>
    <div>
      <h3>5. S4 and C5: which parts are present, not exactly where</h3>
      <p>S4 subsamples once more, to 5×5 (4×4 in the network without padding). C5’s kernels are as large as S4’s maps, so each of its 120 maps is a single cell. The paper still calls C5 a convolution, because on a larger input its kernels would slide.</p>
    </div>
  </section>
  <section>
    <figure data-figure="f6"></figure>
    <div>
      <h3>6. F6: 84 units, because a character is 7×12 pixels</h3>
      <p>Why 84? In 1998 each class had a target code, a 7×12 image of its character in ±1, and F6 was trained to reproduce it. Switch to the 1998 network and draw a 5: F6 shows a 5. In the other networks the 84 units are unconstrained and have no visible meaning.</p>
    </div>
  </section>
  <section>
    <figure data-figure="output"></figure>
    <div>
      <h3>7. Output: from logits to probabilities</h3>
      <p>In 1998 the output layer measured the squared distance from F6 to each of the ten target codes (an RBF layer), and the nearest code won. In the other networks it is linear. A softmax turns the ten logits into ten probabilities that sum to 1. The logits are first divided by a temperature, fitted on held-out drawn digits, so that for drawings “90 %” is right about nine times in ten. A reject class (“rubbish” in the paper, eq. 9) has a constant logit; when its probability exceeds a threshold, the page says “Not a digit”.</p>
    </div>
  </section>
  <section class="history">
    <div>
      <h3>Where it comes from</h3>
      <p>From 1989, Yann LeCun and colleagues at AT&amp;T trained convolutional networks by backpropagation. Fukushima’s Neocognitron already had the layers but not backpropagation. LeNet-5 was compared with its predecessors by 1995 and published in 1998, with 60,000 parameters rather than the 61,706 of today’s versions. It read 32×32 pixels, used the activation function 1.7159 tanh(2a/3), and reached 0.95 % test error on MNIST, or 0.8 % when trained on distorted digits too; the best in that paper, an ensemble of three boosted LeNet-4s, reached 0.7 %. Its relatives read the amounts on millions of cheques a day.</p>
      <p class="sources">Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, “Gradient-based learning applied to document recognition”, Proceedings of the IEEE 86(11), 1998. C. Yadav, L. Bottou, “Cold case: the lost MNIST digits”, NeurIPS 2019. C. Guo et al., “On calibration of modern neural networks”, ICML 2017. E. Alpaydin, F. Alimoglu, “Pen-based recognition of handwritten digits”, UCI, 1998.</p>
    </div>
  </section>
</article>`;
