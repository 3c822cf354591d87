package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.train.setting.Values;

class ConvResNetTest {

  /** The study's networks of planes (tum-pbs/unrolling), two velocities and two features. */
  @ParameterizedTest
  @CsvSource({
    "8 20 30 20 8, 32376",
    "8 16 32 64 32 16 8, 115810",
    "16 32 64 128 64 32 16, 461250",
    "16 32 64 128 128 128 64 32 16, 1084610"
  })
  void theStudysNetworksOfPlanesHaveItsParameters(String widths, long parameters) {
    List<Integer> ofBlocks = Arrays.stream(widths.split(" ")).map(Integer::valueOf).toList();
    ArchitectureSpec spec =
        new ArchitectureSpec("conv-resnet", Values.none().with(ConvResNet.WIDTHS, ofBlocks));
    NetworkShape shape = new NetworkShape(StateShape.periodicPlane(2, 32, 32), 2);
    assertEquals(parameters, Architectures.parameterCount(spec, shape));
  }
}
