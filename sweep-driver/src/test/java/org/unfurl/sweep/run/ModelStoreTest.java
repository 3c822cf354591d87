package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unfurl.sim.stepper.Persistence;
import org.unfurl.sim.stepper.Stepper;
import org.unfurl.sweep.plan.SweepFiles;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.spark.SharedFolder;
import org.unfurl.sweep.storage.ResultLayout;
import org.unfurl.train.trainer.TrainedModel;

class ModelStoreTest {

  @TempDir private Path sweep;

  @Test
  void weightsLieBesideACardThatSaysWhatTheyAre() throws IOException {
    Trial trial = SweepFiles.plan(SweepFiles.MINIMAL).trained().get(0);
    org.apache.hadoop.fs.Path here = new org.apache.hadoop.fs.Path(sweep.toString());
    Configuration configuration = new Configuration();
    ModelStore store =
        new ModelStore(
            ResultLayout.models(here),
            configuration,
            SharedFolder.ofOneProcess(here, configuration));
    String path = store.write(trial, new ThreeBytes());
    assertEquals("models/" + trial.key() + ".safetensors", path, "as seen from the sweep's folder");
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(sweep.resolve(path)));
    Path folder = sweep.resolve("models");
    JsonNode card =
        new ObjectMapper().readTree(Files.readString(folder.resolve(trial.key() + ".json")));
    assertEquals(trial.key(), card.get("trial_key").asText());
    assertEquals(trial.label(), card.get("label").asText());
    assertEquals(42, card.get("parameters").asLong());
    assertEquals(Path.of(path).getFileName().toString(), card.get("weights").asText());
    assertEquals("correction", card.get("configuration").findPath("task").asText());
    JsonNode network = card.get("network"); // all that notebooks/unfurl_networks.py asks for
    assertEquals("conv-resnet", network.get("architecture").asText());
    assertEquals(10, network.get("settings").get("network.width").asInt());
    assertEquals(1, network.get("channels").asInt());
    assertEquals(1, network.get("features").asInt());
    assertFalse(network.get("plane").asBoolean());
    assertTrue(network.get("periodic-x").asBoolean());
  }

  /** As on an executor that came late, and for which the path means a folder of its own. */
  @Test
  void whereTheDriversFolderIsNotSeenNothingIsWritten() throws IOException {
    org.apache.hadoop.fs.Path here = new org.apache.hadoop.fs.Path(sweep.toUri());
    Configuration configuration = new Configuration();
    SharedFolder shared = SharedFolder.offer(here, configuration);
    ModelStore store = new ModelStore(ResultLayout.models(here), configuration, shared);
    shared.close();
    Trial trial = SweepFiles.plan(SweepFiles.MINIMAL).trained().get(0);
    assertThrows(IOException.class, () -> store.write(trial, new ThreeBytes()));
    assertFalse(Files.exists(sweep.resolve("models")));
  }

  private static final class ThreeBytes implements TrainedModel {
    @Override
    public long parameterCount() {
      return 42;
    }

    @Override
    public Stepper stepper(double parameter) {
      return new Persistence(1);
    }

    @Override
    public byte[] safetensors() {
      return new byte[] {1, 2, 3};
    }

    @Override
    public void close() {}
  }
}
