package org.unfurl.train.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.unfurl.sim.grid.StateShape;
import org.unfurl.sim.random.Seed;
import org.unfurl.train.architecture.ArchitectureSpec;
import org.unfurl.train.architecture.Architectures;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.engine.EngineSession;
import org.unfurl.train.engine.Precision;
import org.unfurl.train.network.Network;

class SafetensorsTest {

  @Test
  void writesEveryConvolutionAsConv1dKeepsIt() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 2, 1);
      Network network =
          Architectures.create(
              session, spec, new NetworkShape(StateShape.periodicLine(1, 8), 1), new Seed(9));
      ByteBuffer file =
          ByteBuffer.wrap(Safetensors.encode(network.parameters())).order(ByteOrder.LITTLE_ENDIAN);
      byte[] header = new byte[(int) file.getLong()];
      file.get(header);

      // Offsets in bytes: (2, 2, 3) is 48 and (2) is 8.
      assertEquals(
          """
          {"in.weight":{"dtype":"F32","shape":[2,2,3],"data_offsets":[0,48]},\
          "in.bias":{"dtype":"F32","shape":[2],"data_offsets":[48,56]},\
          "blocks.0.conv1.weight":{"dtype":"F32","shape":[2,2,3],"data_offsets":[56,104]},\
          "blocks.0.conv1.bias":{"dtype":"F32","shape":[2],"data_offsets":[104,112]},\
          "blocks.0.conv2.weight":{"dtype":"F32","shape":[2,2,3],"data_offsets":[112,160]},\
          "blocks.0.conv2.bias":{"dtype":"F32","shape":[2],"data_offsets":[160,168]},\
          "out.weight":{"dtype":"F32","shape":[1,2,3],"data_offsets":[168,192]},\
          "out.bias":{"dtype":"F32","shape":[1],"data_offsets":[192,196]}}""",
          new String(header, StandardCharsets.UTF_8).strip());
      assertEquals(0, header.length % 8);
      assertEquals(196, file.remaining());

      double[] flat = network.parameters().read();
      for (int output = 0; output < 2; output++) {
        for (int input = 0; input < 2; input++) {
          for (int tap = 0; tap < 3; tap++) {
            assertEquals(flat[(output * 3 + tap) * 2 + input], file.getFloat());
          }
        }
      }
      assertEquals(flat[12], file.getFloat());
      assertEquals(flat[13], file.getFloat());
    }
  }

  @Test
  void writesAPlanesConvolutionAsConv2dKeepsIt() {
    try (EngineSession session = EngineSession.open(Precision.FLOAT32)) {
      ArchitectureSpec spec = ArchitectureSpec.sized("conv-resnet", 2, 0);
      Network network =
          Architectures.create(
              session, spec, new NetworkShape(StateShape.periodicPlane(1, 4, 4), 1), new Seed(9));
      ByteBuffer file =
          ByteBuffer.wrap(Safetensors.encode(network.parameters())).order(ByteOrder.LITTLE_ENDIAN);
      byte[] header = new byte[(int) file.getLong()];
      file.get(header);

      // Offsets in bytes: (2, 2, 3, 3) is 144 and (1, 2, 3, 3) is 72.
      assertEquals(
          """
          {"in.weight":{"dtype":"F32","shape":[2,2,3,3],"data_offsets":[0,144]},\
          "in.bias":{"dtype":"F32","shape":[2],"data_offsets":[144,152]},\
          "out.weight":{"dtype":"F32","shape":[1,2,3,3],"data_offsets":[152,224]},\
          "out.bias":{"dtype":"F32","shape":[1],"data_offsets":[224,228]}}""",
          new String(header, StandardCharsets.UTF_8).strip());
      // The flat vector is in the file's order already.
      for (double value : network.parameters().read()) {
        assertEquals(value, file.getFloat());
      }
      assertEquals(0, file.remaining());
    }
  }
}
