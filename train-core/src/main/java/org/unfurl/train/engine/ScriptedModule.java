package org.unfurl.train.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * A module that PyTorch saved as TorchScript, in the mode (training or evaluation) in which it was
 * saved, with parameters of its own. It belongs to one session and is freed with it; another
 * session loads another. Inside a recording {@link EngineSession#compute} it records itself.
 */
public final class ScriptedModule {

  private static final String FORWARD = "forward";

  private final PtSymbolBlock module;
  private final List<NDArray> parameters;

  private ScriptedModule(PtSymbolBlock module, List<NDArray> parameters) {
    this.module = module;
    this.parameters = List.copyOf(parameters);
  }

  /** Loads a module into a session, whose arrays these are. */
  static ScriptedModule load(EngineSession session, PtNDManager arrays, byte[] archive) {
    return session.compute(
        false,
        scope -> {
          PtSymbolBlock module = moduleOf(arrays, archive);
          NDList parameters = JniUtils.moduleGetParams(module, arrays);
          parameters.forEach(scope::keep);
          return new ScriptedModule(module, parameters);
        });
  }

  private static PtSymbolBlock moduleOf(PtNDManager arrays, byte[] archive) {
    try {
      // From a stream: loaded from a path it would be put into evaluation mode.
      PtSymbolBlock module =
          JniUtils.loadModule(arrays, new ByteArrayInputStream(archive), true, false);
      if (!List.of(JniUtils.getMethodNames(module)).contains(FORWARD)) {
        throw new UnusableModuleException("must have a method forward");
      }
      return module;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (EngineException e) {
      throw new UnusableModuleException("cannot be loaded: " + EngineMessage.reason(e), e);
    }
  }

  /** Its parameters, by their names and in its memory. */
  public List<NDArray> parameters() {
    return parameters;
  }

  /**
   * Sets a parameter, in place.
   *
   * @param index among {@link #parameters()}
   * @param values as many, row by row
   */
  public void write(int index, NDArray values) {
    PtNDArray window = JniUtils.detachGradient((PtNDArray) parameters.get(index));
    long[] shape = window.getShape().getShape();
    if (shape.length == 0) {
      shape = new long[] {1};
      window = JniUtils.reshape(window, shape);
    }
    long[] ones = new long[shape.length];
    Arrays.fill(ones, 1);
    PtNDArray shaped = JniUtils.reshape((PtNDArray) values, shape);
    JniUtils.indexSet(window, shaped, new long[shape.length], shape, ones);
  }

  /**
   * What the module makes of an array.
   *
   * @throws UnusableModuleException if it fails, or makes anything but one array
   */
  public NDArray forward(NDArray input) {
    // Of this thread: with it the first calls compile what later ones compute with other bits.
    JniUtils.setGraphExecutorOptimize(false);
    NDList outputs;
    try {
      outputs = IValueUtils.forward(module, new NDList(input), true);
    } catch (EngineException e) {
      throw new UnusableModuleException(EngineMessage.reason(e), e);
    } catch (UnsupportedOperationException e) {
      throw new UnusableModuleException("it returns no tensor", e);
    }
    if (outputs.size() != 1) {
      throw new UnusableModuleException("it returns " + outputs.size() + " tensors instead of one");
    }
    return outputs.singletonOrThrow();
  }

  /**
   * The module as {@code torch.jit.save} writes it, with what its parameters and buffers are now.
   */
  public byte[] archive() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JniUtils.writeModule(module, bytes, false);
    return bytes.toByteArray();
  }
}
