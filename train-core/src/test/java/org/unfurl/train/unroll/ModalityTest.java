package org.unfurl.train.unroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ModalityTest {

  @Test
  void everyModalityIsFoundByItsWord() {
    for (Modality modality : Modality.values()) {
      assertEquals(modality, Modality.of(modality.word()));
    }
  }

  @Test
  void namesTheModalitiesThatThereAre() {
    var error = assertThrows(IllegalArgumentException.class, () -> Modality.of("wgr"));
    assertEquals("modality (wgr) must be one of one, nog, wig", error.getMessage());
  }
}
