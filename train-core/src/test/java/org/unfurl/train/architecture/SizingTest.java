package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.setting.Values;

class SizingTest {

  private static final NetworkShape LINE = new NetworkShape(StateShape.periodicLine(1, 48), 1);
  private static final Values DEPTH_8 = Values.none().with(Size.DEPTH, 8);

  // Of (26,8) with 33,125 parameters, (25,8) with 30,651 and (27,8) with 35,695: 31,888 is halfway.
  @ParameterizedTest
  @CsvSource({"33000,26", "33125,26", "31889,26", "31888,25"})
  void theWidthIsThatOfTheNearestCount(long target, int width) {
    Sizing.Sized sized = Sizing.nearest("conv-resnet", DEPTH_8, LINE, target);
    assertEquals(width, sized.spec().values().of(Size.WIDTH));
    assertEquals(Architectures.parameterCount(sized.spec(), LINE), sized.parameters());
  }

  @Test
  void aCountThatNoSizeComesNearIsRefusedWithThoseAroundIt() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> Sizing.nearest("conv-resnet", DEPTH_8, LINE, 90));
    assertEquals(
        "network.parameters (90) must be within a tenth of what conv-resnet can have here, choose 75"
            + " (width 1) or 245 (width 2)",
        error.getMessage());
  }

  @Test
  void aCountBeyondTheLargestSizeIsRefusedWithThat() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Sizing.nearest("conv-resnet", DEPTH_8, LINE, 1_000_000_000));
    assertEquals(
        "network.parameters (1000000000) must be within a tenth of what conv-resnet can have here,"
            + " choose 50358273 (width 1024)",
        error.getMessage());
  }

  @Test
  void whatCannotBeBuiltAtAnySizeIsRefusedForItsReason() {
    Values levels = Values.none().with(UNet.LEVELS, 5);
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> Sizing.nearest("unet", levels, LINE, 33_000));
    assertEquals(
        "network.levels (5) must be at most 4 on a line of 48 points; take fewer, or a number of points"
            + " that 32 divides",
        error.getMessage());
  }
}
