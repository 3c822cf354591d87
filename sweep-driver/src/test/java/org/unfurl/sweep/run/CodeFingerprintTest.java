package org.unfurl.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CodeFingerprintTest {

  @Test
  void isStableAndSixteenDigitsLong() {
    String fingerprint = CodeFingerprint.current();
    assertTrue(fingerprint.matches("[0-9a-f]{16}"), fingerprint);
    assertEquals(fingerprint, CodeFingerprint.current());
  }
}
