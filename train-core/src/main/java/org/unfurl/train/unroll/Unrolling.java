package org.unfurl.train.unroll;

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
