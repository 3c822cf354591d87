package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.train.layer.Activation;
import org.unfurl.train.script.SavedModules;
import org.unfurl.train.setting.Values;

/**
 * What the contract test takes of an architecture: a small network, and what is known of it.
 *
 * @param name of the architecture
 * @param values of the small network
 * @param count the parameters by a formula
 * @param shift points by which a periodic input may be shifted so that the output is shifted alike
 * @param local whether no point beyond its reach tells a point anything
 */
record ArchitectureCase(String name, Values values, Formula count, int shift, boolean local) {

  /** Parameters of a network. */
  @FunctionalInterface
  interface Formula {

    /**
     * The count.
     *
     * @param i input channels
     * @param o output channels
     * @param k points that a convolution of three points along every axis reads
     */
    long of(long i, long o, long k);
  }

  /** One or more for every entry of the registry. */
  static List<ArchitectureCase> all() {
    return List.of(
        new ArchitectureCase(
            "conv",
            sized(5, 3).with(Activation.SETTING, Activation.GELU),
            (i, o, k) -> k * i * 5 + 5 + 2 * (k * 25 + 5) + k * 5 * o + o,
            1,
            true),
        new ArchitectureCase(
            "conv-resnet",
            sized(5, 2),
            (i, o, k) -> k * i * 5 + 5 + 4 * (k * 25 + 5) + k * 5 * o + o,
            1,
            true),
        new ArchitectureCase(
            "conv-resnet",
            Values.none().with(ConvResNet.WIDTHS, List.of(4, 6)),
            (i, o, k) -> block(i, 4, k) + block(4, 6, k) + k * 6 * o + o,
            1,
            true),
        new ArchitectureCase(
            "resnet",
            sized(5, 2).with(Activation.SETTING, Activation.GELU),
            (i, o, k) -> i * 5 + 5 + 4 * (k * 25 + 5) + 5 * o + o,
            1,
            true),
        new ArchitectureCase(
            "dilated-resnet",
            sized(4, 2)
                .with(DilatedResNet.DILATIONS, List.of(1, 3, 1))
                .with(Activation.SETTING, Activation.GELU),
            (i, o, k) -> i * 4 + 4 + 2 * 3 * (k * 16 + 3 * 4) + 4 * o + o,
            1,
            false),
        new ArchitectureCase(
            "unet",
            Values.none()
                .with(Size.WIDTH, 3)
                .with(UNet.LEVELS, 2)
                .with(Activation.SETTING, Activation.GELU),
            (i, o, k) -> two(i, 3, k) + level(3, k) + level(6, k) + 3 * o + o,
            4,
            false),
        new ArchitectureCase(
            "torchscript",
            Values.none().with(TorchScript.FILE, SavedModules.file("any-shape.pt").sha256()),
            (i, o, k) -> 6,
            1,
            false));
  }

  private static Values sized(int width, int depth) {
    return Values.none().with(Size.WIDTH, width).with(Size.DEPTH, depth);
  }

  /** A residual block with a linear map as skip. */
  private static long block(long i, long w, long k) {
    return k * i * w + w + k * w * w + w + i * w + w;
  }

  /** Two convolutions, each with norm. */
  private static long two(long i, long w, long k) {
    return k * i * w + 3 * w + k * w * w + 3 * w;
  }

  /** Of a level of the U-Net: halving, two, doubling, two. */
  private static long level(long c, long k) {
    return k * c * c + c + two(c, 2 * c, k) + k * 2 * c * c + c + two(2 * c, c, k);
  }

  @Override
  public String toString() {
    return name + " " + values;
  }
}
