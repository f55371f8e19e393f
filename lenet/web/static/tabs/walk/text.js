// How it works, in words; a figure's place is named by what is painted there.

export const TEXT = `
<article>
  <section>
    <div class="figures"><figure data-figure="placed"></figure></div>
    <div>
      <h3>1. Placing: before the network sees anything</h3>
      <p>The page keeps your drawing as strokes, lists of points. The points are scaled until the ink’s longer side is 20 pixels, inked with one round pen, and moved until the ink’s centre of mass stands on pixel (14, 14) of 28×28, counted from 0. That is how MNIST’s 70,000 digits were made in the 1990s, so it is the only kind of picture that a network trained on them knows. Switch to Resize above and watch a good network fail on a good drawing.</p>
    </div>
  </section>
  <section>
    <figure data-figure="c1"></figure>
    <div>
      <h3>2. C1: six small windows slide over the digit</h3>
      <p>Each of C1’s six maps has one kernel of 5×5 weights. It is laid over every place of the input, multiplied with what lies under it, summed, a bias is added, and the result squashed. One kernel for all places: 26 numbers a map make 156 parameters, and 122,304 connections at 28×28. A map lights up where its own little pattern occurs, an edge that leans to the left, the end of a stroke.</p>
    </div>
  </section>
  <section>
    <figure data-figure="s2"></figure>
    <div>
      <h3>3. S2: subsampling, so that a small shift matters less</h3>
      <p>Every four neighbours become one. In 1998 they were added, multiplied by a coefficient and given a bias, one of each a map and both learned, and squashed. Most networks here average them, which is what textbooks made of it. It is not max pooling.</p>
    </div>
  </section>
  <section>
    <figure data-figure="c3"></figure>
    <div>
      <h3>4. C3: patterns of patterns, and Table I</h3>
      <p>C3’s sixteen maps look at several maps of S2 at once, again through 5×5 windows; one cell of C3 depends on 14×14 pixels of the input. In 1998 only one of them read all six: by Table I six maps read three neighbouring ones, nine read four. That kept the number of connections down and forced the maps to become different. Its 60 kernels have 1,516 parameters; the textbooks’ full C3 has 2,416.</p>
    </div>
  </section>
  <section>
    <figure data-figure="c5"></figure>
    <div>
      <h3>5. S4 and C5: the digit’s parts, without their place</h3>
      <p>S4 subsamples once more, to 5×5. C5’s kernels are as large as S4’s maps, so that each of its 120 maps is a single cell. The paper calls it a convolution all the same, because on a larger input it would slide.</p>
    </div>
  </section>
  <section>
    <figure data-figure="f6"></figure>
    <div>
      <h3>6. F6: eighty-four units, because a character is 7×12 pixels</h3>
      <p>The 84 is no hardware limit. In 1998 each class had a code, a 7×12 picture of its character in ±1, and F6 was trained to draw that picture. Choose the network of 1998 and look: with a 5, F6 shows a 5. In the other networks the 84 units were free, and mean nothing that one could see.</p>
    </div>
  </section>
  <section>
    <figure data-figure="output"></figure>
    <div>
      <h3>7. Output: ten scores, and what becomes of them</h3>
      <p>In 1998 OUTPUT measured the squared distance from F6 to each of the ten codes, and the nearest won. The other networks weigh F6’s units linearly. A softmax turns ten scores into ten probabilities that sum to one; ours are first divided by a temperature, fitted on digits that the network had not learned from, so that “90 %” is right about nine times in ten. An eleventh class, rubbish, has a score that never changes: where its share is too large, the page says “Not a digit?”. The paper’s equation 9 has that class.</p>
    </div>
  </section>
  <section class="history">
    <div>
      <h3>Where it comes from</h3>
      <p>Yann LeCun and colleagues at AT&amp;T built convolutional networks that learn by back-propagation from 1989 on; Fukushima’s Neocognitron had the layers before, without that way of learning. LeNet-5 was compared with its predecessors by 1995 and published in 1998, with 60,000 parameters, not the 61,706 of today’s versions. It read 32×32 pixels, squashed with 1.7159 tanh(2a/3), and reached 0.95 % errors on MNIST, 0.8 % with distorted training digits; the best in that paper, three boosted LeNet-4s, 0.7 %. Its relatives read the amounts on millions of cheques a day.</p>
      <p class="sources">Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, “Gradient-based learning applied to document recognition”, Proceedings of the IEEE 86(11), 1998. C. Yadav, L. Bottou, “Cold case: the lost MNIST digits”, NeurIPS 2019. C. Guo et al., “On calibration of modern neural networks”, ICML 2017. E. Alpaydin, F. Alimoglu, “Pen-based recognition of handwritten digits”, UCI, 1998.</p>
    </div>
  </section>
</article>`;
