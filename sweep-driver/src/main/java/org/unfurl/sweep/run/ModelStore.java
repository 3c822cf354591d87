package org.unfurl.sweep.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.spark.SharedFolder;
import org.unfurl.sweep.storage.AtomicFile;
import org.unfurl.sweep.storage.ResultLayout;
import org.unfurl.train.trainer.TrainedModel;

/**
 * Trained weights: {@code <folder>/<trial key>.safetensors} with a JSON card beside it. Executors
 * write them directly, so that no weights pass through the driver.
 */
final class ModelStore implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String folder;
  private final SerializableConfiguration configuration;
  private final SharedFolder shared;

  /**
   * Writes nothing yet.
   *
   * @param shared the folder that must be seen before anything is written
   */
  ModelStore(Path folder, Configuration configuration, SharedFolder shared) {
    this.folder = folder.toString();
    this.configuration = new SerializableConfiguration(configuration);
    this.shared = shared;
  }

  /** Writes weights and card; returns how tables name the weights. */
  String write(Trial trial, TrainedModel model) throws IOException {
    shared.require();
    ObjectNode card = JSON.createObjectNode();
    card.put("trial_key", trial.key());
    card.put("label", trial.label());
    card.put("parameters", model.parameterCount());
    card.put("weights", trial.key() + ".safetensors");
    card.putRawValue("configuration", new RawValue(TrialKey.canonicalJson(trial.config())));
    write(trial.key() + ".json", card.toPrettyString().getBytes(StandardCharsets.UTF_8));
    write(trial.key() + ".safetensors", model.safetensors());
    return ResultLayout.modelPath(trial.key() + ".safetensors");
  }

  private void write(String name, byte[] bytes) throws IOException {
    AtomicFile.write(new Path(folder, name), configuration.value(), out -> out.write(bytes));
  }
}
