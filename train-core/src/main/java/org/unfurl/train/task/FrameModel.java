package org.unfurl.train.task;

import java.util.Arrays;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.train.memory.MemoryLedger;
import org.unfurl.train.network.Network;

/**
 * One frame u' = G(u) of a task at one system parameter: the formula of {@link Task} and its chain
 * rule, once for all tasks. The network sees the channels of x and one constant channel per
 * parameter feature. Used by one thread at a time; closing it closes its solver.
 */
public final class FrameModel implements AutoCloseable {

  private final Task task;
  private final Stepper solver;
  private final Network network;
  private final MemoryLedger memory;
  private final double[] features;
  private final double scale;
  private final int channels;
  private final int points;
  private long solverSteps;
  private long solverVjps;
  private long networkApplications;

  /**
   * Assembles the frame of a system.
   *
   * @param scheme the system's solver; ignored by tasks without a solver
   * @param network reads the system's channels plus one per parameter feature, makes its channels
   */
  public FrameModel(
      Task task, PhysicalSystem system, String scheme, double parameter, Network network) {
    this.task = task;
    this.solver = task.usesSolver() ? system.solver(scheme, parameter) : null;
    this.network = network;
    this.memory = network.parameters().session().memory();
    this.features = system.parameterFeatures(parameter);
    this.scale = task.usesSolver() ? system.correctionScale() : 1;
    this.channels = system.shape().channels();
    this.points = system.shape().points();
  }

  /** Values in one state. */
  public int stateSize() {
    return channels * points;
  }

  /** Whether a cotangent can be sent from a frame to the state it started from. */
  public boolean differentiable() {
    return !task.usesSolver() || solver instanceof DifferentiableStepper;
  }

  /** Counts what frames hold. */
  public MemoryLedger memory() {
    return memory;
  }

  /** Solver frames computed so far, per state. */
  public long solverSteps() {
    return solverSteps;
  }

  /** Applications of the network so far, per state, their derivatives not counted. */
  public long networkApplications() {
    return networkApplications;
  }

  /** Solver adjoint frames computed so far, per state. */
  public long solverVjps() {
    return solverVjps;
  }

  /**
   * Advances a batch by one frame.
   *
   * @param state u, (batch, channel, point). Not modified; must stay so until the frame is closed.
   * @param recording whether {@link Frame#backward} will be asked for
   * @return to be closed by the caller
   * @throws IllegalArgumentException if the length is no positive multiple of {@link #stateSize()}
   */
  public Frame advance(double[] state, boolean recording) {
    if (state.length == 0 || state.length % stateSize() != 0) {
      throw new IllegalArgumentException(
          "state (length "
              + state.length
              + ") must be a positive multiple of the state size "
              + stateSize()
              + ", pass whole states");
    }
    int batch = state.length / stateSize();
    double[] solved = state;
    if (task.usesSolver()) {
      solved = new double[state.length];
      solver.step(state, solved);
      solverSteps += batch;
    }
    double[] seen = task.networkSeesSolver() ? solved : state;
    double[] input = withFeatures(seen, batch);
    long used = MemoryLedger.bytes(input) + (task.usesSolver() ? MemoryLedger.bytes(solved) : 0);
    try (MemoryLedger.Hold held = memory.holding(used)) {
      double[] next = new double[state.length];
      networkApplications += batch;
      return new Frame(state, next, solved, network.evaluate(input, batch, recording));
    }
  }

  /** Closes the solver, but not the network, which is not its own. */
  @Override
  public void close() {
    if (solver != null) {
      solver.close();
    }
  }

  /** One computed frame. */
  public final class Frame implements AutoCloseable {

    private final double[] state;
    private final double[] next;
    private final Network.Evaluation evaluation;
    private final MemoryLedger.Hold held;
    private final boolean solvedFinite;

    private Frame(double[] state, double[] next, double[] solved, Network.Evaluation evaluation) {
      this.state = state;
      this.next = next;
      this.evaluation = evaluation;
      this.solvedFinite = !task.usesSolver() || isFinite(solved);
      double[] output = evaluation.output();
      for (int i = 0; i < next.length; i++) {
        next[i] = (task.residual() ? solved[i] : 0) + scale * output[i];
      }
      held = memory.holding(MemoryLedger.bytes(next, output));
    }

    /** u', (batch, channel, point). Shared, not copied. */
    public double[] next() {
      return next;
    }

    /** Whether every value of u' is finite. */
    public boolean finite() {
      return isFinite(next);
    }

    /** Whether every value that the solver made is finite. */
    public boolean solverFinite() {
      return solvedFinite;
    }

    /**
     * The chain rule of G. Adds to the gradient of the network's parameters; only where the state
     * is linked to earlier frames does the cotangent pass on, through the solver's adjoint.
     *
     * @param cotangent λ = ∂loss/∂u', (batch, channel, point). Not modified.
     * @param linked whether ∂loss/∂u is wanted
     * @return ∂loss/∂u, zero if not linked
     */
    public double[] backward(double[] cotangent, boolean linked) {
      long used = backwardBytes(cotangent.length, linked);
      try (MemoryLedger.Hold held = memory.holding(used)) {
        return chainRule(cotangent, linked);
      }
    }

    /** Of the cotangents of state, network output and input, and of those around the solver. */
    private long backwardBytes(int size, boolean linked) {
      long values = 2L * size + (long) size / stateSize() * inputSize();
      if (linked) {
        values += task.usesSolver() ? 2L * size : size;
      }
      return Double.BYTES * values;
    }

    private double[] chainRule(double[] cotangent, boolean linked) {
      double[] outputCotangent = new double[cotangent.length];
      for (int i = 0; i < cotangent.length; i++) {
        outputCotangent[i] = scale * cotangent[i];
      }
      double[] inputCotangent = evaluation.vjp(outputCotangent);
      double[] stateCotangent = new double[cotangent.length];
      if (!linked) {
        return stateCotangent;
      }
      double[] solvedCotangent = task.residual() ? cotangent.clone() : new double[cotangent.length];
      addWithoutFeatures(
          inputCotangent, task.networkSeesSolver() ? solvedCotangent : stateCotangent);
      if (task.usesSolver()) {
        double[] throughSolver = new double[cotangent.length];
        ((DifferentiableStepper) solver).vjp(state, solvedCotangent, throughSolver);
        solverVjps += cotangent.length / stateSize();
        solvedCotangent = throughSolver;
      }
      for (int i = 0; i < stateCotangent.length; i++) {
        stateCotangent[i] += solvedCotangent[i];
      }
      return stateCotangent;
    }

    /** Frees what the recording holds. */
    @Override
    public void close() {
      held.close();
      evaluation.close();
    }
  }

  private static boolean isFinite(double[] values) {
    double zero = 0; // times a number that is not finite, none any more
    for (double value : values) {
      zero += 0 * value;
    }
    return zero == 0;
  }

  /** Values in one state of the network's input. */
  private int inputSize() {
    return stateSize() + features.length * points;
  }

  private double[] withFeatures(double[] states, int batch) {
    int inputSize = inputSize();
    double[] input = new double[batch * inputSize];
    for (int b = 0; b < batch; b++) {
      System.arraycopy(states, b * stateSize(), input, b * inputSize, stateSize());
      int channel = b * inputSize + stateSize();
      for (double feature : features) {
        Arrays.fill(input, channel, channel + points, feature);
        channel += points;
      }
    }
    return input;
  }

  private void addWithoutFeatures(double[] inputCotangent, double[] sum) {
    int inputSize = inputSize();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += inputCotangent[i / stateSize() * inputSize + i % stateSize()];
    }
  }
}
