package org.unfurl.train.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Optional;

/**
 * Array arithmetic and reverse-mode differentiation. Everything here is recorded inside a recording
 * {@link EngineSession#compute}, unless it says otherwise.
 *
 * <p>The engine's own gradient collector serves one thread per process and its cast and copy
 * operations silently cut the recording, so we call what lies beneath it.
 */
public final class Operations {

  /** Every output of a convolution reads every input. */
  private static final int UNGROUPED = 1;

  private Operations() {}

  /** Elements {@code from} to {@code to - 1} along an axis, sharing memory with the array. */
  public static NDArray slice(NDArray array, int axis, long from, long to) {
    return slice(array, axis, from, to, 1);
  }

  /** The same, every {@code step}-th of them. */
  public static NDArray slice(NDArray array, int axis, long from, long to, long step) {
    return JniUtils.slice((PtNDArray) array, axis, from, to, step);
  }

  /** Joins arrays along an axis. */
  public static NDArray concatenate(int axis, NDArray... arrays) {
    return JniUtils.cat(Arrays.copyOf(arrays, arrays.length, PtNDArray[].class), axis);
  }

  /**
   * Matrix product of (…, a, b) and (…, b, c); axes before the last two are of one length or
   * repeated.
   */
  public static NDArray product(NDArray left, NDArray right) {
    return JniUtils.matmul((PtNDArray) left, (PtNDArray) right);
  }

  /**
   * Cross-correlation on planes without padding: output (o, y, x) = bias(o) + Σ weight(o, i, a, b)
   * · input(i, stride · y + dilation · a, stride · x + dilation · b).
   *
   * @param input (batch, inputs, y, x)
   * @param weight (outputs, inputs, a, b)
   * @param bias (outputs)
   * @param stride points from one output to the next, at least 1; on an axis of one point 1
   * @param dilation points from one weight to the next, at least 1
   * @return (batch, outputs, y, x), so many as find all their points
   */
  public static NDArray convolution(
      NDArray input, NDArray weight, NDArray bias, int stride, int dilation) {
    return JniUtils.convolution(
        (PtNDArray) input,
        (PtNDArray) weight,
        (PtNDArray) bias,
        new Shape(stride, stride),
        new Shape(0, 0),
        new Shape(dilation, dilation),
        UNGROUPED);
  }

  /** The same values in another shape. */
  public static NDArray reshaped(NDArray array, long... shape) {
    return JniUtils.reshape((PtNDArray) array, shape);
  }

  /** With its axes in another order: axis i of the result is axis {@code axes[i]} of the array. */
  public static NDArray permuted(NDArray array, long... axes) {
    return JniUtils.permute((PtNDArray) array, axes);
  }

  /** Repeats axes of length one. */
  public static NDArray repeated(NDArray array, long... shape) {
    return JniUtils.broadcast((PtNDArray) array, new Shape(shape));
  }

  /**
   * Less its mean over the last axes, divided by the root of the variance there plus ε, times
   * {@code weight}, plus {@code bias}.
   *
   * @param weight of the shape of those axes
   * @param bias of the same shape
   */
  public static NDArray normalised(NDArray input, NDArray weight, NDArray bias, double epsilon) {
    return JniUtils.layerNorm(
        (PtNDArray) input, weight.getShape(), (PtNDArray) weight, (PtNDArray) bias, epsilon);
  }

  /** Elementwise sum; axes of length one are repeated to match. */
  public static NDArray sum(NDArray left, NDArray right) {
    return JniUtils.add((PtNDArray) left, (PtNDArray) right);
  }

  /** Elementwise difference; axes of length one are repeated to match. */
  public static NDArray difference(NDArray left, NDArray right) {
    return JniUtils.sub((PtNDArray) left, (PtNDArray) right);
  }

  /** Elementwise product; axes of length one are repeated to match. */
  public static NDArray times(NDArray left, NDArray right) {
    return JniUtils.mul((PtNDArray) left, (PtNDArray) right);
  }

  /** Elementwise quotient; axes of length one are repeated to match. */
  public static NDArray quotient(NDArray left, NDArray right) {
    return JniUtils.div((PtNDArray) left, (PtNDArray) right);
  }

  /** With the sign changed. */
  public static NDArray negated(NDArray array) {
    return JniUtils.neg((PtNDArray) array);
  }

  /** Sums along an axis, whose length is then one. */
  public static NDArray total(NDArray array, int axis) {
    return JniUtils.sum((PtNDArray) array, new long[] {axis}, true);
  }

  /** exp(x) over the sum of such along an axis. */
  public static NDArray softmax(NDArray array, int axis) {
    return JniUtils.softmax((PtNDArray) array, axis, array.getDataType());
  }

  /** At least the one, at most the other; what is beyond has no derivative. */
  public static NDArray clamped(NDArray array, double least, double most) {
    return JniUtils.clip((PtNDArray) array, least, most);
  }

  /**
   * A linear map: input · weightᵀ + bias.
   *
   * @param input (batch, inputs)
   * @param weight (outputs, inputs)
   * @param bias (outputs)
   * @return (batch, outputs)
   */
  public static NDArray linear(NDArray input, NDArray weight, NDArray bias) {
    return JniUtils.linear((PtNDArray) input, (PtNDArray) weight, (PtNDArray) bias);
  }

  /** max(x, 0) + slope · min(x, 0). */
  public static NDArray leakyRelu(NDArray array, double slope) {
    return JniUtils.leakyRelu((PtNDArray) array, slope);
  }

  /** max(x, 0). */
  public static NDArray relu(NDArray array) {
    return JniUtils.relu((PtNDArray) array);
  }

  /** x times the probability that a standard normal number is below x. */
  public static NDArray gelu(NDArray array) {
    return JniUtils.gelu((PtNDArray) array);
  }

  /**
   * A leaf of the recording that is a window on part of a vector: it shares the vector's memory, so
   * that changing the vector in place changes the leaf.
   */
  public static NDArray leafOf(NDArray vector, long from, long to, long... shape) {
    PtNDArray part = JniUtils.reshape((PtNDArray) slice(vector, 0, from, to), shape);
    return leaf(JniUtils.detachGradient(part));
  }

  /** Marks an array as a leaf of the recording and returns it. */
  public static NDArray leaf(NDArray array) {
    JniUtils.attachGradient((PtNDArray) array, true);
    return array;
  }

  /**
   * Sends a cotangent backwards through what led to {@code output} and adds to the gradients of its
   * leaves. Uses the recording up: once per output.
   *
   * @param cotangent of output's shape
   */
  public static void backward(NDArray output, NDArray cotangent) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) cotangent, false, false);
  }

  /** The gradient gathered by a leaf; empty before the first {@link #backward} that reached it. */
  public static Optional<NDArray> gradient(NDArray leaf) {
    return Optional.ofNullable(JniUtils.getGradient((PtNDArray) leaf));
  }

  /** The Euclidean norm of all values. */
  public static double norm(NDArray array) {
    NDArray squares = array.square().sum();
    return Math.sqrt(
        squares.getDataType() == DataType.FLOAT64 ? squares.getDouble() : squares.getFloat());
  }

  /** Sets a leaf's gradient to zero. */
  public static void clearGradient(NDArray leaf) {
    JniUtils.zeroGrad((PtNDArray) leaf);
  }
}
