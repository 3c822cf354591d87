package org.unfurl.train.unroll;

import java.util.List;
import java.util.Optional;
import org.unfurl.train.setting.Setting;
import org.unfurl.train.setting.Values;
import org.unfurl.train.stage.Stages;

/**
 * Which frames of a training window carry loss and which links between frames carry gradients: all
 * in which the modalities differ. Frames are numbered 1..m as they are predicted; the link of frame
 * j joins it to frame j - 1.
 *
 * @param frames m, at least 1
 * @param warmUp first frames without loss and links, from 0 to m - 1
 * @param segment longest run of linked frames: 1 cuts every link, m none; counted from the first
 *     frame of the window, so that the links of frames segment + 1, 2 · segment + 1, ... are cut
 */
public record Unrolling(int frames, int warmUp, int segment) {

  /** Frames of a training window. */
  public static final Setting<Integer> UNROLL_LENGTH =
      Setting.wholeNumber("unroll-length", 1, 1_000)
          .preset(3)
          .called("m")
          .matters(others -> !Stages.allHave(Stages.UNROLL_LENGTH, others))
          .meaning(
              "m, the frames of a training window; `one` sees m times as many single frames per"
                  + " update instead");

  /** First frames without loss and links. */
  public static final Setting<Integer> WARM_UP =
      Setting.wholeNumber("warm-up", 0, 999)
          .preset(0)
          .neutral(0)
          .called("warm")
          .matters(others -> !others.find(Modality.SETTING).equals(Optional.of(Modality.ONE)))
          .meaning(
              "first frames of the window without loss and links (push-forward), fewer than"
                  + " `unroll-length`; `one` has none");

  /** Every so many-th link is cut. */
  public static final Setting<Integer> TRUNCATION =
      Setting.wholeNumber("truncation", 0, 1_000)
          .preset(0)
          .neutral(0)
          .called("cut")
          .matters(others -> others.find(Modality.SETTING).orElse(Modality.WIG) == Modality.WIG)
          .counts((every, others) -> cutsNothing(every, others) ? 0 : every)
          .meaning("cuts the gradient of `wig` after every so many frames; 0 cuts nothing");

  /** What decides an unrolling besides the modality. */
  public static final List<Setting<?>> SETTINGS = List.of(UNROLL_LENGTH, WARM_UP, TRUNCATION);

  /** Checks the ranges. */
  public Unrolling {
    if (frames < 1) {
      throw new IllegalArgumentException(
          "frames (" + frames + ") must be at least 1, the study's default is 3");
    }
    if (warmUp < 0 || warmUp >= frames) {
      throw new IllegalArgumentException(
          "warmUp ("
              + warmUp
              + ") must be from 0 to frames - 1 ("
              + (frames - 1)
              + "), leave a frame that carries loss");
    }
    if (segment < 1) {
      throw new IllegalArgumentException(
          "segment (" + segment + ") must be at least 1, 1 cuts every link");
    }
  }

  /**
   * The unrolling of a modality. ONE takes single frames and knows neither warm-up nor links; NOG
   * has no links.
   *
   * @param unrollLength m
   * @param warmUp first frames without loss and links
   * @param truncation WIG's links are cut after every so many frames; 0 cuts none
   */
  public static Unrolling of(Modality modality, int unrollLength, int warmUp, int truncation) {
    return switch (modality) {
      case ONE -> new Unrolling(1, 0, 1);
      case NOG -> new Unrolling(unrollLength, warmUp, 1);
      case WIG -> new Unrolling(unrollLength, warmUp, truncation == 0 ? unrollLength : truncation);
    };
  }

  /** The unrolling of a trial. */
  public static Unrolling of(Values settings) {
    return of(
        settings.of(Modality.SETTING),
        settings.of(UNROLL_LENGTH),
        settings.of(WARM_UP),
        settings.of(TRUNCATION));
  }

  /** m of every stage, of a plain training its one; empty where a point does not say all. */
  public static List<Integer> lengths(Values point) {
    List<Optional<Integer>> lengths =
        point.find(Stages.SETTING).filter(stages -> !stages.isEmpty()).stream()
            .flatMap(List::stream)
            .map(stage -> stage.find(Stages.UNROLL_LENGTH).or(() -> point.find(UNROLL_LENGTH)))
            .toList();
    if (lengths.isEmpty()) {
      return point.find(UNROLL_LENGTH).stream().toList();
    }
    return lengths.stream().allMatch(Optional::isPresent)
        ? lengths.stream().map(Optional::orElseThrow).toList()
        : List.of();
  }

  /** A window of m frames has m - 1 links, so that every k-th is none of them where k >= m. */
  private static boolean cutsNothing(int every, Values others) {
    List<Integer> lengths = lengths(others);
    return !lengths.isEmpty() && lengths.stream().allMatch(length -> every >= length);
  }

  /** Whether frame j carries loss. */
  public boolean hasLoss(int frame) {
    return frame > warmUp;
  }

  /** How many frames carry loss. */
  public int framesWithLoss() {
    return frames - warmUp;
  }

  /** Whether gradients flow from frame j to frame j - 1. */
  public boolean linked(int frame) {
    return frame > 1 && hasLoss(frame - 1) && (frame - 1) % segment != 0;
  }

  /** Whether any link carries gradients. */
  public boolean hasLinks() {
    for (int frame = 2; frame <= frames; frame++) {
      if (linked(frame)) {
        return true;
      }
    }
    return false;
  }

  /** The last frame of the run of linked frames that starts at frame j. */
  public int endOfSegment(int frame) {
    int end = frame;
    while (end < frames && linked(end + 1)) {
      end++;
    }
    return end;
  }
}
