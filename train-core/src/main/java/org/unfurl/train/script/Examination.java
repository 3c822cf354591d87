package org.unfurl.train.script;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Operations;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.engine.ScriptedModule;
import org.unfurl.train.engine.UnusableModuleException;
import org.unfurl.train.layer.Reach;
import org.unfurl.train.layer.Signal;

/** Loads a module and runs it, to learn whether it can be trained. */
final class Examination {

  /** States that it is run with. */
  private static final int BATCH = 3;

  /** How much a state's result may depend on how many are with it: rounding, not statistics. */
  private static final double ROUNDING = 1e-4;

  private static final String SAVE = "; save it with torch.jit.script(module).save(...)";
  private static final String EVALUATE = "; call module.eval() before it is saved";

  private final ScriptFile file;
  private final Signal input;
  private final Signal output;
  private final double[] states;

  Examination(ScriptFile file, Signal input, Signal output) {
    this.file = file;
    this.input = input;
    this.output = output;
    this.states = new SplittableRandom(0).doubles((long) BATCH * input.size(), -1, 1).toArray();
  }

  Inspection result() {
    if (!ScriptArchive.isZip(file.bytes())) {
      return refused("must be a TorchScript file and is none" + SAVE);
    }
    if (!ScriptArchive.isScript(file.bytes())) {
      return refused(
          "must be a TorchScript file and has no code, only what torch.save keeps" + SAVE);
    }
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      ScriptedModule module = session.module(file.bytes());
      Optional<String> problem = unfitParameters(module);
      if (problem.isPresent()) {
        return refused(problem.get());
      }
      List<Inspection.Parameter> parameters =
          session.compute(false, scope -> saved(session, module));
      problem = unfitFunction(session, module);
      if (problem.isPresent()) {
        return refused(problem.get());
      }
      Reach reach = reach(session, module);
      return sharedMemory(session, module)
          .map(this::refused)
          .orElseGet(() -> new Inspection("", parameters, reach));
    } catch (UnusableModuleException e) {
      return refused(e.getMessage());
    }
  }

  private Inspection refused(String rule) {
    return Inspection.refused("network.file (" + file.name() + ") " + rule);
  }

  private static Optional<String> unfitParameters(ScriptedModule module) {
    if (module.parameters().isEmpty()) {
      return Optional.of("must have parameters to train and has none; make a torch.nn.Parameter");
    }
    for (NDArray parameter : module.parameters()) {
      String type = parameter.getDataType().name().toLowerCase(Locale.ROOT);
      if (!type.equals("float32")) {
        return Optional.of(
            "must have parameters of float32, and "
                + parameter.getName()
                + " is "
                + type
                + "; call module.float() before it is saved");
      }
      if (!parameter.hasGradient()) {
        return Optional.of(
            "must have parameters that are all trained, and "
                + parameter.getName()
                + " is frozen; set its requires_grad, or make it a buffer");
      }
    }
    return Optional.empty();
  }

  private static List<Inspection.Parameter> saved(EngineSession session, ScriptedModule module) {
    return module.parameters().stream()
        .map(
            parameter ->
                new Inspection.Parameter(
                    parameter.getName(),
                    Arrays.stream(parameter.getShape().getShape())
                        .mapToObj(Math::toIntExact)
                        .toList(),
                    session.values(parameter)))
        .toList();
  }

  private Optional<String> unfitFunction(EngineSession session, ScriptedModule module) {
    byte[] before = module.archive();
    double[] first = run(session, module, BATCH);
    double[] second = run(session, module, BATCH);
    if (!Arrays.equals(before, module.archive())) {
      return Optional.of(
          "must not change while it computes, and its buffers do, as the running means of a"
              + " BatchNorm"
              + EVALUATE
              + ", or use GroupNorm");
    }
    if (!Arrays.equals(first, second)) {
      return Optional.of(
          "must make the same of the same states, and draws at random, as Dropout does" + EVALUATE);
    }
    double[] alone = run(session, module, 1);
    for (int i = 0; i < alone.length; i++) {
      if (!(Math.abs(alone[i] - first[i]) <= ROUNDING * (1 + Math.abs(first[i])))) {
        return Optional.of(
            "must treat every state of a batch by itself, and mixes them, as BatchNorm does"
                + EVALUATE
                + ", or use GroupNorm");
      }
    }
    return Optional.empty();
  }

  /** The output, once its shape and type have been found right. */
  private double[] run(EngineSession session, ScriptedModule module, int batch) {
    return session.compute(
        false, scope -> session.values(forward(module, states(session, batch), batch)));
  }

  private NDArray states(EngineSession session, int batch) {
    return session.array(Arrays.copyOf(states, batch * input.size()), shape(input, batch));
  }

  private NDArray forward(ScriptedModule module, NDArray batchOfStates, int batch) {
    String wanted = "must read " + text(shape(input, batch));
    NDArray result;
    try {
      result = module.forward(batchOfStates);
    } catch (UnusableModuleException e) {
      throw new UnusableModuleException(wanted + ", and then: " + e.getMessage(), e);
    }
    long[] made = result.getShape().getShape();
    String makes = wanted + " and make " + text(shape(output, batch)) + ", and makes ";
    if (!Arrays.equals(made, shape(output, batch))) {
      throw new UnusableModuleException(
          makes
              + text(made)
              + (made.length > 1 && made[1] != output.channels()
                  ? "; its last layer has as many channels as a state"
                  : "; pad its convolutions, with padding_mode=\"circular\" where the domain is"
                      + " periodic"));
    }
    String type = result.getDataType().name().toLowerCase(Locale.ROOT);
    if (!type.equals("float32")) {
      throw new UnusableModuleException(makes + type + "; compute in float32");
    }
    return result;
  }

  /** Seen from one point in the middle, whatever the path there. */
  private Reach reach(EngineSession session, ScriptedModule module) {
    return session.compute(
        true,
        scope -> {
          NDArray leaf = Operations.leaf(states(session, 1));
          NDArray result = forward(module, leaf, 1);
          int row = output.rows() / 2;
          int column = output.columns() / 2;
          double[] cotangent = new double[output.size()];
          for (int channel = 0; channel < output.channels(); channel++) {
            cotangent[channel * output.points() + row * output.columns() + column] = 1;
          }
          Operations.backward(result, session.array(cotangent, shape(output, 1)));
          for (NDArray parameter : module.parameters()) {
            if (Operations.gradient(parameter).isEmpty()) {
              throw new UnusableModuleException(
                  "must have parameters that are all trained, and "
                      + parameter.getName()
                      + " takes no part in what forward returns; delete it");
            }
          }
          double[] seen =
              Operations.gradient(leaf).map(session::values).orElse(new double[input.size()]);
          return Seen.from(row, column, input, seen);
        });
  }

  /** Two parameters in one memory would each be drawn, and each be updated. */
  private static Optional<String> sharedMemory(EngineSession session, ScriptedModule module) {
    return session.compute(
        false,
        scope -> {
          List<NDArray> parameters = module.parameters();
          for (int i = 0; i < parameters.size(); i++) {
            double[] marks = new double[Math.toIntExact(parameters.get(i).size())];
            Arrays.fill(marks, i);
            module.write(i, session.array(marks, marks.length));
          }
          for (int i = 0; i < parameters.size(); i++) {
            if (session.values(parameters.get(i))[0] != i) {
              return Optional.of(
                  "must have parameters that share no memory, and "
                      + parameters.get(i).getName()
                      + " has that of another; use the one parameter twice in forward");
            }
          }
          return Optional.empty();
        });
  }

  /** As modules of PyTorch have it: a line has no rows. */
  static long[] shape(Signal signal, long batch) {
    return signal.plane()
        ? new long[] {batch, signal.channels(), signal.rows(), signal.columns()}
        : new long[] {batch, signal.channels(), signal.columns()};
  }

  private static String text(long[] shape) {
    return Arrays.toString(shape).replace('[', '(').replace(']', ')');
  }
}
