package org.unfurl.train.vector;

import ai.djl.ndarray.NDArray;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.network.Batches;
import org.unfurl.train.network.Network;
import org.unfurl.train.network.UnrecordedEvaluation;
import org.unfurl.train.parameter.ParameterLayout;
import org.unfurl.train.parameter.ParameterVector;
import org.unfurl.train.parameter.Tensor;

/**
 * The study's conv-resnet on periodic lines in single precision by the processor's vector
 * instructions, several times as fast as in the engine's operations
 * (docs/decisions/009-vector-networks.md). The parameters stay in the engine.
 *
 * <p>A batch is cut into groups of states, each of which goes through all layers before the next
 * one starts and so stays near the processor. An evaluation that will be differentiated keeps what
 * every convolution read; the derivative walks back over it layer by layer.
 */
public final class VectorConvResNet implements Network {

  /** In a group, at least. */
  private static final int STATES = 16;

  private final int inputChannels;
  private final int outputChannels;
  private final int blocks;
  private final float slope;
  private final ParameterVector parameters;
  private final MemoryLedger ledger;

  /** In the order of the layout: the first, two of each block, the last; biases follow weights. */
  private final List<Tensor> weights;

  /** In the same order. */
  private final List<RingConvolution> convolutions;

  private int changesSeen = -1;
  private boolean hasGradient;

  /** For states of as many points as the last ones had. */
  private Memory memory;

  /**
   * The network of such parameters.
   *
   * @param blocks residual blocks
   * @param slope of φ below zero
   * @param parameters weight and bias of the first convolution, of two for every block, of the last
   */
  public VectorConvResNet(int blocks, double slope, ParameterVector parameters) {
    this.blocks = blocks;
    this.slope = (float) slope;
    this.parameters = parameters;
    ParameterLayout layout = parameters.layout();
    this.weights = layout.tensors().stream().filter(tensor -> tensor.shape().size() > 1).toList();
    this.inputChannels = weights.get(0).shape().get(1);
    this.outputChannels = weights.get(weights.size() - 1).shape().get(0);
    this.convolutions =
        weights.stream()
            .map(weight -> new RingConvolution(weight.shape().get(1), weight.shape().get(0)))
            .toList();
    this.ledger = parameters.session().memory();
    ledger.hold(convolutions.stream().mapToLong(RingConvolution::bytes).sum());
    this.memory = new Memory(1);
  }

  private RingConvolution first() {
    return convolutions.get(0);
  }

  private RingConvolution last() {
    return convolutions.get(convolutions.size() - 1);
  }

  /** Between the first convolution and the blocks there is a φ only if there are no blocks. */
  private float firstSlope() {
    return blocks == 0 ? slope : 1;
  }

  @Override
  public ParameterVector parameters() {
    return parameters;
  }

  @Override
  public Evaluation evaluate(double[] input, int batch, boolean recording) {
    int points = Batches.points(input, batch, inputChannels);
    if (memory.rings.points() != points) {
      memory.letGo();
      memory = new Memory(points);
    }
    if (changesSeen != parameters.changes()) {
      float[] values = parameters.readFloats();
      forEachConvolution((convolution, offset) -> convolution.setParameters(values, offset));
      changesSeen = parameters.changes();
    }
    double[] output = new double[batch * outputChannels * points];
    int states = memory.rings.states();
    int groups = (batch + states - 1) / states;
    float[] kept = memory.take(recording ? groups * memory.groupSize : memory.transientSize);
    for (int group = 0; group < groups; group++) {
      int at = recording ? group * memory.groupSize : 0;
      memory.forward(input, kept, at, recording, output, group * states);
    }
    if (recording) {
      return new Recorded(memory, kept, batch, output);
    }
    memory.giveBack(kept);
    return new UnrecordedEvaluation(output);
  }

  @Override
  public NDArray gradient() {
    if (!hasGradient) {
      throw new IllegalStateException(
          "gradient (none) must have been gathered, send a cotangent through the network first");
    }
    float[] gradient = new float[parameters.size()];
    forEachConvolution((convolution, offset) -> convolution.readGradient(gradient, offset));
    return parameters.session().array(gradient, gradient.length);
  }

  @Override
  public void clearGradient() {
    convolutions.forEach(RingConvolution::clearGradient);
  }

  private void forEachConvolution(ObjIntConsumer<RingConvolution> action) {
    for (int i = 0; i < convolutions.size(); i++) {
      action.accept(convolutions.get(i), parameters.layout().offset(weights.get(i)));
    }
  }

  private final class Recorded implements Evaluation {

    private final Memory owner;
    private final float[] kept;
    private final int batch;
    private final double[] output;
    private boolean open = true;

    Recorded(Memory owner, float[] kept, int batch, double[] output) {
      this.owner = owner;
      this.kept = kept;
      this.batch = batch;
      this.output = output;
    }

    @Override
    public double[] output() {
      return output;
    }

