package org.unfurl.train.architecture;

import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;

/** The settings that make up the size of most architectures. */
public final class Size {

  /** Channels of the hidden layers. */
  public static final Setting<Integer> WIDTH =
      Setting.wholeNumber("network.width", 1, 1_024)
          .example(26)
          .meaning("features per point in the hidden layers");

  /** How often the architecture's block is repeated. */
  public static final Setting<Integer> DEPTH =
      Setting.wholeNumber("network.depth", 0, 256).example(8).meaning("hidden blocks");

  /** A wish in place of the setting that is an architecture's size; 0 where the size is given. */
  public static final Setting<Integer> PARAMETERS =
      Setting.wholeNumber("network.parameters", 0, 1_000_000_000)
          .preset(0)
          .neutral(0)
          .example(33_000)
          .wish()
          .meaning(
              "about how many numbers are trained, in place of the size; 0: the size is given");

  private Size() {}

  /** For {@link Setting#matters}: whether there is a hidden block, or may be one. */
  static boolean hasBlocks(Values others) {
    return others.find(DEPTH).filter(depth -> depth == 0).isEmpty();
  }
}
