package org.unfurl.train.layer;

import java.util.List;
import org.unfurl.train.parameter.Tensor;

/** What is asked of a layer, or of a whole network, before it computes. Immutable. */
public interface Description {

  /** What it reads. */
  Signal input();

  /** What it makes. */
  Signal output();

  /** Its parameters, in the order of the flat vector. */
  List<Tensor> tensors();

  /** What one state costs. */
  Cost cost();

  /** How far a point of the output sees. */
  Reach reach();
}
