package org.unfurl.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unfurl.sweep.plan.SweepFiles;

class SweepEncodingTest {

  private static String refusal(byte[] bytes) {
    return assertThrows(IOException.class, () -> SweepEncoding.text(bytes)).getMessage();
  }

  private static String refusal(String text, Charset encoding) {
    return refusal(text.getBytes(encoding));
  }

  @Test
  void utf8IsReadWithAndWithoutItsMark() throws IOException {
    for (String text : new String[] {SweepFiles.MINIMAL, "# Grüße, 你好 \uD83D\uDE00\n", "a"}) {
      assertEquals(text, SweepEncoding.text(text.getBytes(StandardCharsets.UTF_8)));
    }
    String marked =
        SweepEncoding.text(("\uFEFF" + SweepFiles.MINIMAL).getBytes(StandardCharsets.UTF_8));
    assertEquals(SweepFiles.valid(SweepFiles.MINIMAL), SweepFiles.valid(marked));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16, UTF-16",
    "x-UTF-16LE-BOM, UTF-16",
    "UTF-16LE, UTF-16LE",
    "UTF-16BE, UTF-16BE",
    "X-UTF-32LE-BOM, UTF-32",
    "X-UTF-32BE-BOM, UTF-32"
  })
  void otherEncodingsOfUnicodeAreNamed(String encoding, String named) {
    assertEquals(
        "it is text in "
            + named
            + ", which must be UTF-8; save it so, or convert it: iconv -f "
            + named
            + " -t UTF-8",
        refusal(SweepFiles.MINIMAL, Charset.forName(encoding)));
  }

  @Test
  void whatIsNotUtf8IsToldWithItsPlace() {
    assertEquals(
        "it is not text in UTF-8: byte 14, on line 2, is of another encoding; save it as UTF-8",
        refusal("sweep: a\n# Gr\u00fc\u00dfe\n", StandardCharsets.ISO_8859_1));
    // Cut in the middle of a letter.
    assertTrue(
        refusal(new byte[] {'a', (byte) 0xc3}).startsWith("it is not text in UTF-8: byte 2,"));
  }

  @Test
  void otherKindsOfFilesAreNamed() {
    assertEquals("it is empty; begin it with sweep: my-sweep", refusal(new byte[0]));
    assertEquals(
        "it is a Parquet table; name a sweep file",
        refusal("PAR1\u0015\u0000", StandardCharsets.ISO_8859_1));
    assertEquals(
        "it is a NumPy array (.npy); name it under references in a sweep file",
        refusal("\u0093NUMPY\u0001", StandardCharsets.ISO_8859_1));
    assertEquals(
        "it is a ZIP archive (.zip, .npz, .jar); name a sweep file",
        refusal("PK\u0003\u0004", StandardCharsets.ISO_8859_1));
    assertEquals(
        "it is compressed by gzip; unpack it with gunzip",
        refusal("\u001f\u008b\u0008", StandardCharsets.ISO_8859_1));
    assertEquals(
        "it is binary, not text: byte 7 is zero; name a sweep file",
        refusal("sweep:\u0000\u0001", StandardCharsets.ISO_8859_1));
  }
}
