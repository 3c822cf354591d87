package org.unfurl.train.architecture;

import java.util.List;
import org.unfurl.train.setting.Setting;

/** The two settings that make up the size of most architectures. */
public final class Size {

  /** Channels of the hidden layers. */
  public static final Setting<Integer> WIDTH =
      Setting.wholeNumber("network.width", 1, 1_024)
          .example(26)
          .meaning("features per point in the hidden layers");

  /** How often the architecture's block is repeated. */
  public static final Setting<Integer> DEPTH =
      Setting.wholeNumber("network.depth", 0, 256).example(8).meaning("hidden blocks");

  static final List<Setting<?>> WIDTH_AND_DEPTH = List.of(WIDTH, DEPTH);

  private Size() {}
}
