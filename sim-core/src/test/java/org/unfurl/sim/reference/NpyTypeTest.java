package org.unfurl.sim.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What NumPy 2.4.6 reads as float32 and float64, and what is said of the rest. */
class NpyTypeTest {

  private static final String REAL = ") must be float32 or float64";

  /** Of a file with this dictionary. */
  private static NpyHeader header(String dictionary) throws IOException {
    byte[] text = (dictionary + "\n").getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
    out.writeBytes(text);
    return NpyHeader.read(new ByteArrayInputStream(out.toByteArray()));
  }

  private static NpyType type(String descr) throws IOException {
    return NpyType.of(
        header("{'descr': " + descr + ", 'fortran_order': False, 'shape': (2, 3, 4), }"));
  }

  private static void assertRefused(String message, String descr) {
    assertEquals(message, assertThrows(IOException.class, () -> type(descr)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f8", "<d", ">f8", ">d", "<f4", "<f", ">f4", ">f"})
  void aMarkSaysTheOrderOfTheBytes(String spelling) throws IOException {
    ByteOrder order = spelling.startsWith("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int bytes = spelling.matches(".(f8|d)") ? 8 : 4;
    assertEquals(new NpyType(bytes, order), type("'" + spelling + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=f8", "|f8", "f8", "=d", "|d", "d", "float", "float64", "double"})
  void doublePrecisionInTheOrderOfTheMachine(String spelling) throws IOException {
    assertEquals(new NpyType(8, ByteOrder.nativeOrder()), type("'" + spelling + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=f4", "|f4", "f4", "=f", "|f", "f", "float32", "single"})
  void singlePrecisionInTheOrderOfTheMachine(String spelling) throws IOException {
    assertEquals(new NpyType(4, ByteOrder.nativeOrder()), type("'" + spelling + "'"));
  }

  /** Python's other ways to write the same dictionary. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"descr\": \"<f8\", \"fortran_order\": False, \"shape\": (2,3,4)}",
        "{'shape': (2L, 3L, 4L), 'fortran_order': False, 'descr': u'<f8'}",
        "{'descr':'<f8',\n 'fortran_order':False,\n 'shape':(2,\n 3, 4,)}"
      })
  void everyDictionaryThatNumpyReadsIsRead(String dictionary) throws IOException {
    NpyHeader header = header(dictionary);
    assertEquals(new NpyType(8, ByteOrder.LITTLE_ENDIAN), NpyType.of(header));
    assertEquals(List.of(2, 3, 4), header.shape());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<i8", "|b1", "<f2", "e", "float16", "<f16", "longdouble", "u4", "int64"})
  void otherNumbersAreToldHowToConvert(String spelling) {
    assertRefused(
        "dtype (" + spelling + REAL + "; save array.astype(\"float64\")", "'" + spelling + "'");
  }

  /** Half of the data may be in the imaginary part. */
  @ParameterizedTest
  @ValueSource(strings = {"<c16", ">c8", "=c16", "D", "<F", "complex128", "clongdouble"})
  void complexNumbersAreNotCutInHalf(String spelling) {
    assertRefused(
        "dtype ("
            + spelling
            + REAL
            + ", since states are real; transform it back if it is in Fourier space, and save"
            + " array.real only if numpy.abs(array.imag).max() is 0 or rounding",
        "'" + spelling + "'");
  }

  @Test
  void aStructureIsToldWhichFieldsItHas() {
    // Of numpy.dtype([("u", "f8"), (("speed", "v"), "f8")], align=True) and the like.
    for (String descr :
        List.of(
            "[('u', '<f8'), ('v', '<f8')]",
            "[('u', '<f8', (2,)), (('speed', 'v'), '>f4'), ('', '|V4')]")) {
      assertRefused(
          "dtype (structured: u, v"
              + REAL
              + "; save one field, array[\"u\"], or several as channels,"
              + " numpy.stack([array[\"u\"], …], axis=2)",
          descr);
    }
    assertRefused(
        "dtype (('<f8', (2,))" + REAL + "; save numpy.array(array.tolist(), dtype=\"float64\")",
        "('<f8', (2,))");
  }

  @Test
  void whatIsNoNumberIsToldSo() {
    assertRefused(
        "dtype (object"
            + REAL
            + ", not pickled Python objects; save numpy.stack(list(array)).astype(\"float64\")",
        "'O'");
    assertRefused(
        "dtype (|V2"
            + REAL
            + ", not raw bytes, which bfloat16 is saved as; save array.astype(\"float32\") where"
            + " the array was made",
        "'|V2'");
    for (String spelling : List.of("<U7", "|S3", "<M8[ns]", "<m8[s]")) {
      assertRefused(
          "dtype ("
              + spelling
              + REAL
              + ", the values of the fields; save the array that holds them",
          "'" + spelling + "'");
    }
  }
}