    @Override
    public double[] vjp(double[] cotangent) {
      double[] result = new double[batch * inputChannels * owner.rings.points()];
      int states = owner.rings.states();
      for (int group = 0; group * states < batch; group++) {
        owner.backward(cotangent, kept, group * owner.groupSize, result, group * states);
      }
      hasGradient = true;
      return result;
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        owner.giveBack(kept);
      }
    }
  }

  /**
   * The arrays for states of one number of points, and the walk through the layers.
   *
   * <p>A group keeps the network's input, then the hidden layers: what the first convolution made,
   * and for each block what its two made. Without recording three places take turns.
   */
  private final class Memory {

    private final Rings rings;
    private final Workspace scratch;

    /** Numbers of the input, and of a hidden layer. */
    private final int inputSize;

    private final int hiddenSize;

    /** Numbers that a group keeps with and without recording. */
    private final int groupSize;

    private final int transientSize;

    private final float[] output;
    private final float[] cotangent;
    private final float[] innerCotangent;
    private final float[] inputCotangent;

    /** Arrays of closed evaluations. */
    private final Deque<float[]> free = new ArrayDeque<>();

    Memory(int points) {
      rings = new Rings(points, STATES);
      int rows = Math.max(first().inputRows(), first().outputRows());
      scratch = new Workspace(rings, Math.max(rows, last().outputRows()));
      inputSize = first().inputRows() * rings.row();
      hiddenSize = first().outputRows() * rings.row();
      groupSize = inputSize + (1 + 2 * blocks) * hiddenSize;
      transientSize = inputSize + 3 * hiddenSize;
      output = new float[last().outputRows() * rings.row()];
      cotangent = new float[hiddenSize];
      innerCotangent = new float[hiddenSize];
      inputCotangent = new float[inputSize];
      ledger.hold(ownBytes());
    }

    private long ownBytes() {
      return scratch.bytes()
          + MemoryLedger.bytes(output, cotangent, innerCotangent, inputCotangent);
    }

    /** Counts out all but what open evaluations keep. */
    void letGo() {
      ledger.release(ownBytes());
      free.forEach(array -> ledger.release(MemoryLedger.bytes(array)));
      free.clear();
    }

    float[] take(int size) {
      // Evaluations of other batch sizes leave arrays of other lengths.
      free.removeIf(
          array -> {
            boolean other = array.length != size;
            if (other) {
              ledger.release(MemoryLedger.bytes(array));
            }
            return other;
          });
      if (!free.isEmpty()) {
        return free.pop();
      }
      float[] array = new float[size];
      ledger.hold(MemoryLedger.bytes(array));
      return array;
    }

    void giveBack(float[] array) {
      if (memory == this) {
        free.push(array);
      } else {
        ledger.release(MemoryLedger.bytes(array));
      }
    }

    private int hidden(int at, int layer, boolean recording) {
      return at + inputSize + (recording ? layer : layer % 3) * hiddenSize;
    }

    void forward(
        double[] states, float[] kept, int at, boolean recording, double[] result, int state) {
      rings.load(states, inputChannels, state, kept, at);
      rings.repeat(kept, at, inputChannels);
      int x = hidden(at, 0, recording);
      first().apply(scratch, kept, at, firstSlope(), kept, x);
      for (int block = 0; block < blocks; block++) {
        int inside = hidden(at, 2 * block + 1, recording);
        int next = hidden(at, 2 * block + 2, recording);
        convolutions.get(2 * block + 1).apply(scratch, kept, x, slope, kept, inside);
        convolutions.get(2 * block + 2).applyWithSkip(scratch, kept, inside, x, slope, kept, next);
        x = next;
      }
      last().apply(scratch, kept, x, 1, output, 0);
      rings.store(output, 0, outputChannels, result, state);
    }

    void backward(double[] cotangents, float[] kept, int at, double[] result, int state) {
      Arrays.fill(output, 0);
      rings.load(cotangents, outputChannels, state, output, 0);
      Arrays.fill(cotangent, 0);
      int x = hidden(at, 2 * blocks, true);
      // The last convolution has no φ, and then it does not matter what it made.
      last().addVjp(scratch, output, kept, x, 1, x, cotangent);
      for (int block = blocks - 1; block >= 0; block--) {
        int next = x;
        int inside = hidden(at, 2 * block + 1, true);
        x = hidden(at, 2 * block, true);
        Arrays.fill(innerCotangent, 0);
        RingConvolution outer = convolutions.get(2 * block + 2);
        outer.addVjp(scratch, cotangent, kept, next, slope, inside, innerCotangent);
        // What is left of the cotangent is that of the skip, to which the other way adds.
        RingConvolution inner = convolutions.get(2 * block + 1);
        inner.addVjp(scratch, innerCotangent, kept, inside, slope, x, cotangent);
      }
      Arrays.fill(inputCotangent, 0);
      first().addVjp(scratch, cotangent, kept, x, firstSlope(), at, inputCotangent);
      rings.store(inputCotangent, 0, inputChannels, result, state);
    }
  }
}
