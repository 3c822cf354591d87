package org.unfurl.train.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sim.grid.StateShape;

class ApebenchNameTest {

  // What pdequinox 4cc1f53, on which APEBench builds, counts for these.
  @ParameterizedTest
  @CsvSource({
    "Conv;34;10;relu,31757",
    "Res;26;8;relu,32943",
    "UNet;12;2;relu,27193",
    "Dil;2;32;2;relu,31777",
    "FNO;12;18;4;gelu,32527"
  })
  void meansTheNetworkOfThatManyParameters(String name, long parameters) {
    NetworkShape shape = new NetworkShape(StateShape.periodicLine(1, 160), 0);
    assertEquals(
        parameters, Architectures.parameterCount(ApebenchName.read(name).orElseThrow(), shape));
  }

  @ParameterizedTest
  @CsvSource({
    "Res;26;8, network (Res;26;8) must be written as Res;WIDTH;DEPTH;ACTIVATION",
    "Res;26;x;relu, 'network (Res;26;x;relu) must be written as Res;WIDTH;DEPTH;ACTIVATION: DEPTH"
        + " (x) must be a whole number, 0 to 256'",
    "Dil;11;32;2;relu, 'network (Dil;11;32;2;relu) must be written as"
        + " Dil;DOUBLINGS;WIDTH;DEPTH;ACTIVATION: DOUBLINGS (11) must be a whole number, 0 to 10'",
    "FNO;12;18;4;swish, 'network (FNO;12;18;4;swish) must be written as"
        + " FNO;MODES;WIDTH;DEPTH;ACTIVATION: ACTIVATION (swish) must be a word: `relu`,"
        + " `leaky-relu`, `gelu`'",
    "Res;0;8;relu, 'network (Res;0;8;relu) must be written as Res;WIDTH;DEPTH;ACTIVATION:"
        + " network.width (0) must be at least 1, such as 26'"
  })
  void refusesWhatOnlyStartsLikeOne(String name, String message) {
    var error = assertThrows(IllegalArgumentException.class, () -> ApebenchName.read(name));
    assertEquals(message, error.getMessage());
  }

  @Test
  void otherWordsAreNoneOfThem() {
    assertTrue(ApebenchName.read("conv-resnet").isEmpty());
    assertTrue(ApebenchName.read("Res").isEmpty());
  }
}
