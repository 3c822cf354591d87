package org.unfurl.sim.external;

import java.util.List;
import org.unfurl.sim.stepper.Batch;
import org.unfurl.sim.stepper.DifferentiableStepper;
import org.unfurl.sim.stepper.Stepper;

/**
 * A stepper that asks a program of its own for every batch. The program runs from construction to
 * {@link #close()}; whatever it does wrong is an {@link ExternalSimulatorException}, after which it
 * has been ended and answers no more. Values that are not finite are passed on as they are.
 */
public sealed class ExternalProcessStepper implements Stepper {

  private final int stateSize;
  private final Conversation conversation;

  private ExternalProcessStepper(
      ExternalProgram program, double parameter, int stateSize, boolean adjoint) {
    this.stateSize = stateSize;
    this.conversation = new Conversation(program, parameter, stateSize, adjoint);
  }

  /**
   * Starts a program.
   *
   * @param parameter told to the program
   * @param stateSize values in one state, which the program must confirm
   * @throws ExternalSimulatorException if it cannot be started, is not ready in time, or has
   *     another state size
   */
  public static Stepper start(ExternalProgram program, double parameter, int stateSize) {
    return new ExternalProcessStepper(program, parameter, stateSize, false);
  }

  /**
   * Starts a program that offers the adjoint of its step.
   *
   * @throws ExternalSimulatorException as {@link #start}, and if the program has no adjoint
   */
  public static DifferentiableStepper startDifferentiable(
      ExternalProgram program, double parameter, int stateSize) {
    return new WithAdjoint(program, parameter, stateSize);
  }

  @Override
  public int stateSize() {
    return stateSize;
  }

  /**
   * As {@link Stepper#step}.
   *
   * @throws ExternalSimulatorException if the program does not answer as it should
   */
  @Override
  public void step(double[] state, double[] next) {
    Batch.checkStep(stateSize, state, next);
    conversation.ask("step " + state.length / stateSize, List.of(state), next);
  }

  /** Ends the program. */
  @Override
  public void close() {
    conversation.close();
  }

  private static final class WithAdjoint extends ExternalProcessStepper
      implements DifferentiableStepper {

    WithAdjoint(ExternalProgram program, double parameter, int stateSize) {
      super(program, parameter, stateSize, true);
    }

    @Override
    public void vjp(double[] state, double[] cotangent, double[] result) {
      Batch.checkVjp(stateSize(), state, cotangent, result);
      super.conversation.ask(
          "vjp " + state.length / stateSize(), List.of(state, cotangent), result);
    }
  }
}
