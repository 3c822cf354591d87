package org.unfurl.sweep.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.unfurl.sim.system.PhysicalSystem;
import org.unfurl.sim.system.PhysicalSystems;
import org.unfurl.sweep.plan.Trial;
import org.unfurl.sweep.plan.TrialConfig;
import org.unfurl.sweep.plan.TrialKey;
import org.unfurl.sweep.spark.SharedFolder;
import org.unfurl.sweep.storage.AtomicFile;
import org.unfurl.sweep.storage.ResultLayout;
import org.unfurl.train.architecture.NetworkCard;
import org.unfurl.train.architecture.NetworkShape;
import org.unfurl.train.script.ScriptFile;
import org.unfurl.train.trainer.TrainedModel;

/**
 * Trained weights: {@code <folder>/<trial key>.safetensors} with a JSON card beside it, which says
 * what it takes to rebuild the network; and the file of a network of the user's own, {@code <folder>/
 * <digest>.pt}. Executors write them directly, so that no weights pass through the driver.
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
    if (trial.config() instanceof TrialConfig.Trained trained) {
      card.set("network", JSON.valueToTree(network(trained)));
    }
    card.putRawValue("configuration", new RawValue(TrialKey.canonicalJson(trial.config())));
    Optional<ScriptFile> own = NetworkFiles.file(trial);
    if (own.isPresent()) {
      write(own.get().sha256() + ".pt", own.get().bytes());
    }
    write(trial.key() + ".json", card.toPrettyString().getBytes(StandardCharsets.UTF_8));
    write(trial.key() + ".safetensors", model.safetensors());
    return ResultLayout.modelPath(trial.key() + ".safetensors");
  }

  /** What it takes to build the network elsewhere. */
  private static Map<String, Object> network(TrialConfig.Trained trained) {
    PhysicalSystem system = PhysicalSystems.named(trained.system());
    double parameter = trained.trainingReferences().get(0).parameter();
    int features = system.parameterFeatures(parameter).length;
    return NetworkCard.of(
        trained.training().architecture(), new NetworkShape(system.shape(), features));
  }

  private void write(String name, byte[] bytes) throws IOException {
    AtomicFile.write(new Path(folder, name), configuration.value(), out -> out.write(bytes));
  }
}
